"""Measurements that anyone can run again; each ends with one line of JSON."""
