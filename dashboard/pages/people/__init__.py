"""The staff: quality within a tier, load, what goes with satisfaction, and the staff needed."""
