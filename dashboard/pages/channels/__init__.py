"""The page Channels."""
