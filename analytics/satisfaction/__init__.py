"""What customers say, for all contacts and not only for those who answered, by dimension and beside peers."""
