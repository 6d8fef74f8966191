"""What measures read: counts from a mart, added up for the combinations of a view."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import duckdb
import polars as pl

from analytics.dimensions import Dimension, everywhere
from analytics.stored import read_stored
from analytics.view import View
from warehouse.errors import QueryError

# The key of the one combination of a view that is not split; it holds null.
WHOLE = "whole"
_CONDITIONS = {
    "since": "day >= $since",
    "until": "day <= $until",
    "departments": "list_contains($departments, department)",
    "contact_tiers": "list_contains($contact_tiers, contact_tier)",
    "channels": "list_contains($channels, channel)",
}


_FINER_THAN_MONTHS = frozenset({"day", "week", "weekday"})


@dataclass(frozen=True)
class Counts:
    """What a measure reads: SQL aggregates of a mart by name, also split by `level` if given, of some rows.

    A combination is in the data if it is in one of the tables `present_in`. finer: by dimension that the
    mart lacks, the mart with the same counts that has it. shortcut: the same counts from a smaller mart, for
    the dimensions and views that it knows. is_monthly: the mart's days are ends of months. instant: the local
    time whose order the table is stored in, by which DuckDB skips what is not asked for.
    """

    mart: str
    columns: Mapping[str, str]
    level: str | None = None
    where: str = "true"
    present_in: tuple[str, ...] = ("contact_daily",)
    finer: Mapping[str, str] = field(default_factory=dict)
    shortcut: "Callable[[Mapping[str, Dimension], View], Counts | None] | None" = None
    is_monthly: bool = False
    instant: str | None = None

    @property
    def _too_fine(self) -> frozenset[str]:
        return _FINER_THAN_MONTHS if self.is_monthly else frozenset()

    def split_by(self, by: Mapping[str, Dimension], view: View) -> "Counts":
        """What to read for these dimensions of a view. Raises QueryError for one that the counts lack."""
        if self.shortcut and (shorter := self.shortcut(by, view)):
            return shorter
        rare = [name for name, dimension in by.items() if not dimension.is_everywhere]
        marts = {self.finer[name] for name in rare if name in self.finer}
        if set(by) & self._too_fine or len(marts) > 1 or not set(rare) <= set(self.finer):
            known = [name for name in (*everywhere(), *self.finer) if name not in self._too_fine]
            raise QueryError(
                f"This measure cannot be split by {' and '.join(by)}.", f"It knows {', '.join(known)}."
            )
        if not marts:
            return self
        (mart,) = marts
        return replace(self, mart=mart, present_in=(mart,))


def sums(*columns: str) -> dict[str, str]:
    """The SQL that adds up counts."""
    return {column: f"sum({column})::BIGINT" for column in columns}


def read_counts(
    connection: duckdb.DuckDBPyConnection, counts: Counts, by: Mapping[str, Dimension], view: View
) -> pl.DataFrame:
    """One row per combination (and level) with the counts; without dimensions the key is `whole`."""
    level = {counts.level: counts.level} if counts.level else {}
    query = (
        _select(counts.mart, _keys(by) | level | dict(counts.columns), _where(counts, view), view)
        + " GROUP BY ALL"
    )
    schema = _key_types(by) | dict.fromkeys((*level, *counts.columns), pl.Int64())
    return read_stored(connection, query, _parameters(view), schema)


def read_combinations(
    connection: duckdb.DuckDBPyConnection, counts: Counts, by: Mapping[str, Dimension], view: View
) -> pl.DataFrame:
    """One row per combination in the data of the view; without dimensions always one."""
    if not by:
        return pl.DataFrame({WHOLE: [None]}, _key_types(by))
    selects = " UNION ALL ".join(_select(table, _keys(by), "true", view) for table in counts.present_in)
    query = f"SELECT DISTINCT * FROM ({selects})"
    return read_stored(connection, query, _parameters(view), _key_types(by))


def _keys(by: Mapping[str, Dimension]) -> dict[str, str]:
    return {name: dimension.sql for name, dimension in by.items()} or {WHOLE: "NULL::VARCHAR"}


def _key_types(by: Mapping[str, Dimension]) -> dict[str, pl.DataType]:
    types: dict[str, pl.DataType] = {
        name: pl.Date() if dimension.is_time else pl.String() for name, dimension in by.items()
    }
    return types or {WHOLE: pl.String()}


def _select(table: str, columns: Mapping[str, str], where: str, view: View) -> str:
    """All names are the program's own; what a user gives comes in as parameters."""
    listed = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    conditions = " AND ".join([f"({where})", *(_CONDITIONS[name] for name in _parameters(view))])
    return f"SELECT {listed} FROM {table} WHERE {conditions}"


def _where(counts: Counts, view: View) -> str:
    bounds = {"since": f"{counts.instant} >= $since", "until": f"{counts.instant} < $until + INTERVAL 1 DAY"}
    asked = [bounds[name] for name in _parameters(view) if counts.instant and name in bounds]
    return " AND ".join([f"({counts.where})", *asked])


def _parameters(view: View) -> dict[str, object]:
    given = {
        "since": view.since,
        "until": view.until,
        "departments": list(view.departments),
        "contact_tiers": list(view.contact_tiers),
        "channels": list(view.channels),
    }
    return {name: value for name, value in given.items() if value}
