"""Verbs of the command about what was loaded, and the options they share."""
