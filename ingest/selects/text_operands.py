"""What to write where a function is given text and wants something else: all columns are text."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from ingest.selects.complaint import Complaint
from ingest.selects.tree import Node, select_tree

_QUOTED = re.compile('"([^"]*)"')
# What text is cast to, and how that is called.
_NAMES = {"DOUBLE": "number", "TIMESTAMP": "time"}


def cast_advice(complaint: Complaint) -> tuple[str, str] | None:
    """What is wrong, and the expression with its texts cast; None where it is not about text."""
    node = complaint.node
    types = list(_argument_types(complaint.call))
    if node is None or "VARCHAR" not in types or len(types) != len(node.get("children", ())):
        return None
    wanted = _wanted(complaint, types)
    if wanted is None:
        return None
    with duckdb.connect() as scratch:
        arguments = [
            # The database has taken it apart, to to_hours(…).
            "INTERVAL …" if kind == "INTERVAL" else _as_sql(scratch, child)
            for kind, child in zip(types, node["children"], strict=True)
        ]
    texts = [text for text, kind in zip(arguments, types, strict=True) if kind == "VARCHAR"]
    is_text = f"{' and '.join(dict.fromkeys(texts))} {'is' if len(set(texts)) == 1 else 'are'} text"
    plainly, trying = (
        _called(
            node,
            [
                f"{cast}({text} AS {wanted})" if kind == "VARCHAR" else text
                for text, kind in zip(arguments, types, strict=True)
            ],
        )
        for cast in ("CAST", "try_cast")
    )
    return is_text, f"Write {plainly}, or {trying}, which gives null for what is no {_NAMES[wanted]}."


def _wanted(complaint: Complaint, types: Sequence[str]) -> str | None:
    """What the texts should be: a time beside an interval or where no number is taken, else a number."""
    if any(kind in ("INTERVAL", "DATE") or kind.startswith("TIMESTAMP") for kind in types):
        return "TIMESTAMP"
    taken = {kind for candidate in complaint.candidates for kind in _argument_types(candidate)}
    return next((kind for kind in _NAMES if kind in taken), None)


def _argument_types(call: str) -> Iterator[str]:
    """Of `*(VARCHAR, DECIMAL(3,1))` each type."""
    _, _, inside = call.partition("(")
    depth, start = 0, 0
    for place, sign in enumerate(inside):
        if (sign == "," and depth == 0) or (sign == ")" and depth == 0):
            yield inside[start:place].strip()
            start = place + 1
            if sign == ")":
                return
        depth += (sign == "(") - (sign == ")")


def _called(node: Node, arguments: Sequence[str]) -> str:
    name = str(node["function_name"])
    if not node.get("is_operator"):
        return f"{name}({', '.join(arguments)})"
    return f"{name}{arguments[0]}" if len(arguments) == 1 else f" {name} ".join(arguments)


def _as_sql(scratch: duckdb.DuckDBPyConnection, expression: Node) -> str:
    """The expression alone, as the database writes it, but for quotes that Korean names do not need."""
    tree: dict[str, Any] = select_tree(scratch, "SELECT 1")
    tree["statements"][0]["node"]["select_list"] = [expression]
    ((text,),) = scratch.execute("SELECT json_deserialize_sql($tree)", {"tree": json.dumps(tree)}).fetchall()
    return _QUOTED.sub(lambda found: _unquoted(found[1]), str(text).removeprefix("SELECT "))


def _unquoted(name: str) -> str:
    return name if name.isidentifier() and not name.isascii() else f'"{name}"'
