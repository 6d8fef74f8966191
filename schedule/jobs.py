"""What is to be done at which times."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from warehouse.errors import SettingsError
from warehouse.schedule_book import UPKEEP, JobRecord, loading
from warehouse.settings import Settings, Source


@dataclass(frozen=True)
class Job:
    """To load a source, or without one, upkeep. cron: None for a source that is only loaded on request."""

    name: str
    source: Source | None
    cron: str | None


# What is published is no job of the settings: it follows whatever committed.
PUBLISHING = Job("publish", None, None)


def jobs_of(settings: Settings) -> list[Job]:
    """All jobs in the order in which those that are due together are done: upkeep last.

    Raises SettingsError where no source has a schedule and nothing comes as a stream.
    """
    if not any(source.schedule for source in settings.sources) and not settings.has_streams:
        raise SettingsError(
            "No source has a schedule.",
            'Give one to a source in touchpoints.toml, as schedule = "*/10 6-22 * * *".',
        )
    loads = [Job(loading(source.name), source, source.schedule) for source in settings.sources]
    return [*loads, Job(UPKEEP, None, settings.upkeep.schedule)]


def due_jobs(settings: Settings, records: Mapping[str, JobRecord], now: datetime) -> list[Job]:
    """What is to be done now, because it is time or because somebody asked for it."""
    zone = ZoneInfo(settings.business_time_zone)

    def is_due(job: Job) -> bool:
        record = records.get(job.name, JobRecord())
        at = record.next_at(job.cron, zone, now)
        return record.requested_at is not None or (at is not None and at <= now)

    return [job for job in jobs_of(settings) if is_due(job)]
