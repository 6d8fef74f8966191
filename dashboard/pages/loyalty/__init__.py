"""Satisfaction and loyalty: who stays and comes again by score, what goes with scores, and what if."""
