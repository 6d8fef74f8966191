"""How far a run is, for whoever shows it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Progress:
    """Files and bytes of a run, those that are done, the rows read from them, and what is done now."""

    files: int = 0
    bytes: int = 0
    done_files: int = 0
    done_bytes: int = 0
    rows: int = 0
    doing: str = ""

    def expect(self, exports: Sequence[Path]) -> None:
        """These are the files of the run."""
        self.files = len(exports)
        for path in exports:
            # What cannot be looked at is told of when its turn comes.
            with suppress(OSError):
                self.bytes += path.stat().st_size

    def add(self, file_bytes: int | None, rows: int) -> None:
        """Another file is done."""
        self.done_files += 1
        self.done_bytes += file_bytes or 0
        self.rows += rows
