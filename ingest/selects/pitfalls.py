"""What a SELECT does that the database takes without a word, and that its writer hardly means."""

from collections.abc import Iterator

import duckdb

from ingest.selects.tree import Node, all_nodes, select_tree

_PASS_OVER_NULLS = {"greatest": "greatest(NULL, 1) is 1", "least": "least(NULL, 1) is 1"}


def pitfalls(select: str) -> list[str]:
    """A sentence for each `greatest` and `least` over values that may be missing, with its line."""
    with duckdb.connect() as scratch:
        tree = select_tree(scratch, select)
    return [
        f"Line {_line(select, node)}: {name} passes over nulls ({_PASS_OVER_NULLS[name]}), so that a missing"
        f" value becomes a number. Write CASE WHEN … IS NOT NULL THEN {name}(…) END."
        for name, node in _over_missing(tree)
    ]


def _line(select: str, node: Node) -> int:
    return select.encode().count(b"\n", 0, node["query_location"]) + 1


def _over_missing(tree: Node) -> Iterator[tuple[str, Node]]:
    nodes = list(all_nodes(tree))
    guarded = {id(part) for node in nodes if _asks_for_null(node) for part in all_nodes(node)}
    for node in nodes:
        name = str(node.get("function_name", "")).casefold()
        if name in _PASS_OVER_NULLS and id(node) not in guarded and _may_be_null(node):
            yield name, node


def _asks_for_null(node: Node) -> bool:
    """A CASE that looks whether something is null."""
    return node.get("class") == "CASE" and any(
        part.get("type") in ("OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL")
        for check in node["case_checks"]
        for part in all_nodes(check["when_expr"])
    )


def _may_be_null(call: Node) -> bool:
    return any(child.get("class") != "CONSTANT" for child in call["children"])
