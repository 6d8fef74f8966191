"""Functions for SELECTs that make values of what people write: dates, durations, numbers, yes and no."""

import re
from functools import cache

import duckdb

from warehouse.sql import read_sql

_DECLARED = re.compile(r"^CREATE OR REPLACE MACRO (\w+)", re.MULTILINE)
# Those that only the others use.
_INNER = "touchpoints_"


@cache
def cleaning_functions() -> tuple[str, ...]:
    """Their names."""
    declared = _DECLARED.findall(read_sql("ingest", "cleaning"))
    return tuple(name for name in declared if not name.startswith(_INNER))


def uses_cleaning(select: str) -> bool:
    """Whether a SELECT may use one of them: declaring all takes longer than most of small files."""
    names = "|".join(cleaning_functions())
    return re.search(rf"\b({names})\b", select, re.IGNORECASE) is not None


def declare_cleaning(connection: duckdb.DuckDBPyConnection) -> None:
    """Make them known to all connections of the database."""
    connection.execute(read_sql("ingest", "cleaning"))
