"""The page Customers' words."""
