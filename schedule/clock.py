"""The clock of the schedule: APScheduler says when, the main thread does what is due, one job after another.

In the main thread, because signals arrive there: a load is stopped by one as it is with `touchpoints ingest`.
"""

import logging
from queue import SimpleQueue
from typing import Any
from zoneinfo import ZoneInfo

from apscheduler.executors.base import BaseExecutor
from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from schedule.jobs import Job, due_jobs, jobs_of
from schedule.running import Runner
from warehouse.cron import read_cron
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

    def work(self) -> None:
        """Do what is due, until a signal raises SystemExit here."""
        while True:
            job = self._due.get()
            job.func(*job.args)
            self._run_job_success(job.id, [])


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
            main_thread.work()
        finally:
            clock.shutdown(wait=False)


def _clock(runner: Runner, jobs: list[Job], main_thread: _MainThread) -> Any:
    zone = ZoneInfo(runner.settings.business_time_zone)
    clock = BackgroundScheduler(
        timezone=zone,
        executors={"default": main_thread, _LOOKING: DebugExecutor()},
        job_defaults={"coalesce": True, "misfire_grace_time": None},
    )
    records = read_jobs(runner.settings)
    for job in (job for job in jobs if job.cron):
        first = records.get(job.name, JobRecord()).next_at(job.cron, zone, runner.now())
        trigger = read_cron(job.cron or "", zone)
        clock.add_job(runner.run, trigger, [job], id=job.name, next_run_time=first)

    def look() -> None:
        """Take up what somebody asked for; it stays asked for until it is begun."""
        known = read_jobs(runner.settings)
        for job in jobs:
            if known.get(job.name, JobRecord()).requested_at is not None:
                clock.add_job(runner.run, args=[job], id=f"{job.name} now", replace_existing=True)

    clock.add_job(look, "interval", seconds=_LOOK_SECONDS, id=_LOOKING, executor=_LOOKING)
    return clock
