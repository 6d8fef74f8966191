"""All streams, as far as they go now."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Self

from ingest.progress import Progress
from ingest.report import FileReport
from ingest.run import ingest
from ingest.sources import Claims
from ingest.streams.journal import is_waiting, load_journal
from ingest.streams.kafka import load_topic, open_topic
from ingest.streams.topic import Topic
from warehouse.changes import Refresh
from warehouse.settings import Settings, Source
from warehouse.worker_pool.opening import WorkersOn


def ingest_all(
    settings: Settings, refresh: Refresh, progress: Progress, on: WorkersOn | None = None
) -> Iterator[FileReport]:
    """Load all files that the sources match, and then what the streams have now.

    on: where workers stage the files, if not this process. Raises ExportError where there are neither.
    """
    is_streamed = settings.has_streams or is_waiting(settings)
    if not is_streamed or Claims(settings).find_exports([]):
        yield from ingest(settings, [], refresh, progress, on)
    if is_streamed:
        with Streams(settings, refresh) as streams:
            yield from streams.load()


class Streams:
    """Loads what has come; connections stay open between one time and the next."""

    def __init__(self, settings: Settings, refresh: Refresh) -> None:
        self._settings, self._refresh = settings, refresh
        self._topics: dict[str, Topic] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        with ExitStack() as closing:
            for topic in self._topics.values():
                closing.callback(topic.close)
        self._topics.clear()

    def load(self) -> Iterator[FileReport]:
        """Load what each has now; a report for each part of a commit.

        Of a topic that failed the first error is raised once all others were loaded.
        """
        yield from load_journal(self._settings, self._refresh)
        errors: list[Exception] = []
        for source in self._settings.sources:
            if source.is_stream:
                try:
                    yield from self._load(source)
                except Exception as error:
                    errors.append(error)
        if errors:
            raise errors[0]

    def _load(self, source: Source) -> Iterator[FileReport]:
        """What was read and not committed is read again by a connection of its own."""
        if source.name not in self._topics:
            self._topics[source.name] = open_topic(self._settings, source)
        is_well = False
        try:
            for report in load_topic(self._settings, source, self._topics[source.name], self._refresh):
                if report.status == "failed":
                    yield report
                    return
                yield report
            is_well = True
        finally:
            if not is_well:
                self._topics.pop(source.name).close()
