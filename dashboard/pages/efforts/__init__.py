"""The page What works in recovery."""
