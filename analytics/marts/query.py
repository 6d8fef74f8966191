"""The query that a mart is made by, for some days and dimensions."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from analytics.marts.mart import STORED, STORED_OF_CUSTOMERS, Mart
from warehouse.settings import Settings
from warehouse.sql import identifier, literal, read_sql

Value = date | float | int | Sequence[str]
# Dimensions of customers that change with the month alone: what they are made from, and how.
_MADE_FROM = {"age_band": "born_on"}
_IN_MONTH = {"age_band": "age_band_of(born_on, month) AS age_band"}
_DAY = timedelta(days=1)


def mart_query(
    mart: Mart,
    settings: Settings,
    first: date,
    last: date,
    dimensions: Sequence[str] = STORED,
    of_customers: Sequence[str] = STORED_OF_CUSTOMERS,
    by_hour: bool = True,
) -> str:
    """Of the mart's days from first to last, by these dimensions of contacts and, where it has any, of
    customers; by the hour only where `by_hour`, if at all.

    Values stand in the text: with parameters DuckDB scans a file of the open transaction on one core.
    """
    # The calendar's last day has none after it, so marts end before it.
    days = {"first_day": first, "end_day": min(last, date.max - _DAY) + _DAY}
    by: dict[str, Value] = {
        "dimensions": dimensions,
        "customer_dimensions": of_customers,
        "customer_columns": [_MADE_FROM.get(name, name) for name in of_customers],
        "by_hour": by_hour,
    }
    return with_values(read_sql("analytics.marts", mart.name), days | by | dict(mart.variables(settings)))


def with_values(query: str, values: Mapping[str, Value]) -> str:
    """The query with each `getvariable('name')` written out. Raises KeyError for one without a value.

    `COLUMNS(getvariable('name'))` becomes the columns by name: DuckDB would take them in the order of the
    table, and a hash of the same columns would be another for each table. With `_in_month` behind the name
    they are made of what they come from and the month.
    """
    listed = re.sub(
        r"\*?COLUMNS\(getvariable\('(\w+?)(_in_month)?'\)\)",
        lambda found: _columns(values[found[1]], _IN_MONTH if found[2] else {}),
        query,
    )
    return re.sub(r"getvariable\('(\w+)'\)", lambda found: _written(values[found[1]]), listed)


def _columns(names: Value, made: Mapping[str, str]) -> str:
    assert isinstance(names, Sequence)
    return ", ".join(made.get(name) or identifier(name) for name in names)


def _written(value: Value) -> str:
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, int | float):
        return repr(value)
    return f"[{', '.join(map(literal, value))}]"
