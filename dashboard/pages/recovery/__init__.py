"""The page Failure and recovery."""
