"""The page Balance of the three sides."""
