"""Parts of pages that were made ahead, on the disk: for the other processes, and for the next start.

They are JSON, as browsers are sent it: a part that was read is sent just as the one that was made. They stand
under all that they depend on: the version of the warehouse, the day, the settings, the program.
"""

import hashlib
import json
from collections.abc import Hashable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import Any

import dash
from filelock import FileLock, Timeout
from plotly.io.json import to_json_plotly

from dashboard.lake.program import program_fingerprint
from dashboard.lake.seen import written_version
from dashboard.wording.dates import business_day
from warehouse.errors import TouchpointsError
from warehouse.folder import make_folder
from warehouse.journal import write_durably
from warehouse.lake import Snapshot
from warehouse.made import made_folder
from warehouse.settings import Settings

_SUFFIX = ".json"
_NO_UPDATE: Any = dash.no_update


class MadeParts:
    """Safe for threads and processes. rights: what readers may do, as that is seen on pages.

    Where nothing can be written nothing is kept.
    """

    def __init__(self, settings: Settings, rights: str) -> None:
        self._settings = settings
        self._rights = rights
        self._folder = made_folder(settings)
        self._bytes = 0
        self._may_keep = True

    def get(self, version: Snapshot, key: Hashable) -> Any:
        """The part that is kept. Raises KeyError where none is, or none that is whole."""
        try:
            kept = json.loads((self._folder / self._place(version) / self._name(key)).read_bytes())
        except (OSError, ValueError):
            raise KeyError(key) from None
        return [_restored(one) for one in kept] if isinstance(kept, list) else _restored(kept)

    def keep(self, version: Snapshot, key: Hashable, part: Any) -> None:
        """Keep a part, while there is room."""
        path = self._folder / self._place(version) / self._name(key)
        if not self._may_keep or path.exists():
            return
        # As itself, so that a search for somebody's name finds it.
        text = json.dumps(json.loads(to_json_plotly(part)), ensure_ascii=False).encode()
        if self._bytes + len(text) > self._settings.server.cache:
            return
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, exist_ok=True)
            path.parent.mkdir(mode=0o700, exist_ok=True)
            write_durably(path, text)
            self._bytes += len(text)

    def forget_all_but(self, version: Snapshot) -> None:
        """Remove what is of another version of the warehouse, or of another day."""
        with suppress(OSError):
            for folder in self._folder.iterdir():
                if not folder.name.startswith(self._day_of(version)):
                    for path in folder.iterdir():
                        path.unlink(missing_ok=True)
                    folder.rmdir()

    @contextmanager
    def as_maker(self) -> Iterator[bool]:
        """Be the one process that makes parts; else False, and another one is."""
        lock = FileLock(self._settings.lake_folder / "made.lock")
        try:
            # Of a warehouse that lies elsewhere there may be nothing here yet.
            make_folder(self._settings)
            lock.acquire(timeout=0)
        except Timeout:
            yield False
            return
        except (OSError, TouchpointsError):
            # Where nothing can be written nobody can share what is made.
            self._may_keep = False
            yield True
            return
        try:
            self._bytes = sum(path.stat().st_size for path in self._folder.glob(f"*/*{_SUFFIX}"))
            yield True
        finally:
            lock.release()

    def _place(self, version: Snapshot) -> str:
        return f"{self._day_of(version)}{self._made_by}"

    def _day_of(self, version: Snapshot) -> str:
        return f"{written_version(version)}-{business_day(self._settings)}-"

    def _name(self, key: Hashable) -> str:
        return f"{hashlib.sha256(repr(key).encode()).hexdigest()}{_SUFFIX}"

    @cached_property
    def _made_by(self) -> str:
        given = (program_fingerprint(), self._rights, self._settings.model_dump_json())
        return hashlib.sha256(repr(given).encode()).hexdigest()[:32]


def _restored(part: Any) -> Any:
    """What stands for leaving a place as it is was such a sign when it was made."""
    return _NO_UPDATE if part == _NO_UPDATE.to_plotly_json() else part
