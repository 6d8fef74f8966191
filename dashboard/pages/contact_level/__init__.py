"""Customers' own contact level: how often and how deep they make contact, what they are worth and need."""
