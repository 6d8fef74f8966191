"""The contract as SQL, so that a file is checked while it is read, at the speed of the database.

dataframely's own validator gives the same verdict on the same rows (a test holds the two together); checking
inside the one pass from export to lake costs a sixth of handing every row to it.
"""

from collections.abc import Iterator

import dataframely as dy

from warehouse.contract import CROSS_COLUMN_RULES, RECORD_KINDS
from warehouse.lake import column_types
from warehouse.sql import literal

# (name of the rule, column it is about, SQL that is true where a row breaks it)
Rule = tuple[str, str, str]


def typed_select(kind: str, given: set[str]) -> str:
    """The mapped rows with every column of the contract in its type; `_text` columns keep what was given.

    Blank text is null; what does not cast is null beside a `_text` that is not. Instants without a zone are
    read in the session's time zone.
    """
    columns = []
    for name, sql_type in column_types(kind).items():
        if name not in given:
            columns.append(f"NULL::{sql_type} AS {name}")
        elif sql_type == "VARCHAR":
            columns.append(f"nullif(trim({name}::VARCHAR), '') AS {name}")
        else:
            columns.append(f"try_cast({name} AS {sql_type}) AS {name}")
            columns.append(f"{name}::VARCHAR AS {_text(name)}")
    return f"SELECT origin, {', '.join(columns)} FROM mapped"


def rules(kind: str, given: set[str]) -> list[Rule]:
    """Every rule a row of the record kind must keep, in the order they are looked at."""
    columns = RECORD_KINDS[kind].columns()
    found = [rule for name in columns if name in given for rule in _column_rules(kind, name, columns[name])]
    crossing = CROSS_COLUMN_RULES[kind].items()
    return found + [(rule, rule.split(".")[0], f"NOT ({kept})") for rule, kept in crossing]


def broken_rule(kind: str, given: set[str]) -> str:
    """SQL for the first rule a row breaks and the text that broke it, as a struct; null for a good row."""
    types = column_types(kind)
    cases = "".join(
        f" WHEN {broken} THEN struct_pack(rule := {literal(rule)}, value := {_as_given(column, types)})"
        for rule, column, broken in rules(kind, given)
    )
    return f"CASE{cases} END"


def is_good(kind: str, given: set[str]) -> str:
    """SQL that is true for rows that keep every rule. Null-safe: an unknown comparison breaks nothing."""
    return " AND ".join(f"({broken}) IS NOT TRUE" for _, _, broken in rules(kind, given))


def _column_rules(kind: str, name: str, column: dy.Column) -> Iterator[Rule]:
    if column_types(kind)[name] != "VARCHAR":
        yield f"{name}.type", name, f"{name} IS NULL AND trim({_text(name)}) <> ''"
    if not column.nullable:
        yield f"{name}.missing", name, f"{name} IS NULL"
    if isinstance(column, dy.Enum):
        allowed = ", ".join(literal(option) for option in column.categories)
        yield f"{name}.allowed", name, f"{name} NOT IN ({allowed})"
    if isinstance(column, dy.Float64):
        yield f"{name}.finite", name, f"NOT isfinite({name})"
        if column.min is not None:
            yield f"{name}.min", name, f"{name} < {column.min}"


def _as_given(column: str, types: dict[str, str]) -> str:
    return column if types[column] == "VARCHAR" else _text(column)


def _text(name: str) -> str:
    return f"{name}_text"
