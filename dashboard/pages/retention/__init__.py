"""The page Retention."""
