"""What kills: the server, at even distances."""

import time

from benchmarks.soak.seen import Seen
from benchmarks.soak.system import System


def kill_evenly(system: System, seen: Seen, minutes: float, kills: int) -> None:
    """Let the time go by, and kill the server so many times in it."""
    began = time.monotonic()
    for kill in range(1, kills + 2):
        at = began + 60 * minutes * kill / (kills + 1)
        time.sleep(max(0.0, at - time.monotonic()))
        if kill <= kills:
            system.kill_server()
            seen.counts["kills"] += 1
