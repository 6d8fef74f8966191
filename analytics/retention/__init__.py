"""How long customers stay: when they have left, survival, cohorts."""
