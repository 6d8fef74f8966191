"""How far a run is: a bar on a terminal, a line now and then elsewhere."""

from collections.abc import Iterable, Iterator
from time import monotonic

from rich.console import Console, RenderableType
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from ingest.progress import Progress
from ingest.report import FileReport
from warehouse.visible import tell, visible

_SECONDS_BETWEEN_LINES = 10.0


def as_they_come(reports: Iterable[FileReport], progress: Progress) -> Iterator[FileReport]:
    """The reports, while standard error says how far the run is."""
    console = Console(stderr=True)
    yield from (
        _with_bar(reports, progress, console) if console.is_terminal else _with_lines(reports, progress)
    )


def _with_bar(reports: Iterable[FileReport], progress: Progress, console: Console) -> Iterator[FileReport]:
    with _ProgressBar(progress, console):
        yield from reports


def _with_lines(reports: Iterable[FileReport], progress: Progress) -> Iterator[FileReport]:
    told = monotonic()
    for report in reports:
        if monotonic() - told >= _SECONDS_BETWEEN_LINES:
            tell(f"Loading … {_counts(progress)}")
            told = monotonic()
        yield report


def _counts(progress: Progress) -> str:
    files = f"{progress.done_files:,} of {progress.files:,} files"
    return f"{files}, {progress.rows:,} rows, {progress.rows_per_second:,.0f} rows/s"


class _ProgressBar(Bar):
    """Looks at the run whenever it draws itself."""

    def __init__(self, progress: Progress, console: Console) -> None:
        self._progress = progress
        self._of_run = None
        super().__init__(
            TextColumn("{task.fields[counts]}", markup=False),
            BarColumn(bar_width=20),
            TimeRemainingColumn(compact=True),
            TextColumn("{task.description}", markup=False),
            console=console,
            transient=True,
        )
        self._of_run = self.add_task("", total=None, counts="")

    def get_renderables(self) -> Iterable[RenderableType]:
        """The line, as it is now."""
        if self._of_run is not None:
            now = self._progress
            self.update(
                self._of_run,
                total=now.bytes or None,
                completed=now.seen_bytes,
                description=visible(now.doing),
                counts=_counts(now),
            )
        yield from super().get_renderables()
