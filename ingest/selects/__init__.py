"""The SELECTs of sources: what they ask of their rows, and what is wrong with one that does not fit."""
