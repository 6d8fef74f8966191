"""What a worker has for itself from one task to the next: settings, and what was opened once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from warehouse.priority import stand_back
from warehouse.settings import Settings

T = TypeVar("T")


@dataclass
class Own:
    """settings: with the share of memory that is the worker's. threads: those of its database."""

    settings: Settings
    threads: int
    _kept: dict[object, Any] = field(default_factory=dict)

    def keep(self, key: object, make: Callable[[], T]) -> T:
        """What was made under this key before, or is made now."""
        if key not in self._kept:
            self._kept[key] = make()
        kept: T = self._kept[key]
        return kept

    def let_go(self, key: object) -> None:
        """Have it made anew when it is next asked for."""
        self._kept.pop(key, None)


_own: list[Own] = []


def begin(own: Own) -> None:
    """In this process tasks are done from now on, with these; it stands back as every load does."""
    _own[:] = [own]
    stand_back(own.settings)


def this_worker() -> Own:
    """Of the process that does a task."""
    return _own[0]


def versions() -> str:
    """Of what decides on figures; done by a worker, to be compared."""
    return " with ".join(f"{name} {version(name)}" for name in ("touchpoints", "duckdb", "polars"))


def unseen(paths: Sequence[Path]) -> list[Path]:
    """Those that are not there; done by a worker."""
    return [path for path in paths if not path.exists()]
