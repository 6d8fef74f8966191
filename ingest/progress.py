"""How far a run is, for whoever shows it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic


@dataclass
class Progress:
    """Files and bytes of a run, how many were staged and how many are done, and what is done now."""

    files: int = 0
    bytes: int = 0
    staged_bytes: int = 0
    done_files: int = 0
    done_bytes: int = 0
    rows: int = 0
    doing: str = ""
    began: float = field(default_factory=monotonic)

    @property
    def seen_bytes(self) -> float:
        """Of a file that is staged about half the work is done."""
        return (self.staged_bytes + self.done_bytes) / 2

    @property
    def rows_per_second(self) -> float:
        """Of the rows that were read, on the average of the run."""
        return self.rows / max(monotonic() - self.began, 0.001)

    def expect(self, exports: Sequence[Path]) -> None:
        """These are the files of the run."""
        self.files, self.began = len(exports), monotonic()
        for path in exports:
            # What cannot be looked at is told of when its turn comes.
            with suppress(OSError):
                self.bytes += path.stat().st_size

    def add_staged(self, file_bytes: int | None, rows: int) -> None:
        """Another file is staged."""
        self.staged_bytes += file_bytes or 0
        self.rows += rows

    def add_done(self, file_bytes: int | None) -> None:
        """Another file is done."""
        self.done_files += 1
        self.done_bytes += file_bytes or 0
