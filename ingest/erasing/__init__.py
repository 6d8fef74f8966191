"""A customer erased from the warehouse, and the proof of it."""
