"""What stands around every page, and what ties it to the address."""
