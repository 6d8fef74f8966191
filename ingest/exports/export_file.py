"""An export file, plain on disk, with what its readers have to know."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from warehouse.settings import Source


@dataclass(frozen=True)
class Part:
    """path: a plain file. name: what it is called in its archive, or the export is where it is none."""

    path: Path
    name: str


@dataclass(frozen=True)
class ExportFile:
    """parts: the plain files, in the order of their names, several only if they were packed together.

    shown: the export's name as the settings' folder sees it. scratch: a folder for copies. broken_share: the
    share of lines above which it is refused as a whole.
    """

    parts: Sequence[Part]
    shown: str
    source: Source
    scratch: Path
    broken_share: float

    @property
    def path(self) -> Path:
        """Of an export that is one file."""
        (part,) = self.parts
        return part.path

    def each(self, called: str, made: Callable[[Path, Path], Path]) -> "ExportFile":
        """The export with every part as `made` gives it, from its path and from a free one in `scratch`."""
        parts = [
            Part(made(part.path, self.scratch / f"{called}_{number}"), part.name)
            for number, part in enumerate(self.parts)
        ]
        return replace(self, parts=parts)
