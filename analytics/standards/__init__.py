"""Service standards: what was promised or is to be reached, how far it is kept, and where that changes."""
