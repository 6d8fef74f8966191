"""Values of indices that others publish: entered by people, year by year, with their source."""

import csv
import io
import math
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import polars as pl
import sqlalchemy as sa

from state.database import has_state, reading_state, state
from state.tables import BENCHMARKS
from warehouse.errors import QueryError
from warehouse.settings import Settings

ABOUT = ("own", "competitor", "industry")
COLUMNS = (
    "organisation",
    "index_name",
    "year",
    "about",
    "name",
    "value",
    "lowest",
    "highest",
    "source",
)
SCHEMA: Mapping[str, pl.DataType] = {
    "benchmark_id": pl.Int64(),
    "organisation": pl.String(),
    "index_name": pl.String(),
    "year": pl.Int64(),
    "about": pl.String(),
    "name": pl.String(),
    "value": pl.Float64(),
    "lowest": pl.Float64(),
    "highest": pl.Float64(),
    "source": pl.String(),
    "changed_at": pl.Datetime("us"),
}
_KEY = ("organisation", "index_name", "year", "about", "name")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_MOST_CHARACTERS = 300
# Far more than anybody types or a body publishes.
MOST_ROWS = 10_000
_LOWEST, _HIGHEST = 0.0, 100.0


def listed_benchmarks(settings: Settings) -> pl.DataFrame:
    """All values with the columns of SCHEMA, by index, the latest year first."""
    if not has_state(settings):
        return pl.DataFrame(schema=SCHEMA)
    with reading_state(settings) as connection:
        rows = [dict(row) for row in connection.execute(sa.select(BENCHMARKS)).mappings()]
    order = ["index_name", "year", "about", "name", "organisation"]
    return pl.DataFrame(rows, SCHEMA).sort(order, descending=[False, True, False, False, False])


def add_benchmarks(settings: Settings, entered: Iterable[Mapping[str, Any]], now: datetime) -> int:
    """Put values on the list, all of them or none; one that is entered again takes the place of the earlier.

    entered: organisation, index_name, year, about, value and source; name, lowest and highest (else 0 and
    100) where there are any. Gives how many there were. Raises QueryError for what cannot be meant.
    """
    rows = [_checked(row, number) for number, row in enumerate(entered, 1)]
    if len(rows) > MOST_ROWS:
        raise QueryError(f"These are {len(rows):,} values.", f"At most {MOST_ROWS:,} are taken at once.")
    stamp = now.astimezone(UTC).replace(tzinfo=None)
    with state(settings) as connection:
        for row in rows:
            same = sa.and_(*(BENCHMARKS.c[name] == row[name] for name in _KEY))
            connection.execute(sa.delete(BENCHMARKS).where(same))
            connection.execute(sa.insert(BENCHMARKS).values(**row, changed_at=stamp))
    return len(rows)


def remove_benchmark(settings: Settings, number: int) -> None:
    """Take a value off the list. Raises QueryError where there is none of that number."""
    gone = 0
    if has_state(settings):
        with state(settings) as connection:
            done = connection.execute(sa.delete(BENCHMARKS).where(BENCHMARKS.c.benchmark_id == number))
            gone = done.rowcount
    if not gone:
        raise QueryError(f"There is no benchmark {number}.", "See 'touchpoints benchmarks list'.")


def read_benchmark_rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV file whose header names columns of COLUMNS. Raises QueryError for another one."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise QueryError(f"The file is not CSV: {error}.", "Write it with commas between.") from error
    header = [name.strip() for name in reader.fieldnames or ()]
    missing = [
        name for name in ("organisation", "index_name", "year", "about", "value") if name not in header
    ]
    unknown = [name for name in header if name not in COLUMNS]
    if missing or unknown:
        wrong = f"lacks the column '{missing[0]}'" if missing else f"has a column '{unknown[0]}'"
        raise QueryError(f"The file {wrong}.", f"Its columns are {', '.join(COLUMNS)}.")
    return [{name.strip(): value or "" for name, value in row.items() if name} for row in rows]


def _checked(row: Mapping[str, Any], number: int) -> dict[str, Any]:
    """The row as it is kept."""
    texts = {
        name: str(row.get(name) or "").strip() for name in ("organisation", "index_name", "name", "source")
    }
    for name, text in texts.items():
        if not text and name in ("organisation", "index_name"):
            raise _refused(number, f"says no {name}", "Say who published which index.")
        if len(text) > _MOST_CHARACTERS:
            raise _refused(
                number, f"has a {name} of {len(text):,} characters", f"At most {_MOST_CHARACTERS}."
            )
    about = str(row.get("about") or "").strip()
    if about not in ABOUT:
        raise _refused(number, f"is about '{about}'", f"Known are {', '.join(ABOUT)}.")
    year = _number(row, "year", number, None)
    if year != int(year) or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise _refused(number, f"has the year {year:g}", f"From {_FIRST_YEAR} to {_LAST_YEAR}.")
    low, high = (
        _number(row, name, number, usual) for name, usual in (("lowest", _LOWEST), ("highest", _HIGHEST))
    )
    value = _number(row, "value", number, None)
    if not low < high or not low <= value <= high:
        raise _refused(
            number, f"has the value {value:g} on a scale of {low:g} to {high:g}", "Give the scale it is on."
        )
    return {**texts, "about": about, "year": int(year), "value": value, "lowest": low, "highest": high}


def _number(row: Mapping[str, Any], name: str, number: int, usual: float | None) -> float:
    given = row.get(name)
    if usual is not None and (given is None or str(given).strip() == ""):
        return usual
    try:
        found = float(str(given).strip())
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise _refused(number, f"has '{given}' as its {name}", "Give a number.")
    return found


def _refused(number: int, problem: str, way_out: str) -> QueryError:
    return QueryError(f"Value {number} {problem}.", way_out)
