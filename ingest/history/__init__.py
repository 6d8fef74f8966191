"""Kinds of records whose every state is kept: customers and staff."""
