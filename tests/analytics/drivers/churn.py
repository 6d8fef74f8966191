"""Marts about leaving written by hand, for cases that a simulated world does not hold."""

from collections.abc import Iterable
from datetime import date

import duckdb

FIRST_DAY, LAST_DAY = date(2026, 1, 1), date(2026, 6, 30)
MONTHS = tuple(date(2026, month, 1) for month in range(2, 7))
_DEFAULTS: dict[str, object] = {
    "month": MONTHS[0],
    "department": "loans",
    "contact_tier": "low",
    "channel": "web",
    "segment": "usual",
    "tenure": "under_1_year",
    "contacts": 1,
    "over_promise": 0,
    "unrecovered_failures": 0,
    "recovered_failures": 0,
    "complaints": 0,
    "abandoned": 0,
    "unresolved": 0,
    "customers": 0,
    "left_customers": 0,
    "contacted": 0,
    "returned": 0,
}
_TYPES = {"month": "DATE"} | dict.fromkeys(
    ("department", "contact_tier", "channel", "segment", "tenure"), "VARCHAR"
)

Cell = dict[str, object]


def cell(customers: int, left: int, **values: object) -> Cell:
    """A row of churn_monthly; what is not given is as usual."""
    return _DEFAULTS | {"customers": customers, "left_customers": left} | values


def every_month(customers: int, left: int, **values: object) -> list[Cell]:
    """The same cell in every month at risk."""
    return [cell(customers, left, month=month, **values) for month in MONTHS]


def churn_marts(
    cells: Iterable[Cell], last_day: date = LAST_DAY, by_records: bool = True
) -> duckdb.DuckDBPyConnection:
    """A database with churn_monthly, contact_daily (its days) and customers (one, who left or not)."""
    connection = duckdb.connect(config={"threads": 1})
    columns = ", ".join(f"{name} {_TYPES.get(name, 'BIGINT')}" for name in _DEFAULTS)
    connection.execute(f"CREATE TABLE churn_monthly ({columns})")
    rows = [tuple(row.values()) for row in cells]
    if rows:
        marks = ", ".join("?" * len(_DEFAULTS))
        connection.executemany(f"INSERT INTO churn_monthly VALUES ({marks})", rows)
    connection.execute("CREATE TABLE loads (loaded_at TIMESTAMPTZ)")
    connection.execute("CREATE TABLE contact_daily (day DATE)")
    connection.executemany("INSERT INTO contact_daily VALUES (?)", [(FIRST_DAY,), (last_day,)])
    connection.execute("CREATE TABLE customers (customer_id VARCHAR, left_on DATE)")
    connection.execute("INSERT INTO customers VALUES ('c1', ?)", [last_day if by_records else None])
    return connection
