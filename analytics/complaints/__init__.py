"""Complaints: who complains, about what, and in which words."""
