"""Killing workers in the middle of what they do."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import active_children
from signal import SIGKILL
from threading import Event, Thread
from time import sleep


def processes() -> Sequence[int]:
    """The workers of this process."""
    return [child.pid for child in active_children() if child.pid is not None]


@contextmanager
def one_killed_once(
    has_begun: Callable[[], bool], pids: Callable[[], Sequence[int]] = processes
) -> Iterator[None]:
    """Kill a worker as soon as the work of the block has begun so far; fail where that never came."""

    def kill() -> None:
        os.kill(pids()[0], SIGKILL)

    with killed_once(lambda: has_begun() and bool(pids()), kill):
        yield


@contextmanager
def killed_once(has_begun: Callable[[], bool], kill: Callable[[], None]) -> Iterator[None]:
    """Kill as soon as the work of the block has begun so far; fail where that never came."""
    done, is_over = Event(), Event()

    def watch() -> None:
        while not done.is_set() and not is_over.is_set():
            if has_begun():
                with suppress(ProcessLookupError, IndexError):
                    kill()
                    done.set()
            # The work needs the core more than who watches it.
            sleep(0.002)

    watching = Thread(target=watch)
    watching.start()
    try:
        yield
    finally:
        is_over.set()
        watching.join()
    assert done.is_set()
