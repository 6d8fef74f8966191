"""What a query may be: one SELECT over the tables and views of the warehouse, or EXPLAIN of one."""

import json
import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

import duckdb

from analytics.nearest import unknown_name
from analytics.sandbox.explain import take_off_explain
from analytics.sandbox.functions import FUNCTIONS, TABLE_FUNCTIONS
from warehouse.attaching import LAKE
from warehouse.errors import QueryError

# Columns that every table of a lake has unseen, and that tell its files.
_FILE_COLUMNS = {"filename", "file_index", "file_row_number"}
_SCHEMA_VIEWS = {"columns", "tables"}
_SHOWN = {"", '"tables"', "__show_tables_expanded"}
_UNREADABLE = re.compile("[\0\ufeff\ud800-\udfff]")
_WORD = re.compile(r"\w+")


def checked(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.Statement:
    """The statement to run, made of the very text whose tree was checked.

    DESCRIBE, SHOW, SUMMARIZE, WITH, VALUES and PIVOT are forms of SELECT. EXPLAIN is taken off, and put
    before what was checked in words of our own. Raises QueryError for what is not allowed, duckdb.Error for
    what is not SQL.
    """
    _refuse_unreadable(query)
    kind, explain = _only_statement(connection, query).type, ""
    if kind == duckdb.StatementType.EXPLAIN:
        explain, query = take_off_explain(query)
        _only_statement(connection, query)
    nodes = list(_nodes(_tree(connection, query)))
    known = _tables(connection) | _common_tables(connection, nodes)
    for node in nodes:
        _refuse_other_data(node, known)
        _refuse_other_functions(node)
        _refuse_file_columns(node)
    statement = _only_statement(connection, explain + query)
    if statement.type != (duckdb.StatementType.EXPLAIN if explain else duckdb.StatementType.SELECT):
        raise _not_a_select()
    return statement


def _refuse_unreadable(query: str) -> None:
    found = _UNREADABLE.search(query)
    if found:
        raise QueryError(
            f"The query holds U+{ord(found.group()):04X} at position {found.start() + 1}, which is no text.",
            "Write it as plain UTF-8 without a byte order mark.",
        )


def _only_statement(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.Statement:
    statements = connection.extract_statements(query)
    if len(statements) != 1:
        raise QueryError(
            "The query is not one statement.", "Give one SELECT; a PIVOT lists its values: ON … IN (…)."
        )
    return statements[0]


def _tree(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    ((serialised,),) = connection.execute("SELECT json_serialize_sql($query)", {"query": query}).fetchall()
    try:
        parsed = json.loads(serialised)
    except RecursionError:
        raise QueryError("The query is nested too deeply.", "Take it apart using WITH.") from None
    if parsed["error"] or len(parsed["statements"]) != 1:
        raise _not_a_select()
    return parsed


def _not_a_select() -> QueryError:
    return QueryError(
        "The query is not a SELECT.", "Only SELECT, DESCRIBE, SHOW, SUMMARIZE and EXPLAIN run here."
    )


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
    """Tables and views that the warehouse has or had; asking the catalogue takes a tenth of SHOW TABLES.

    What people decided is in tables of the process itself.
    """
    query = f"""
        SELECT table_name FROM duckdb_tables() WHERE database_name = 'temp'
        UNION
        SELECT table_name FROM __ducklake_metadata_{LAKE}.ducklake_table
        UNION
        SELECT view_name FROM __ducklake_metadata_{LAKE}.ducklake_view
    """
    return {name.casefold() for (name,) in connection.sql(query).fetchall()}


def _common_tables(connection: duckdb.DuckDBPyConnection, nodes: Iterable[dict[str, Any]]) -> set[str]:
    """Names that WITH gives, if they could not mean a file or a system view outside its reach."""
    maps = [node["cte_map"]["map"] for node in nodes if "cte_map" in node]
    names = {str(entry["key"]).casefold() for entries in maps for entry in entries}
    query = f"SELECT view_name FROM duckdb_views() WHERE database_name <> '{LAKE}'"
    others = {name.casefold() for (name,) in connection.sql(query).fetchall()} if names else set()
    return {name for name in names - others if _WORD.fullmatch(name)}


def _refuse_other_data(node: dict[str, Any], known: set[str]) -> None:
    match node.get("type"):
        case "TABLE_FUNCTION":
            name = str(node["function"]["function_name"]).casefold()
            if name not in TABLE_FUNCTIONS:
                raise QueryError(
                    f"The table function '{name}' is not allowed.", "SHOW TABLES lists the tables."
                )
        case "BASE_TABLE":
            catalog, schema, name = (str(node[f"{part}_name"]) for part in ("catalog", "schema", "table"))
            if not _is_of_warehouse(catalog.casefold(), schema.casefold(), name.casefold(), known):
                raise unknown_name("table", ".".join(filter(None, (catalog, schema, name))), sorted(known))
        case "SHOW_REF":
            if node["table_name"] not in _SHOWN or node["catalog_name"] or node["schema_name"]:
                raise QueryError(
                    "SHOW shows nothing but tables here.", "Write SHOW TABLES, or DESCRIBE a table."
                )


def _is_of_warehouse(catalog: str, schema: str, name: str, known: set[str]) -> bool:
    if schema == "information_schema":
        return catalog == "" and name in _SCHEMA_VIEWS
    return (catalog, schema) in {("", ""), ("", "main"), ("", LAKE), (LAKE, "main")} and name in known


def _refuse_other_functions(node: dict[str, Any]) -> None:
    if "function_name" not in node:
        return
    name = str(node["function_name"]).casefold()
    is_plain = not node.get("catalog") and str(node.get("schema", "")).casefold() in {"", "main"}
    if not is_plain or name not in FUNCTIONS | TABLE_FUNCTIONS:
        near = get_close_matches(name, FUNCTIONS, 1)
        way_out = f"Did you mean '{near[0]}'?" if near else "docs/sql.md says which are."
        raise QueryError(f"The function '{name}' is not known or not allowed.", way_out)


def _refuse_file_columns(node: dict[str, Any]) -> None:
    """Wherever such a name stands: in a selection, USING, GROUP BY of a PIVOT, … Constants are not names."""
    if "is_null" in node:
        return
    for key, value in node.items():
        names = value if isinstance(value, list) else [value]
        for name in names:
            if key != "alias" and isinstance(name, str) and name.casefold() in _FILE_COLUMNS:
                raise QueryError(
                    f"The column '{name}' tells files of the warehouse.",
                    "The table loads says what was loaded.",
                )
