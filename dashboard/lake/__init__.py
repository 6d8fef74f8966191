"""What is read: one version of the warehouse, and what was found in it."""
