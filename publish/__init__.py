"""Figures published for other programs: marts of the newest version as tables of a PostgreSQL database."""
