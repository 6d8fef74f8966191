"""The page Waiting."""
