"""The page Capacity of recovery."""
