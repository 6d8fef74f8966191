"""The page Departments."""
