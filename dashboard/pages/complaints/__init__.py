"""The page Who complains about what."""
