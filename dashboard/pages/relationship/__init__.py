"""Stages of the relationship: acquired, developing, retained; sizes, movement, and measures of each."""
