"""How numbers, days and names are written."""
