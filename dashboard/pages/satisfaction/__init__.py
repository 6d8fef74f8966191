"""The page Satisfaction."""
