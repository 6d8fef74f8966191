"""What takes long is made before somebody asks: the first parts of every page.

It is done while nobody reads and nothing is loaded, for the version that is there to stay, so that it keeps
neither readers nor loads waiting. Pages then come with it (`dashboard/parts/filled_ahead.py`). Of several
processes one makes what the others then find on the disk (`dashboard/lake/made_parts.py`).
"""

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product, zip_longest
from typing import get_args

from dashboard.address.selection import Selection, read_query
from dashboard.lake.look import asked_by_nobody
from dashboard.lake.store import Reading, Store
from dashboard.parts.callbacks import Filled
from dashboard.parts.filled_ahead import first_parts
from dashboard.server.quiet import Quiet
from dashboard.wording.dates import business_day
from warehouse.errors import TouchpointsError
from warehouse.lake import Snapshot
from warehouse.lock import is_being_written
from warehouse.words import Language

# A reader who looks at a page asks for the next one hardly sooner.
_QUIET_SECONDS = 5.0
# A stream commits every few seconds: what is made of such a version is old before somebody sees it.
_SETTLED = timedelta(minutes=1)
_NAP_SECONDS = 1.0
_logger = logging.getLogger(__name__)


class Ahead:
    """Makes first parts of pages ahead, as readers without any filters see them: first those of the settings'
    language, then those of the other.

    filled: of each page, what fills its parts, in their order. quiet: how long nobody has asked.
    """

    def __init__(self, store: Store, filled: Mapping[str, Sequence[Filled]], quiet: Quiet) -> None:
        self._store = store
        self._filled = filled
        self._quiet = quiet
        self._made: tuple[Snapshot, date] | None = None

    def run(self) -> None:
        """Make them whenever there is a version to make them for. Never ends."""
        while True:
            time.sleep(_NAP_SECONDS)
            try:
                with suppress(TouchpointsError):
                    self.make_if_due(datetime.now(UTC))
            except Exception:
                _logger.exception("What is made ahead has to wait.")

    def make_if_due(self, now: datetime) -> None:
        """Make them unless they are, or the version is not there to stay. Raises as `Store.reading`."""
        due = self._store.version(), business_day(self._store.settings)
        if due == self._made:
            return
        self._forget_older()
        if now - due[0].committed_at < _SETTLED:
            return
        with self._as_maker() as is_maker:
            if is_maker and all(self.steps()):
                self._made = due

    def steps(self) -> Iterator[bool]:
        """One part a step, whenever it is quiet; at last False where a newer version came meanwhile."""
        with self._store.reading() as reading:
            for selection, part in product(self._selections(), self._parts()):
                self._wait()
                if self._is_newest(reading):
                    self._make(part, reading, selection)
                if not self._is_newest(reading):
                    # Also what was kept just now: a customer may have been erased since.
                    self._forget_older()
                    yield False
                    return
                yield True

    def _is_newest(self, reading: Reading) -> bool:
        return self._store.newest() == reading.version

    def _as_maker(self) -> AbstractContextManager[bool]:
        return nullcontext(True) if self._store.made is None else self._store.made.as_maker()

    def _forget_older(self) -> None:
        if self._store.made is not None:
            self._store.made.forget_all_but(self._store.newest())

    def _selections(self) -> list[Selection]:
        own = read_query({}, self._store.settings)
        others = [language for language in get_args(Language) if language != own.language]
        return [own, *(replace(own, language=language) for language in others)]

    def _parts(self) -> Iterator[Sequence[Filled]]:
        """The first parts of all pages, then the second ones: sentences are what a reader begins with."""
        by_page = [first_parts(filled) for filled in self._filled.values()]
        for parts in zip_longest(*by_page):
            yield from (part for part in parts if part is not None)

    def _wait(self) -> None:
        while self._quiet.seconds < _QUIET_SECONDS or is_being_written(self._store.settings):
            time.sleep(_NAP_SECONDS)

    def _make(self, part: Sequence[Filled], reading: Reading, selection: Selection) -> None:
        span = reading.span()
        if span is None:
            return
        with asked_by_nobody():
            for one in part:
                try:
                    one.fill(reading, selection, span)
                except Exception:
                    # Whoever opens the page is told the same.
                    _logger.exception("A part of a page could not be made ahead.")
                    return
