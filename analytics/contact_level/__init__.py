"""Customers' own contact level: how often and how deep they make contact, what each group is worth and
needs.
"""
