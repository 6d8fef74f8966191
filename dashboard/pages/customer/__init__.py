"""Customer record: all that is known of one customer, on one time line."""
