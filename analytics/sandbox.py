"""A connection on which SQL of any origin reads the tables and views of the warehouse and nothing else."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import duckdb

from analytics.nearest import unknown_name
from warehouse.errors import QueryError
from warehouse.lake import LAKE, open_reader
from warehouse.settings import Settings
from warehouse.sql import literal

_TABLE_FUNCTIONS = {"generate_series", "json_each", "json_tree", "range", "repeat", "unnest"}
_BLANKS = r"(?:\s|--[^\n]*\n|/\*.*?\*/)"
_EXPLAIN = re.compile(rf"{_BLANKS}*EXPLAIN\b{_BLANKS}*(?:ANALYZE\b{_BLANKS}*)?(?:\([^()]*\))?", re.I | re.S)
_COMMON_TABLE = re.compile(r"(?!duckdb_|pg_|pragma_|sqlite_)\w+")


def open_sandbox(settings: Settings, as_of: datetime | None = None) -> duckdb.DuckDBPyConnection:
    """A reader of the warehouse that can open no other file, and whose settings stay as they are."""
    connection = open_reader(settings, as_of)
    connection.execute(
        "SET python_enable_replacements = false;"
        f"SET allowed_directories = [{literal(str(settings.lake_folder / 'data'))}];"
        "SET enable_external_access = false;"
        "SET lock_configuration = true"
    )
    return connection


def refuse_all_but_reading(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    """Raise QueryError unless the query is one SELECT over the warehouse, or EXPLAIN of one.

    DESCRIBE, SHOW, SUMMARIZE, WITH and VALUES are forms of SELECT. Raises duckdb.Error for what is not SQL.
    """
    statements = connection.extract_statements(query)
    if len(statements) != 1:
        raise QueryError(
            "The query is not one statement.", "Give one SELECT; a PIVOT lists its values: ON … IN (…)."
        )
    if statements[0].type == duckdb.StatementType.EXPLAIN:
        query = _EXPLAIN.sub("", query, count=1)
    nodes = list(_nodes(_parse(connection, query)))
    known = _tables(connection) | _common_tables(nodes)
    for node in nodes:
        _refuse_other_data(node, known)


def _parse(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    ((serialised,),) = connection.execute("SELECT json_serialize_sql($query)", {"query": query}).fetchall()
    try:
        parsed = json.loads(serialised)
    except RecursionError:
        raise QueryError("The query is nested too deeply.", "Take it apart using WITH.") from None
    if parsed["error"] or len(parsed["statements"]) != 1:
        raise QueryError(
            "The query is not a SELECT.", "Only SELECT, DESCRIBE, SHOW, SUMMARIZE and EXPLAIN run here."
        )
    return parsed


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every node of a parsed query, however deep."""
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


def _tables(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Tables and views of the warehouse."""
    return {name.casefold() for (name,) in connection.sql("SHOW TABLES").fetchall()}


def _common_tables(nodes: Iterable[dict[str, Any]]) -> set[str]:
    """Names that WITH gives, if they could not mean a file or a system view outside its reach."""
    maps = [node["cte_map"]["map"] for node in nodes if "cte_map" in node]
    names = {str(entry["key"]).casefold() for entries in maps for entry in entries}
    return {name for name in names if _COMMON_TABLE.fullmatch(name)}


def _refuse_other_data(node: dict[str, Any], known: set[str]) -> None:
    if node.get("type") == "TABLE_FUNCTION":
        name = str(node["function"]["function_name"]).casefold()
        if name not in _TABLE_FUNCTIONS:
            raise QueryError(f"The table function '{name}' is not allowed.", "SHOW TABLES lists the tables.")
    if node.get("type") == "BASE_TABLE":
        catalog, schema, name = (str(node[f"{part}_name"]) for part in ("catalog", "schema", "table"))
        if not _is_of_warehouse(catalog.casefold(), schema.casefold(), name.casefold(), known):
            raise unknown_name("table", ".".join(filter(None, (catalog, schema, name))), sorted(known))


def _is_of_warehouse(catalog: str, schema: str, name: str, known: set[str]) -> bool:
    if schema == "information_schema":
        return catalog == ""
    return catalog in ("", LAKE) and schema in ("", "main") and name in known
