"""Operating focus: more contact or less of it, what moved where, and what went with that."""
