"""The clock of the schedule: APScheduler says when, the main thread does what is due, one job after another.

In the main thread, because signals arrive there: a load is stopped by one as it is with `touchpoints ingest`.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from queue import SimpleQueue
from typing import Any
from zoneinfo import ZoneInfo

from apscheduler.executors.base import BaseExecutor
from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from schedule.jobs import PUBLISHING, Job, due_jobs, jobs_of
from schedule.publishing import EVERY_SECONDS, Publishing
from schedule.running import Runner
from schedule.streams import STREAMS, Streams
from warehouse.cron import read_cron
from warehouse.ending import stop_if_asked
from warehouse.printing import tell
from warehouse.schedule_book import JobRecord, is_scheduled, read_jobs, sole_schedule

# How long somebody waits at most who asked for a run.
_LOOK_SECONDS = 1
_LOOKING = "looking"


class _MainThread(BaseExecutor):  # type: ignore[misc]  # APScheduler ships no types
    """Keeps what is due for the thread that takes it. The same job is never in it twice."""

    def __init__(self) -> None:
        super().__init__()
        self._due: SimpleQueue[Any] = SimpleQueue()

    def _do_submit_job(self, job: Any, run_times: Any) -> None:  # noqa: ARG002 - the library's signature
        self._due.put(job)

    def work(self, when_done: Callable[[Job], None]) -> None:
        """Do what is due, until a signal raises SystemExit here."""
        while True:
            job = self._due.get()
            job.func(*job.args)
            # What was at work may have taken the signal's exception for one of its own.
            stop_if_asked()
            self._run_job_success(job.id, [])
            when_done(*job.args)


def run_once(runner: Runner) -> bool:
    """Do what is due now, or leave it to the schedule that is at work; whether all went without trouble."""
    settings = runner.settings
    jobs_of(settings)
    if is_scheduled(settings):
        tell("Another schedule is at work, which does what is due.")
        return True
    with sole_schedule(settings):
        due = due_jobs(settings, read_jobs(settings), runner.now())
        went_well = [runner.run(job) for job in due]
        went_well.append(Streams(runner).take_all())
        runner.publish_newer()
        return all(went_well)


def run_forever(runner: Runner) -> None:
    """Do everything at its time, until a signal ends it. What was missed meanwhile is done once, at once.

    Raises WarehouseError where another schedule is at work.
    """
    jobs = jobs_of(runner.settings)
    # A job that takes longer than until its next time is the rule for some; it is no warning.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    with sole_schedule(runner.settings):
        main_thread = _MainThread()
        clock = _clock(runner, jobs, main_thread)
        clock.start()
        try:
            main_thread.work(lambda job: _follow(clock, runner, job))
        finally:
            clock.shutdown(wait=False)


def next_run(runner: Runner, job: Job) -> datetime | None:
    """When the job is to run next, as its record says; in the past if a time was missed meanwhile."""
    zone = ZoneInfo(runner.settings.business_time_zone)
    record = read_jobs(runner.settings).get(job.name, JobRecord())
    return record.next_at(job.cron, zone, runner.now())


def _follow(clock: Any, runner: Runner, job: Job) -> None:
    """The clock lets a time pass at which the job is still at work; the record has it caught up. What it
    committed is published next.
    """
    if job.cron is not None:
        clock.modify_job(job.name, next_run_time=next_run(runner, job))
    if job not in (STREAMS, PUBLISHING) and runner.settings.publish.database:
        clock.modify_job(PUBLISHING.name, next_run_time=datetime.now(UTC))


def _clock(runner: Runner, jobs: list[Job], main_thread: _MainThread) -> Any:
    zone = ZoneInfo(runner.settings.business_time_zone)
    clock = BackgroundScheduler(
        timezone=zone,
        executors={"default": main_thread, _LOOKING: DebugExecutor()},
        job_defaults={"coalesce": True, "misfire_grace_time": None},
    )
    for job in jobs:
        if job.cron is not None:
            following = next_run(runner, job)
            clock.add_job(runner.run, read_cron(job.cron, zone), [job], id=job.name, next_run_time=following)

    def look() -> None:
        """Take up what somebody asked for; it stays asked for until it is begun."""
        known = read_jobs(runner.settings)
        for job in jobs:
            if known.get(job.name, JobRecord()).requested_at is not None:
                clock.add_job(runner.run, args=[job], id=f"{job.name} now", replace_existing=True)

    if runner.settings.has_streams:
        seconds = runner.settings.api.load_every_seconds
        clock.add_job(Streams(runner).take, "interval", [STREAMS], seconds=seconds, id=STREAMS.name)
    if runner.settings.publish.database:
        take, now = Publishing(runner).take, datetime.now(UTC)
        name = PUBLISHING.name
        clock.add_job(take, "interval", [PUBLISHING], seconds=EVERY_SECONDS, id=name, next_run_time=now)
    clock.add_job(look, "interval", seconds=_LOOK_SECONDS, id=_LOOKING, executor=_LOOKING)
    return clock
