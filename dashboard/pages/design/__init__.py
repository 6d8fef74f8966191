"""The page Design matrix."""
