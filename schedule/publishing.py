"""Publishing what was committed, by whomever: once a job has ended, and else every minute."""

import time

from schedule.jobs import Job
from schedule.running import Runner

# Streams commit every few seconds, and replacing their last days takes some.
EVERY_SECONDS = 60.0
# A server that does not answer takes ten seconds to say so, in which nothing is loaded.
_REST_AFTER_TROUBLE_SECONDS = 300.0


class Publishing:
    """Publishes the newest version, one time after another."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._rests_until = float("-inf")

    def take(self, _job: Job) -> None:
        """Publish it, unless it is already or the last attempt failed just now."""
        if time.monotonic() >= self._rests_until and not self._runner.publish_newer():
            self._rests_until = time.monotonic() + _REST_AFTER_TROUBLE_SECONDS
