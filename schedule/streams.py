"""Streams beside the jobs that have times: what has come is loaded every few seconds."""

import time

import polars as pl

from ingest.streams.loading import Streams as OpenStreams
from schedule.jobs import Job
from schedule.running import Runner
from warehouse.ending import stop_if_asked
from warehouse.upkeep import tidy

# What cannot be loaded now is not tried at once again: somebody has to mend something.
_REST_AFTER_TROUBLE_SECONDS = 60.0
# Every load leaves small files. A scan of 1,500 takes ten times as long as of one; joining them, seconds.
_LOADS_UNTIL_UPKEEP = 300

STREAMS = Job("streams", None, None)


class Streams:
    """Takes what has come, one time after another."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._streams = OpenStreams(runner.settings, runner.refresh)
        self._rests_until = float("-inf")
        self._loads = 0

    def take(self, _job: Job) -> None:
        """Load what has come. At least half of the time is left to files and readers."""
        began = time.monotonic()
        if began < self._rests_until:
            return
        is_well = self.take_all()
        seconds = time.monotonic() - began
        self._rests_until = time.monotonic() + (seconds if is_well else _REST_AFTER_TROUBLE_SECONDS)

    def take_all(self) -> bool:
        """Load what has come; whether without trouble."""
        is_well = True
        try:
            for report in self._streams.load():
                stop_if_asked()
                self._loads += 1
                is_well &= report.status != "failed"
                self._runner.say_load(report)
            if self._loads >= _LOADS_UNTIL_UPKEEP:
                self._loads = 0
                tidy(self._runner.settings)
        # Polars' own panics are not among Python's errors.
        except (Exception, pl.exceptions.PanicException) as error:
            self._runner.say_error(STREAMS, error)
            return False
        return is_well
