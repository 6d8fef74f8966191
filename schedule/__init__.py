"""What is done without anybody asking: loads and upkeep at their times."""
