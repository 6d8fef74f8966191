"""Doing one job, whatever befalls it: what happened is logged and noted, and the schedule goes on."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import polars as pl

from ingest.archiving import archive_loaded
from ingest.fetching import fetch
from ingest.report import FileReport
from ingest.run import ingest
from ingest.waiting_files import whole_files
from schedule.jobs import PUBLISHING, Job
from schedule.log import write_line
from warehouse.changes import Refresh
from warehouse.ending import stop_if_asked
from warehouse.errors import TouchpointsError, WarehouseError, reason_of
from warehouse.folder import has_catalogue
from warehouse.mishaps import mishap
from warehouse.schedule_book import note_begun, note_ended
from warehouse.settings import Settings, Source
from warehouse.upkeep import tidy

_log = logging.getLogger(__name__)

# Publishes the newest version; what is to be logged of it, None where there was nothing to publish.
Publish = Callable[[Settings], Mapping[str, object] | None]


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Runner:
    """Does jobs, one at a time. now, wait: the clock, which tests bring along."""

    settings: Settings
    refresh: Refresh
    publish: Publish = lambda _: None
    now: Callable[[], datetime] = _utc_now
    wait: Callable[[float], None] = time.sleep

    def run(self, job: Job) -> bool:
        """Do it and note how it went; whether without trouble. Only a signal ends it in the middle."""
        begun_at = self.now()
        note_begun(self.settings, job.name, begun_at)
        try:
            is_well = self._load(job.source) if job.source else self._tidy()
        # Polars' own panics are not among Python's errors.
        except (Exception, pl.exceptions.PanicException) as error:
            self.say_error(job, error)
            is_well = False
        note_ended(self.settings, job.name, begun_at, self.now(), is_well=is_well)
        return is_well

    def publish_newer(self) -> bool:
        """Publish what was committed, where the settings say so; whether without trouble.

        What fails is logged, and no load fails for it: the next time makes it good.
        """
        try:
            published = self.publish(self.settings)
        except (Exception, pl.exceptions.PanicException) as error:
            self.say_error(PUBLISHING, error)
            return False
        if published is not None:
            self._say("publish", **published)
        return True

    def say_error(self, job: Job, error: BaseException) -> None:
        """Log why a job did not come to its end, unless a signal ends the program."""
        # The database tells of a signal as if it were a fault of its own.
        stop_if_asked()
        self._say("error", job=job.name, reason=str(_reason(error)))

    def say_load(self, report: FileReport) -> None:
        """Log what became of a file, unless nothing did."""
        if report.status != "known":
            self._say("load", **asdict(report))

    def _load(self, source: Source) -> bool:
        settings, is_well = self.settings, True
        for report in fetch(settings, [source], self.wait):
            is_well = False
            self._say("fetch", **asdict(report))
        paths = whole_files(settings, source, self.wait, lambda: self.now().timestamp())
        if not paths:
            return is_well
        for report in archive_loaded(settings, paths, ingest(settings, paths, self.refresh)):
            stop_if_asked()
            is_well &= not report.is_trouble
            self.say_load(report)
        return is_well

    def _tidy(self) -> bool:
        if has_catalogue(self.settings):
            self._say("upkeep", **asdict(tidy(self.settings)))
        return True

    def _say(self, event: str, **facts: object) -> None:
        write_line(self.settings, self.now(), event, **facts)


def _reason(error: BaseException) -> TouchpointsError:
    known = mishap(error)
    if known is not None:
        return known
    _log.error("A job of the schedule failed", exc_info=error)
    return WarehouseError(
        f"The program met what it was not made for: {type(error).__name__}: {reason_of(error)}.",
        "Keep the log, and report it.",
    )
