"""Whom to call before they leave, and whether calling helped."""
