"""When a contact or an answer can have been."""

from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import duckdb

from warehouse.settings import Settings


class Instants(NamedTuple):
    """The first and the last instant that are taken, in UTC."""

    first: datetime
    last: datetime


def time_of_loading(connection: duckdb.DuckDBPyConnection) -> datetime:
    """Now, or the time of the newest load where the clock was set back behind it."""
    ((newest,),) = connection.sql("SELECT epoch(max(loaded_at)) FROM loads").fetchall()
    return max(datetime.now(UTC), datetime.fromtimestamp(newest or 0, UTC))


def taken_instants(connection: duckdb.DuckDBPyConnection, settings: Settings) -> Instants:
    """From `dates.earliest` to `dates.days_ahead` after now."""
    now = time_of_loading(connection)
    zone = ZoneInfo(settings.business_time_zone)
    first = datetime.combine(settings.dates.earliest, time.min, zone)
    return Instants(first.astimezone(UTC), now + timedelta(days=settings.dates.days_ahead))
