"""Marts: small additive tables made from the records, brought up to date for the days that changed."""

from collections.abc import Callable, Iterable
from datetime import date

import duckdb

from analytics.applied_settings import applied_settings, apply_settings
from analytics.marts.fingerprint import fingerprint
from analytics.marts.macros import expanded, make_macros
from analytics.marts.mart import ANSWERED_CONTACTS, FACTS_OF_CONTACTS, MARTS, Mart
from analytics.marts.slices import Records, Span, days_around, records_in, records_of, sliced
from analytics.marts.stored_mart import StoredMart, narrow, wide
from analytics.marts.wide import FURTHER_MARTS
from analytics.views import FACTS, OF_CONTACTS, OF_PURCHASES, OF_STAFF, OVER_MARTS
from analytics.views.daily_measures import daily_measures
from warehouse.changes import Changes
from warehouse.contract import LOCAL_TIMES
from warehouse.settings import Settings
from warehouse.sql import identifier, read_sql

_LARGEST_GAP_DAYS = 31
Filler = Callable[[duckdb.DuckDBPyConnection, Settings, StoredMart], None]


def refresh(connection: duckdb.DuckDBPyConnection, settings: Settings, changes: Changes) -> None:
    """Bring the marts up to date with a load, inside its transaction.

    The first load, and one under other definitions or by other queries than before, makes every mart whole.
    Without any changes that is done alone, and nothing before the first load.
    """
    if not changes.days and applied_settings(connection) is None:
        return
    if apply_settings(connection, settings, fingerprint()):
        rebuild(connection, settings)
        return
    if not changes.days:
        return
    _follow_contacts(connection, settings)
    make_macros(connection)
    days = {kind: set(changes.days.get(kind, ())) for kind in LOCAL_TIMES}
    if days["contacts"]:
        days["answers"] |= _days(connection, "linked_answer_days")
    have_customers_changed = "customers" in changes.days
    for mart in MARTS:
        months = _months(connection, have_customers_changed) if mart.follows_customers else set()
        _rebuild_days(connection, settings, narrow(mart, settings), days[mart.kind] | months)
    for stored in wide(settings):
        kind = stored.mart.kind
        are_all = have_customers_changed and stored.follows_customers
        _rebuild_days(connection, settings, stored, _all_days(connection, kind) if are_all else days[kind])


def rebuild(connection: duckdb.DuckDBPyConnection, settings: Settings, fill: Filler | None = None) -> None:
    """Make every mart again from the records under the settings, inside the caller's transaction.

    fill: what puts the rows of each into its table, which is empty, if not the mart's own query here.
    """
    fill = fill or _FromRecords()
    apply_settings(connection, settings, fingerprint())
    make_macros(connection)
    _make_views(connection, settings, OF_CONTACTS)
    # Facts of answers are made from it.
    _make(connection, narrow(ANSWERED_CONTACTS, settings))
    _make_views(connection, settings, (*FACTS, *OF_STAFF, *OF_PURCHASES))
    for mart in MARTS:
        _make(connection, narrow(mart, settings))
        fill(connection, settings, narrow(mart, settings))
    for table in FURTHER_MARTS:
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for stored in wide(settings):
        _make(connection, stored)
        fill(connection, settings, stored)
    _make_views(connection, settings, OVER_MARTS)
    connection.execute(f"CREATE OR REPLACE VIEW daily_measures AS {daily_measures()}")


