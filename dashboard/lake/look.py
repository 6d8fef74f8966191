"""One version of the warehouse as pages see it, with copies of the small marts and the ledger in memory.

A query of a copy takes 1 ms, one of the lake 15 ms, and a page asks fifty.
"""

import shutil
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import partial
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Any, TypeVar

import duckdb

from analytics.marts.macros import make_macros
from analytics.marts.mart import MARTS
from dashboard.lake.cached_results import CachedResults, CacheUse
from dashboard.lake.made_parts import MadeParts
from dashboard.lake.unreadable import failures_explained
from warehouse.errors import WarehouseError
from warehouse.lake import (
    LAKE,
    Snapshot,
    open_cursor,
    open_reader,
    snapshot_time,
    warehouse_id,
)
from warehouse.rearranging import was_rearranged_since
from warehouse.settings import Settings

Answer = TypeVar("Answer")

_COPIES = "memory.main"
# Functions are looked for in the system before the lake, which takes longer to say that it has none than most
# queries of a copy take.
_SEARCH_PATH = f"{_COPIES},system.main,{LAKE}.main"
# Every analysis asks when something was loaded last, as that is what days are over by. Streams make a long
# ledger, and a new version of it every few seconds.
_LEDGER, _LONGEST_LEDGER = "loads", 10_000
# More than the parts of all pages, as some hundred readers have them picked.
_MOST_QUESTIONS = 2000
_by_nobody = ContextVar("by_nobody", default=False)


@contextmanager
def asked_by_nobody() -> Iterator[None]:
    """What is asked in this block no reader has asked for: a later look need not answer it beforehand."""
    before = _by_nobody.set(True)
    try:
        yield
    finally:
        _by_nobody.reset(before)


class Look:
    """A database of its own, pinned to a version: whatever is asked of it, and whenever, is of that version.

    Answers are kept with it, so none outlives the version it is about. It goes when nobody holds it any more.
    is_whole: whether nothing was moved while the marts were copied; else it is to be made again. use: where
    it is counted how often an answer was kept. made: what is kept on the disk. Raises WarehouseError when the
    version is no longer there.
    """

    def __init__(
        self,
        settings: Settings,
        version: Snapshot,
        use: CacheUse | None = None,
        made: MadeParts | None = None,
    ) -> None:
        self.version = version
        self._made = made
        self._results = CachedResults(settings.server.cache, use)
        self._asked: OrderedDict[Hashable, Callable[[Look], Any]] = OrderedDict()
        self._asking = Lock()
        self._settings = settings
        self._idle: SimpleQueue[duckdb.DuckDBPyConnection] = SimpleQueue()
        with failures_explained(settings):
            self._connection = open_reader(settings, version=version.number)
            self._warehouse = warehouse_id(self._connection)
            weakref.finalize(self, shutil.rmtree, _spill_folder(self._connection), ignore_errors=True)
            self._copy_marts()
            # Else rows may be missing in the copies.
            self.is_whole = not was_rearranged_since(self._connection, version.number)

    def answer(self, key: Hashable, find: "Callable[[Look], Answer]") -> Answer:
        """What `find` finds in this look, kept under the key. Raises what `find` raises."""
        if not _by_nobody.get():
            self._note(key, find)
        return self._results.get(key, partial(find, self))

    def _note(self, key: Hashable, find: "Callable[[Look], Any]") -> None:
        with self._asking:
            self._asked[key] = find
            self._asked.move_to_end(key)
            if len(self._asked) > _MOST_QUESTIONS:
                self._asked.popitem(last=False)

    def has(self, key: Hashable) -> bool:
        """Whether an answer is kept under the key."""
        return self._results.has(key)

    def kept_part(self, key: Hashable) -> Any:
        """The part of a page that is kept on the disk. Raises KeyError where none is."""
        if self._made is None:
            raise KeyError(key)
        return self._made.get(self.version, (self._warehouse, key))

    def keep_part(self, key: Hashable, part: Any) -> None:
        """Keep a part of a page on the disk, if it is made ahead: what readers pick is without end."""
        if self._made is not None and _by_nobody.get():
            self._made.keep(self.version, (self._warehouse, key), part)

    def answer_as(self, before: "Look") -> Iterator[None]:
        """Answer what was asked of another look, the latest question first, one answer a step."""
        with before._asking:
            questions = list(before._asked.items())
        try:
            for key, find in reversed(questions):
                # Who asks again is told what is wrong.
                with suppress(Exception):
                    self._results.get(key, partial(find, self))
                yield
        finally:
            # Asked by no reader, so the look after this need not answer it before one does.
            with self._asking:
                self._asked.clear()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection for one thread, which finds marts in memory and all else in the lake."""
        with failures_explained(self._settings):
            cursor = self._take()
            yield cursor
        # Not after an error: what it left behind is nobody's to find.
        self._idle.put(cursor)

    def _take(self) -> duckdb.DuckDBPyConnection:
        try:
            return self._idle.get_nowait()
        except Empty:
            cursor = open_cursor(self._connection)
            make_macros(cursor)
            cursor.execute(f"SET search_path = '{_SEARCH_PATH}'")
            return cursor

    def _copy_marts(self) -> None:
        with open_cursor(self._connection) as cursor:
            cursor.begin()
            if snapshot_time(cursor, self.version.number) != self.version.committed_at:
                raise WarehouseError("The warehouse was replaced just now.", "Reload the page.")
            tables = {name for (name,) in cursor.sql("SHOW TABLES").fetchall()}
            # One that is not there yet is left to be missed where it is asked for.
            small = [mart.name for mart in MARTS if mart.is_small]
            ledger = _ledger(cursor) if _LEDGER in tables else []
            for table in (name for name in (*small, *ledger) if name in tables):
                cursor.execute(f"CREATE TABLE {_COPIES}.{table} AS FROM {LAKE}.{table}")
            cursor.commit()


def _ledger(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """Its name, unless it is too long to be copied."""
    ((loads,),) = cursor.sql(f"SELECT count(*) FROM {LAKE}.{_LEDGER}").fetchall()
    return [_LEDGER] if loads <= _LONGEST_LEDGER else []


def _spill_folder(connection: duckdb.DuckDBPyConnection) -> str:
    return str(connection.sql("SELECT current_setting('temp_directory')").fetchall()[0][0])
