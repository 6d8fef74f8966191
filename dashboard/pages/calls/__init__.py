"""Calls: whom to call before they leave, what came of it, and whether it helped."""
