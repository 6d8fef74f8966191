"""Moments of truth: counted, and each touchpoint's own score card."""