def _follow_contacts(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Contacts gain a column with the first load that brings a dimension of the company's own."""
    if not settings.dimensions:
        return
    columns = _columns(connection, "contacts_either_way")
    for mart in FACTS_OF_CONTACTS:
        for name in columns.keys() - _columns(connection, mart.name).keys():
            connection.execute(f"ALTER TABLE {mart.name} ADD COLUMN {identifier(name)} {columns[name]}")


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    return {name: kind for name, kind, *_ in connection.sql(f"DESCRIBE {table}").fetchall()}


def _make_views(connection: duckdb.DuckDBPyConnection, settings: Settings, views: Iterable[str]) -> None:
    for view in views:
        query = expanded(read_sql("analytics.views", view), settings)
        connection.execute(f"CREATE OR REPLACE VIEW {view} AS {query}")


def _make(connection: duckdb.DuckDBPyConnection, stored: StoredMart) -> None:
    """The table without rows, with the columns of its query."""
    columns = [f"{name} {sql_type}" for name, sql_type in columns_of(connection, stored).items()]
    connection.execute(f"CREATE OR REPLACE TABLE {stored.table} ({', '.join(columns)})")


def columns_of(connection: duckdb.DuckDBPyConnection, stored: StoredMart) -> dict[str, str]:
    """The columns of a mart's table and their types; counts are BIGINT, which every tool can read."""
    described = connection.sql(f"DESCRIBE {stored.query(date.min, date.min)}").fetchall()
    return {name: sql_type.replace("HUGEINT", "BIGINT") for name, sql_type, *_ in described}


def _rebuild_days(
    connection: duckdb.DuckDBPyConnection, settings: Settings, stored: StoredMart, days: set[date]
) -> None:
    for first, last in _spans(stored.mart, settings, days):
        is_in_span = f"{stored.mart.time} BETWEEN DATE '{first}' AND DATE '{last}'"
        # Looking takes a fraction of what it takes to delete nothing.
        if connection.execute(f"FROM {stored.table} SELECT 1 WHERE {is_in_span} LIMIT 1").fetchone():
            connection.execute(f"DELETE FROM {stored.table} WHERE {is_in_span}")
        for slice_ in _slices(connection, settings, stored.mart, (first, last)):
            _fill(connection, stored, *slice_)


def _slices(
    connection: duckdb.DuckDBPyConnection, settings: Settings, mart: Mart, span: Span
) -> Iterable[Span]:
    """Counting takes longer than making a few days, which are mostly all there are."""
    first, last = span
    if (last - first).days <= days_around(mart, settings) + _LARGEST_GAP_DAYS:
        return [span]
    return sliced(
        mart, settings, [span], records_of(connection, mart.kind), records_in(settings.memory_limit)
    )


class _FromRecords:
    """Fills a table by its mart's own query, here and for all days."""

    def __init__(self) -> None:
        self._records: dict[str, Records] = {}

    def __call__(self, connection: duckdb.DuckDBPyConnection, settings: Settings, stored: StoredMart) -> None:
        kind = stored.mart.kind
        if kind not in self._records:
            self._records[kind] = records_of(connection, kind)
        records, at_once = self._records[kind], records_in(settings.memory_limit)
        spans = whole_spans(connection, settings, stored, records.rows)
        for first, last in sliced(stored.mart, settings, spans, records, at_once):
            _fill(connection, stored, first, last)


def whole_spans(
    connection: duckdb.DuckDBPyConnection, settings: Settings, stored: StoredMart, days: Iterable[date]
) -> list[tuple[date, date]]:
    """First and last days of the spans that all of a mart is made for. days: those that have records."""
    months = _months(connection, customers_changed=True) if stored.mart.follows_customers else set()
    return _spans(stored.mart, settings, {*days, *months})


def _fill(connection: duckdb.DuckDBPyConnection, stored: StoredMart, first: date, last: date) -> None:
    rows = f"FROM ({stored.query(first, last)}) ORDER BY {', '.join(stored.order)}"
    connection.execute(f"INSERT INTO {stored.table} BY NAME {rows}")


def _spans(mart: Mart, settings: Settings, days: set[date]) -> list[tuple[date, date]]:
    """Few spans for many: computing some days in a gap again costs less than another query."""
    spans: list[tuple[date, date]] = []
    for first, last in (mart.reach(day, settings) for day in sorted(days)):
        if spans and (first - spans[-1][1]).days <= _LARGEST_GAP_DAYS:
            spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
        else:
            spans.append((first, last))
    return spans


def _months(connection: duckdb.DuckDBPyConnection, customers_changed: bool) -> set[date]:
    connection.execute("SET VARIABLE customers_changed = $changed", {"changed": customers_changed})
    return _days(connection, "churn_months")


def _days(connection: duckdb.DuckDBPyConnection, query: str) -> set[date]:
    return {day for (day,) in connection.sql(read_sql("analytics.marts", query)).fetchall()}


def _all_days(connection: duckdb.DuckDBPyConnection, kind: str) -> set[date]:
    (local,) = LOCAL_TIMES[kind]
    return {day for (day,) in connection.sql(f"SELECT DISTINCT {local}::DATE FROM {kind}").fetchall()}
