"""All streams, as far as they go now."""

from collections.abc import Iterator

from ingest.progress import Progress
from ingest.report import FileReport
from ingest.run import ingest
from ingest.sources import Claims
from ingest.streams.journal import is_waiting, load_journal
from warehouse.changes import Refresh
from warehouse.settings import Settings


def has_streams(settings: Settings) -> bool:
    """Whether anything comes other than as files."""
    return bool(settings.api.tokens)


def ingest_all(settings: Settings, refresh: Refresh, progress: Progress) -> Iterator[FileReport]:
    """Load all files that the sources match, and then what the streams have now.

    Raises ExportError where there are neither.
    """
    is_streamed = has_streams(settings) or is_waiting(settings)
    if not is_streamed or Claims(settings).find_exports([]):
        yield from ingest(settings, [], refresh, progress)
    if is_streamed:
        yield from load_streams(settings, refresh)


def load_streams(settings: Settings, refresh: Refresh) -> Iterator[FileReport]:
    """Load what the streams have now."""
    yield from load_journal(settings, refresh)
