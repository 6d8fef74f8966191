"""What measures read: counts from a mart, added up for the combinations of a view."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import duckdb
import polars as pl

from analytics.by_dimension import by_dimension
from analytics.day_kinds import make_day_kinds
from analytics.dimensions import Dimension, find_dimensions
from analytics.marts.macros import make_macros
from analytics.marts.mart import MARTS, STORED
from analytics.marts.wide import wide_dimensions, wide_table
from analytics.stored import read_stored
from analytics.view import View
from warehouse.errors import QueryError, WarehouseError
from warehouse.settings import Settings

# The key of the one combination of a view that is not split; it holds null.
WHOLE = "whole"
_FINER_THAN_MONTHS = frozenset({"day", "week", "weekday", "day_kind", "hour"})
# A mart must be made by something; the fewer, the faster.
_LEAST_COLUMNS = STORED[:1]
_EVERY_ROW = "true"
_ON_CONTACTS_ALONE = frozenset({"hour"})
_WITHOUT_HOURS = frozenset(
    {
        "answer_facts",
        "leavers",
        "leaver_facts",
        "dated_purchases",
        "purchase_facts",
        *(mart.name for mart in MARTS if mart.kind == "answers"),
    }
)


@dataclass(frozen=True)
class Counts:
    """What a measure reads: SQL aggregates of a mart by name, also split by `level` if given, of some rows.

    A combination is in the data if it is in one of the tables `present_in`. rows: the mart's rows as a query
    gives them, where not as they are. finer: by dimension that the mart lacks, the mart with the same counts
    that has it. shortcut: the same counts from a smaller mart, for the dimensions and views that it knows.
    wide: the same counts from a mart that is stored in its wide form only, where the dimensions are there.
    beside_wide: as `shortcut`, from a mart that is stored where wide ones are.
    is_monthly: the mart's days are ends of months. over: queries by name as SQL has them behind WITH, before
    all others: facts with more columns, under their own names. instant: the local time whose order the table
    is stored in, by which DuckDB skips what is not asked for. adds_up: whether the counts of days, which are
    dear to read, add up to those of periods.
    """

    mart: str
    columns: Mapping[str, str]
    level: str | None = None
    where: str = _EVERY_ROW
    rows: str | None = None
    present_in: tuple[str, ...] = ("contact_daily",)
    finer: Mapping[str, str] = field(default_factory=dict)
    shortcut: "Callable[[Mapping[str, Dimension], View], Counts | None] | None" = None
    wide: "Counts | None" = None
    beside_wide: "Callable[[Mapping[str, Dimension], View], Counts | None] | None" = None
    is_monthly: bool = False
    instant: str | None = None
    over: str = ""
    adds_up: bool = False

    @property
    def tell_presence(self) -> bool:
        """Whether the combinations that have counts are those in the data."""
        return self.present_in == (self.mart,) and not self.rows and self.where == _EVERY_ROW

    @property
    def lacks(self) -> frozenset[str]:
        """The dimensions that it makes no sense to split or filter these counts by."""
        lacking = {"contact_number"}
        if self.is_monthly:
            lacking |= _FINER_THAN_MONTHS
        if self.mart in _WITHOUT_HOURS:
            lacking |= _ON_CONTACTS_ALONE
        return frozenset(lacking) - frozenset(self.finer)

    def split_by(self, settings: Settings, by: Mapping[str, Dimension], view: View) -> "Counts":
        """What to read for these dimensions of a view. Raises QueryError for one that the counts lack."""
        picked = picked_by(view, settings)
        asked = {found.origin or name for name, found in {**by, **picked}.items()}
        if senseless := sorted(asked & self.lacks):
            raise QueryError(
                f"This measure cannot be split or filtered by {' and '.join(senseless)}.",
                "It knows every other dimension.",
            )
        if self.shortcut and (shorter := self.shortcut(by, view)):
            return shorter
        if self.beside_wide and wide_dimensions(settings) and (shorter := self.beside_wide(by, view)):
            return shorter
        if self.wide and wide_table(self.wide.mart, [*by.values(), *picked.values()], settings):
            return self.wide
        # Where two are finer, the second is made from the records.
        finer = next((mart for name, mart in self.finer.items() if name in asked), None)
        return replace(self, mart=finer, present_in=(finer,)) if finer else self


# What `read_combinations` and `read_counts` do; whoever asks for many measures may keep their answers.
Read: TypeAlias = Callable[
    [duckdb.DuckDBPyConnection, Settings, Counts, Mapping[str, Dimension], View], pl.DataFrame
]


def sums(*columns: str) -> dict[str, str]:
    """The SQL that adds up counts."""
    return {column: f"sum({column})::BIGINT" for column in columns}


def sums_of_answers() -> dict[str, str]:
    """The SQL that adds up answers, what they weigh, and the squares of that."""
    weights = {name: f"sum({name})::DOUBLE" for name in ("weight", "weight_squares")}
    return sums("answers") | weights


def read_counts(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    counts: Counts,
    by: Mapping[str, Dimension],
    view: View,
) -> pl.DataFrame:
    """One row per combination (and level) with the counts; without dimensions the key is `whole`."""
    level = {counts.level: counts.level} if counts.level else {}
    keys = _keys(by) | level | dict(counts.columns)
    source = f"({counts.rows})" if counts.rows else counts.mart
    schema = _key_types(by) | dict.fromkeys((*level, *counts.columns), pl.Int64())
    query = _select(source, keys, [f"({counts.where})", *_bounds(counts, view)], view, settings)
    columns = STORED if counts.rows else _LEAST_COLUMNS
    query = _by_dimension(counts.mart, f"{query} GROUP BY ALL", by, view, settings, columns)
    return _read(connection, settings, _over(counts, query), by, view, schema)


def read_combinations(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    counts: Counts,
    by: Mapping[str, Dimension],
    view: View,
) -> pl.DataFrame:
    """One row per combination in the data of the view; without dimensions always one."""
    if not by:
        return pl.DataFrame({WHOLE: [None]}, _key_types(by))
    tables = dict.fromkeys(_smallest(table, _asked(by, view, settings)) for table in counts.present_in)
    queries = (
        _by_dimension(table, _select(table, _keys(by), [], view, settings), by, view, settings)
        for table in tables
    )
    query = " UNION ".join(f"SELECT DISTINCT * FROM ({found})" for found in queries)
    return _read(connection, settings, _over(counts, query), by, view, _key_types(by))


def _smallest(table: str, asked: Iterable[Dimension]) -> str:
    """Contacts, or the mart of their days where it has the same combinations."""
    is_stored = all(one.of == "time" or one.column in STORED for one in asked)
    return "contact_daily" if table == "contact_facts" and is_stored else table


def _over(counts: Counts, query: str) -> str:
    return f"WITH {counts.over} SELECT * FROM ({query})" if counts.over else query


def picked_by(view: View, settings: Settings) -> dict[str, Dimension]:
    """The dimensions that the view picks values of. Raises QueryError for an unknown one."""
    return find_dimensions(settings, view.picked)


def conditions(view: View, settings: Settings) -> list[str]:
    """The view as SQL over columns of facts and marts; `parameters` gives the values."""
    days = [f"day {sign} ${name}" for name, sign in (("since", ">="), ("until", "<=")) if getattr(view, name)]
    # One by one, so that DuckDB skips row groups without them. An unknown value is none of those picked.
    picked = [
        f"{dimension.sql} IN ({', '.join(f'${key}' for key in _picked_values(name, view.of(name)))})"
        for name, dimension in picked_by(view, settings).items()
    ]
    return days + picked


def parameters(view: View) -> dict[str, object]:
    """The values of a view's conditions."""
    days = {name: day for name, day in (("since", view.since), ("until", view.until)) if day}
    picked = (_picked_values(name, values) for name, values in view.picked.items())
    return {**days, **{key: value for values in picked for key, value in values.items()}}


