"""Waiting: patience, promised waits, the hours of the week, and staff against waits."""
