"""This folder's queries, and the queries they read from."""

from warehouse.sql import read_sql

_PACKAGE = "analytics.retention"


def query(name: str, *tables: str, **aliases: str) -> str:
    """A query that may read from other queries of this folder, by their names or under others (aliases)."""
    if not tables and not aliases:
        return read_sql(_PACKAGE, name)
    named = {table: table for table in tables} | aliases | {name: name}
    parts = ", ".join(f"{alias} AS (\n{read_sql(_PACKAGE, table)}\n)" for alias, table in named.items())
    return f"WITH {parts} FROM {name}"
