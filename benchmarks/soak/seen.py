"""What is seen while everything runs."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event


@dataclass
class Seen:
    """Filled by many threads, each of which only adds.

    acknowledged: ids of events. answer_seconds: how long the server took to acknowledge some. seen_seconds:
    how long until an acknowledged event was in the tables. memory_mb: by process, every few seconds.
    """

    acknowledged: list[str] = field(default_factory=list)
    answer_seconds: list[float] = field(default_factory=list)
    seen_seconds: list[float] = field(default_factory=list)
    memory_mb: dict[str, list[int]] = field(default_factory=lambda: {"serve": [], "schedule": []})
    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    ended: Event = field(default_factory=Event)

    def goes_on(self, seconds: float) -> bool:
        """Whether it has not ended after so many seconds."""
        return not self.ended.wait(seconds)

    def do(self, work: Callable[[], None]) -> None:
        """Work of a thread; what ends it is told at the end."""
        try:
            work()
        except Exception as error:
            self.errors.append(repr(error))
