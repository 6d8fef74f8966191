"""The page Fair comparison."""
