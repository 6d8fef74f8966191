"""Critical incidents: what they go with, one by one, what they are about, and those that people tell."""
