"""From export files to the warehouse: exactly once, nothing lost, everything counted."""
