"""Ad-hoc SQL for analysts: read-only, in a sandbox, with a limit of time and of rows."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from threading import Event, Thread
from zoneinfo import ZoneInfo

import duckdb
import polars as pl
from duckdb.sqltypes import DuckDBPyType

from analytics.sandbox import open_sandbox, refuse_all_but_reading
from warehouse.errors import QueryError
from warehouse.lake import LAKE, open_reader
from warehouse.settings import Settings
from warehouse.sql import identifier

_HINT = re.compile(r"Candidate |Did you mean|Try |Hint|You might ")
# What a spreadsheet can hold as it is; all else comes as text.
_PLAIN_TYPES = {
    "BOOLEAN",
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
    "FLOAT",
    "DOUBLE",
    "VARCHAR",
    "DATE",
    "TIME",
    "TIMESTAMP",
    "TIMESTAMP WITH TIME ZONE",
}


@dataclass(frozen=True)
class QueryResult:
    """The rows of a query; `is_cut`: there were more than settings.query.rows."""

    frame: pl.DataFrame
    is_cut: bool


def run_sql(settings: Settings, query: str, as_of: date | datetime | None = None) -> QueryResult:
    """The result of one SELECT over the warehouse, as it is or as it was at the end of a day or at a moment.

    Days and times without a zone are those of the business time zone. Columns that a spreadsheet could not
    hold (intervals, lists, structs …) come as text; of columns of the same name the later are numbered.

    Raises QueryError for SQL that is wrong, not allowed or too slow, and for a time before the warehouse.
    """
    moment = None if as_of is None else _moment(settings, as_of)
    with open_sandbox(settings, moment) as connection, _time_limit(connection, settings.query.seconds):
        try:
            refuse_all_but_reading(connection, query)
            found = _fetch(connection.sql(query).limit(settings.query.rows + 1))
        except duckdb.InterruptException:
            raise QueryError(
                f"The query was stopped after {settings.query.seconds:g} s.",
                "Ask for less, or raise query.seconds in touchpoints.toml.",
            ) from None
        except duckdb.Error as error:
            raise _explain(error) from error
    return QueryResult(found.head(settings.query.rows), found.height > settings.query.rows)


def _moment(settings: Settings, as_of: date | datetime) -> datetime:
    """The instant meant, which the warehouse must have reached. A day means its last moment."""
    zone = ZoneInfo(settings.business_time_zone)
    if not isinstance(as_of, datetime):
        as_of = datetime.combine(as_of, time.max, zone)
    moment = as_of if as_of.tzinfo else as_of.replace(tzinfo=zone)
    first = _first_moment(settings)
    if moment < first:
        raise QueryError(
            f"The warehouse did not exist on {moment.astimezone(zone):%Y-%m-%d %H:%M}.",
            f"It goes back to {first.astimezone(zone):%Y-%m-%d %H:%M}.",
        )
    return moment


def _first_moment(settings: Settings) -> datetime:
    with open_reader(settings) as connection:
        query = f"SELECT epoch_us(min(snapshot_time)) FROM ducklake_snapshots('{LAKE}')"
        ((microseconds,),) = connection.sql(query).fetchall()
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=microseconds)


@contextmanager
def _time_limit(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Interrupt what runs on the connection after so long, again and again until the block has ended."""
    has_ended = Event()

    def watch() -> None:
        if not has_ended.wait(seconds):
            connection.interrupt()
        while not has_ended.wait(0.1):
            connection.interrupt()

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        has_ended.set()
        watcher.join()


def _fetch(relation: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    """By position, since a query may name several columns alike."""
    columns = ", ".join(
        f"#{position}{'' if _is_plain(column_type) else '::VARCHAR'} AS {identifier(name)}"
        for position, (name, column_type) in enumerate(zip(relation.columns, relation.types, strict=True), 1)
    )
    return relation.project(columns).pl()


def _is_plain(column_type: DuckDBPyType) -> bool:
    return column_type.id == "decimal" or str(column_type) in _PLAIN_TYPES


def _explain(error: duckdb.Error) -> QueryError:
    """The database's complaint in one line, its hint as the way out."""
    complaint = " ".join(str(error).split("\n\nLINE ")[0].split())
    hint = _HINT.search(complaint)
    if hint is None:
        return QueryError(_sentence(complaint), "Mend the SQL; DESCRIBE shows the columns of a table.")
    return QueryError(_sentence(complaint[: hint.start()]), complaint[hint.start() :])


def _sentence(text: str) -> str:
    return text.strip().rstrip(".!") + "."
