"""Satisfaction and loyalty: who stays and comes again by score, and what goes with the score."""
