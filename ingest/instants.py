"""When a contact or an answer can have been."""

from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from warehouse.settings import Settings


class Instants(NamedTuple):
    """The first and the last instant that are taken, in UTC."""

    first: datetime
    last: datetime


def taken_instants(settings: Settings, now: datetime) -> Instants:
    """From `dates.earliest` to `dates.days_ahead` after now."""
    zone = ZoneInfo(settings.business_time_zone)
    first = datetime.combine(settings.dates.earliest, time.min, zone)
    return Instants(first.astimezone(UTC), now + timedelta(days=settings.dates.days_ahead))
