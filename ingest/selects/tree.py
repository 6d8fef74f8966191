"""What a SELECT asks of its rows, read off the tree that the database's own parser makes of it.

Names are looked at without their scopes, so an answer may be yes where no would do, but not the other way
round.
"""

import json
from collections.abc import Iterator
from typing import Any

import duckdb

from ingest.exports.names import ORIGIN, ORIGIN_ID

Node = dict[str, Any]
# Of these nothing tells which columns they take.
_OPAQUE = ("POSITIONAL_REFERENCE", "PIVOT", "SHOW_REF")
_ALIASES = ("column_name_alias", "aliases", "rename_list")


def select_tree(connection: duckdb.DuckDBPyConnection, select: str) -> Node:
    """The parse tree of a SELECT."""
    ((text,),) = connection.execute("SELECT json_serialize_sql($select)", {"select": select}).fetchall()
    return dict(json.loads(text))


def looks_at_lines(tree: Node) -> bool:
    """Whether it uses `origin_id` or looks into `origin`, and does not just pass it on under its name."""
    nodes = list(all_nodes(tree))
    passed_on = {id(item) for node in nodes for item in node.get("select_list", ()) if _passes_on(item)}
    tables = {name.casefold() for node in nodes for name in _tables(node)}
    return any(
        node.get("type") in _OPAQUE
        or any(node.get(aliases) for aliases in _ALIASES)
        or (node.get("class") == "STAR" and id(node) not in passed_on)
        or (node.get("class") == "COLUMN_REF" and id(node) not in passed_on and _may_be_origin(node, tables))
        for node in nodes
    )


def _tables(node: Node) -> Iterator[str]:
    """What stands for a table in it. Also aliases of columns do, as nothing tells them apart."""
    yield from (node[key] for key in ("alias", "table_name") if node.get(key))
    # So a query before the SELECT is named; what replaces a column of a star has a key too.
    value = node.get("value")
    if isinstance(value, dict) and "query" in value:
        yield node["key"]


def _passes_on(item: Node) -> bool:
    if item["class"] == "STAR":
        return item["expr"] is None or item["expr"]["class"] == "CONSTANT"
    return (
        item["class"] == "COLUMN_REF"
        and item["column_names"][-1].casefold() == ORIGIN
        and item["alias"].casefold() in ("", ORIGIN)
    )


def _may_be_origin(column: Node, tables: set[str]) -> bool:
    """By its name, or because the name of a table stands for all of its columns."""
    names = [name.casefold() for name in column["column_names"]]
    return ORIGIN in names or ORIGIN_ID in names or (len(names) == 1 and names[0] in tables)


def depends_on_other_rows(tree: Node, column: str) -> bool:
    """Whether a column is made by a window function, such as row_number(), over the rows of the file."""
    items: dict[str, list[Node]] = {}
    for node in all_nodes(tree):
        for item in node.get("select_list", ()):
            items.setdefault(_name(item), []).append(item)
        for replaced in node.get("replace_list", ()):
            items.setdefault(replaced["key"].casefold(), []).append(replaced["value"])
    return _is_made_by_window(column.casefold(), items, set())


def _is_made_by_window(column: str, items: dict[str, list[Node]], seen: set[str]) -> bool:
    if column in seen:
        return False
    seen.add(column)
    return any(
        node.get("class") == "WINDOW"
        or (
            node.get("class") == "COLUMN_REF"
            and _is_made_by_window(node["column_names"][-1].casefold(), items, seen)
        )
        for item in items.get(column, ())
        for node in all_nodes(item)
    )


def _name(item: Node) -> str:
    if item["alias"]:
        return str(item["alias"]).casefold()
    return str(item["column_names"][-1]).casefold() if item["class"] == "COLUMN_REF" else ""


def all_nodes(value: object) -> Iterator[Node]:
    """Every part of a tree, from above, those before their own parts."""
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from all_nodes(child)
    elif isinstance(value, list):
        for child in value:
            yield from all_nodes(child)
