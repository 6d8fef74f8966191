"""Records on the disk before they are answered: what several senders wait for is written at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from events.judging import Broken, Judge
from warehouse.journal import Event, Journal


@dataclass
class _Waiting:
    """A request whose sender waits."""

    events: Sequence[Event]
    broken: Mapping[int, Broken] | None = None
    error: Exception | None = None


class Keeper:
    """Judges and keeps the records of requests; safe for threads.

    Writing to the disk takes the same few milliseconds for one record and for hundreds. So who comes while
    others are written waits, and the first of those who wait writes for all of them.
    """

    def __init__(self, judge: Judge, journal: Journal) -> None:
        self._judge, self._journal = judge, journal
        self._waiting: list[_Waiting] = []
        self._writing, self._changing = Lock(), Lock()

    def keep(self, events: Sequence[Event]) -> Mapping[int, Broken]:
        """Keep records, good and bad; those that break a rule, by their place.

        When it returns they are safe from a crash. Raises OSError where nothing could be kept.
        """
        mine = _Waiting(events)
        with self._changing:
            self._waiting.append(mine)
        with self._writing:
            if mine.broken is None and mine.error is None:
                self._keep_all()
        if mine.error is not None:
            raise mine.error
        assert mine.broken is not None
        return mine.broken

    def _keep_all(self) -> None:
        with self._changing:
            group, self._waiting = self._waiting, []
        events = [event for waiting in group for event in waiting.events]
        try:
            broken = self._judge.judge(events)
            self._journal.keep(events)
        except Exception as error:
            for waiting in group:
                waiting.error = error
            return
        first = 0
        for waiting in group:
            last = first + len(waiting.events)
            waiting.broken = {place - first: why for place, why in broken.items() if first <= place < last}
            first = last
