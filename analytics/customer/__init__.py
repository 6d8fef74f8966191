"""Everything known of one customer, on one time line."""