def _picked_values(name: str, values: Iterable[str]) -> dict[str, str]:
    return {f"picked_{name}_{number}": value for number, value in enumerate(values)}


def narrowed(query: str, view: View, settings: Settings) -> str:
    """A query of this program with what the view picks written in place of `{picked}`."""
    return query.replace("{picked}", " AND ".join(conditions(view.anytime(), settings)) or "true")


def prepare(
    connection: duckdb.DuckDBPyConnection, settings: Settings, asked: Iterable[Dimension], query: str
) -> None:
    """Make what a query by these dimensions needs. Raises WarehouseError for one that no load brought yet."""
    asked = tuple(asked)
    make_macros(connection, query)
    if "day_kind_of(" in query:
        make_day_kinds(connection, settings)
    own = {dimension.name for dimension in settings.dimensions if dimension.of}
    for dimension in asked:
        if dimension.column in own and dimension.column not in _columns(connection, dimension):
            raise WarehouseError(
                f"The warehouse does not know '{dimension.column}' of the settings yet.",
                "Load a file, or run `touchpoints rebuild`.",
            )


def _columns(connection: duckdb.DuckDBPyConnection, dimension: Dimension) -> list[str]:
    table = "contact_facts" if dimension.of == "contacts" else "customer_facts"
    return [name for name, *_ in connection.sql(f"DESCRIBE {table}").fetchall()]


def _by_dimension(
    table: str,
    query: str,
    by: Mapping[str, Dimension],
    view: View,
    settings: Settings,
    columns: Sequence[str] = _LEAST_COLUMNS,
) -> str:
    days = view.since, view.until
    return by_dimension(query, table, _asked(by, view, settings), days, settings, columns)


def _read(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    query: str,
    by: Mapping[str, Dimension],
    view: View,
    schema: Mapping[str, pl.DataType],
) -> pl.DataFrame:
    prepare(connection, settings, _asked(by, view, settings), query)
    values = parameters(view) | _definitions(query, settings)
    return read_stored(connection, query, values, schema)


def _definitions(query: str, settings: Settings) -> dict[str, object]:
    """Those of the company's definitions that a query names as parameters."""
    given = {"repurchase_days": settings.definitions.repurchase_days}
    return {name: value for name, value in given.items() if f"${name}" in query}


def _asked(by: Mapping[str, Dimension], view: View, settings: Settings) -> list[Dimension]:
    return [*by.values(), *picked_by(view, settings).values()]


def _keys(by: Mapping[str, Dimension]) -> dict[str, str]:
    return {name: dimension.sql for name, dimension in by.items()} or {WHOLE: "NULL::VARCHAR"}


def _key_types(by: Mapping[str, Dimension]) -> dict[str, pl.DataType]:
    types: dict[str, pl.DataType] = {
        name: pl.Date() if dimension.is_time else pl.String() for name, dimension in by.items()
    }
    return types or {WHOLE: pl.String()}


def _select(table: str, columns: Mapping[str, str], where: list[str], view: View, settings: Settings) -> str:
    """All names are the program's own; what a user gives comes in as parameters."""
    listed = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    asked = " AND ".join([*where, *conditions(view, settings)]) or "true"
    return f"SELECT {listed} FROM {table} WHERE {asked}"


def _bounds(counts: Counts, view: View) -> list[str]:
    if not counts.instant:
        return []
    bounds = {"since": f"{counts.instant} >= $since", "until": f"{counts.instant} < $until + INTERVAL 1 DAY"}
    return [bound for name, bound in bounds.items() if getattr(view, name)]
