"""This folder's queries, and the queries they read from."""

from warehouse.sql import read_sql

_PACKAGE = "analytics.retention"


def query(name: str, *tables: str) -> str:
    """A query that may read from other queries of this folder by their names."""
    if not tables:
        return read_sql(_PACKAGE, name)
    parts = ", ".join(f"{part} AS (\n{read_sql(_PACKAGE, part)}\n)" for part in (*tables, name))
    return f"WITH {parts} FROM {name}"
