"""Departments beside their own kind, and what of it is more than chance."""
