"""Contacts rated by monitors, as in mystery calls, beside what their customers say."""
