"""Moments of truth: how many there are, how they end, and each touchpoint's score card."""
