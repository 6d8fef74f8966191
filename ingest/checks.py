"""The contract as SQL, so that a file is checked while it is read, at the speed of the database.

dataframely's own validator gives the same verdict on the same rows: a test holds the two together.
"""

from collections.abc import Iterator, Sequence
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


def broken_rule(
    settings: Settings,
    kind: str,
    given: AbstractSet[str],
    instants: Instants,
    emptied: AbstractSet[str] = frozenset(),
) -> str:
    """SQL over `typed_columns`: the first rule a row breaks, as a struct of `rule` and `value`, else null.

    emptied: columns of which a broken value is no reason to reject.
    """
    rules = [rule for rule in _rules(settings, kind, given, instants) if rule[1] not in emptied]
    return _first_broken(rules, given, column_types(settings, kind))


def emptied_values(
    settings: Settings, kind: str, given: AbstractSet[str], instants: Instants, emptied: AbstractSet[str]
) -> str:
    """SQL over `typed_columns`: a list, of each value to empty a struct like `broken_rule`; null for none."""
    rules = [rule for rule in _rules(settings, kind, given, instants) if rule[1] in emptied]
    types = column_types(settings, kind)
    each = [
        _first_broken([rule for rule in rules if rule[1] == name], given, types) for name in sorted(emptied)
    ]
    found = f"list_filter([{', '.join(each)}], lambda broken: broken IS NOT NULL)" if each else "[]"
    return f"nullif({found}::STRUCT(rule VARCHAR, value VARCHAR)[], [])"


def without_emptied(
    settings: Settings, kind: str, given: AbstractSet[str], instants: Instants, emptied: AbstractSet[str]
) -> str:
    """SELECT list over `typed_columns`: all of them, those to empty without values that break a rule."""
    rules = list(_rules(settings, kind, given, instants))
    kept = [
        f"CASE WHEN NOT coalesce({' OR '.join(broken)}, false) THEN {name} END AS {name}"
        for name in sorted(emptied)
        if (broken := [f"({sql})" for _, column, sql in rules if column == name])
    ]
    return f"* REPLACE ({', '.join(kept)})" if kept else "*"


def _first_broken(rules: Sequence[Rule], given: AbstractSet[str], types: dict[str, str]) -> str:
    cases = " ".join(
        f"WHEN {broken} THEN struct_pack(rule := {literal(rule)}, value := {_as_given(column, given, types)})"
        for rule, column, broken in rules
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
        highest = _LARGEST_DOUBLE if column.max is None else column.max
        yield f"{name}.range", name, f"{name} NOT BETWEEN {lowest} AND {highest}"
    if isinstance(column, dy.Datetime):
        first, last = (f"TIMESTAMPTZ {literal(instant.isoformat())}" for instant in instants)
        yield f"{name}.range", name, f"{name} NOT BETWEEN {first} AND {last}"
    if isinstance(column, dy.Date):
        yield f"{name}.range", name, f"{name} NOT BETWEEN DATE '{column.min}' AND DATE '{column.max}'"


def _as_given(column: str, given: AbstractSet[str], types: dict[str, str]) -> str:
    return _text(column) if column in given and types[column] != "VARCHAR" else f"{column}::VARCHAR"


def _text(name: str) -> str:
    return f"{name}_text"
