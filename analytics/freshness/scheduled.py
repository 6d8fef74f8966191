"""When the schedule ran each source, and when it will."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from warehouse.schedule_book import JobRecord, is_scheduled, loading, read_jobs
from warehouse.settings import Settings

_INSTANT = pl.Datetime("us", "UTC")
_SCHEMA: dict[str, Any] = {
    "source": pl.String,
    "schedule": pl.String,
    "last_run_at": _INSTANT,
    "last_run_is_well": pl.Boolean,
    "next_run_at": _INSTANT,
    "is_running": pl.Boolean,
    "is_requested": pl.Boolean,
}


def scheduled_runs(settings: Settings, now: datetime) -> pl.DataFrame:
    """One row per source of the settings: its last run by the schedule, the next, and whether one is at work.

    Null where there was none or will be none. What is overdue has its next run in the past.
    """
    records, zone = read_jobs(settings), ZoneInfo(settings.business_time_zone)
    is_at_work = is_scheduled(settings)

    def row(name: str, cron: str | None) -> tuple[object, ...]:
        record = records.get(loading(name), JobRecord())
        following = record.next_at(cron, zone, now)
        return (
            name,
            cron,
            record.started_at,
            record.is_well,
            following and following.astimezone(UTC),
            is_at_work and record.is_unfinished,
            is_at_work and record.requested_at is not None,
        )

    rows = [row(source.name, source.schedule) for source in settings.sources]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")
