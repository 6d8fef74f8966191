"""The page Reasons."""
