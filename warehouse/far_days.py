"""Days that no calendar has: the infinite ones, and those before the year 1 or after 9999."""

from datetime import date, datetime

import duckdb
import polars as pl

_DATES = pl.Series([date.min, date.max], dtype=pl.Date).to_physical()
_TIMES = pl.Series([datetime.min, datetime.max], dtype=pl.Datetime("us")).to_physical()


def far_days_as_text(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows, with columns of days or times as text where one of them is beyond what Python can hold."""
    far = [name for name in rows.columns if _reaches_far(rows[name])]
    if not far:
        return rows
    with duckdb.connect() as connection:
        # The database can write every day that it can give.
        connection.execute("SET TimeZone = 'UTC'")
        texts = connection.from_arrow(rows.select(far).to_arrow()).project("COLUMNS(*)::VARCHAR").pl()
    return rows.with_columns(texts.rename(dict(zip(texts.columns, far, strict=True))))


def _reaches_far(days: pl.Series) -> bool:
    match days.dtype:
        case pl.Date():
            first, last = _DATES
        case pl.Datetime(time_unit="us"):
            first, last = _TIMES
        case _:
            return False
    return not days.to_physical().drop_nulls().is_between(first, last).all()
