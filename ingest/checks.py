"""The contract as SQL, so that a file is checked while it is read, at the speed of the database.

dataframely's own validator gives the same verdict on the same rows: a test holds the two together.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import dataframely as dy

from ingest.clock import utc_instant
from ingest.instants import Instants
from ingest.numbers import NumberFormat
from warehouse.contract import CROSS_COLUMN_RULES
from warehouse.records import column_types, record_columns
from warehouse.settings import Settings
from warehouse.sql import literal

# (name of the rule, column it is about, SQL that is true where a row breaks it)
Rule = tuple[str, str, str]

# Compares above every number but not above infinity or NaN, which DuckDB sorts last.
_LARGEST_DOUBLE = "1.7976931348623157e308"


def typed_columns(
    settings: Settings,
    kind: str,
    given: AbstractSet[str],
    time_zone: str,
    numbers: NumberFormat = NumberFormat(),  # noqa: B008 - it is frozen
) -> str:
    """SELECT list: every column of the contract in its type, and as `…_text` what was given for it.

    Blank text is null; what does not cast is null beside a `…_text` that is not. Instants without a zone are
    read in `time_zone`, which must be the session's.
    """
    columns = []
    for name, sql_type in column_types(settings, kind).items():
        if name not in given:
            columns.append(f"NULL::{sql_type} AS {name}")
        elif sql_type == "VARCHAR":
            columns.append(f"nullif({name}::VARCHAR, '') AS {name}")
        else:
            casts = {
                "TIMESTAMP WITH TIME ZONE": utc_instant(name, time_zone),
                "DOUBLE": numbers.cast(name),
            }
            columns.append(f"{casts.get(sql_type, f'try_cast({name} AS {sql_type})')} AS {name}")
            columns.append(f"{name}::VARCHAR AS {_text(name)}")
    return ", ".join(columns)


def broken_rule(settings: Settings, kind: str, given: AbstractSet[str], instants: Instants) -> str:
    """SQL over `typed_columns`: the first rule a row breaks, as a struct of `rule` and `value`, else null."""
    types = column_types(settings, kind)
    cases = " ".join(
        f"WHEN {broken} THEN struct_pack(rule := {literal(rule)}, value := {_as_given(column, given, types)})"
        for rule, column, broken in _rules(settings, kind, given, instants)
    )
    return f"CASE {cases} END"


def _rules(settings: Settings, kind: str, given: AbstractSet[str], instants: Instants) -> Iterator[Rule]:
    for name, column in record_columns(settings, kind).items():
        if name in given:
            yield from _column_rules(name, column, instants)
    for rule, kept in CROSS_COLUMN_RULES[kind].items():
        yield rule, rule.split(".")[0], f"NOT ({kept})"


def _column_rules(name: str, column: dy.Column, instants: Instants) -> Iterator[Rule]:
    if not isinstance(column, dy.String | dy.Enum):
        yield f"{name}.type", name, f"{name} IS NULL AND trim({_text(name)}) <> ''"
    if not column.nullable:
        yield f"{name}.missing", name, f"{name} IS NULL"
    if isinstance(column, dy.Enum):
        yield f"{name}.allowed", name, f"{name} NOT IN ({', '.join(map(literal, column.categories))})"
    if isinstance(column, dy.Float64):
        lowest = f"-{_LARGEST_DOUBLE}" if column.min is None else column.min
        yield f"{name}.range", name, f"{name} NOT BETWEEN {lowest} AND {_LARGEST_DOUBLE}"
    if isinstance(column, dy.Datetime):
        first, last = (f"TIMESTAMPTZ {literal(instant.isoformat())}" for instant in instants)
        yield f"{name}.range", name, f"{name} NOT BETWEEN {first} AND {last}"
    if isinstance(column, dy.Date):
        yield f"{name}.range", name, f"{name} NOT BETWEEN DATE '{column.min}' AND DATE '{column.max}'"


def _as_given(column: str, given: AbstractSet[str], types: dict[str, str]) -> str:
    return _text(column) if column in given and types[column] != "VARCHAR" else f"{column}::VARCHAR"


def _text(name: str) -> str:
    return f"{name}_text"
