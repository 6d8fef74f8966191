"""Topics of Kafka into the warehouse: what came and how far it was read are one commit."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from ingest.attempt import Positions
from ingest.report import FileReport
from ingest.streams.parts import Part, load_parts
from ingest.streams.positions import read_positions
from ingest.streams.topic import Messages, Topic
from warehouse.changes import Refresh
from warehouse.errors import WarehouseError
from warehouse.lake import open_reader, writing
from warehouse.settings import Settings, Source
from warehouse.work import work_folder


def open_topic(settings: Settings, source: Source) -> Topic:
    """The topic of a source, from where the warehouse is."""
    known: dict[str, int] = {}
    # Before the first load there is none.
    with suppress(WarehouseError), open_reader(settings) as connection:
        known = read_positions(connection, source.name)
    begins = f"{source.topic}/"
    return Topic(
        source,
        {int(part.removeprefix(begins)): number for part, number in known.items() if part.startswith(begins)},
    )


def load_topic(settings: Settings, source: Source, topic: Topic, refresh: Refresh) -> Iterator[FileReport]:
    """Load what the topic holds, a commit after the other, until its end; a report for each partition.

    Where one of them failed, or this ends by an error, the topic is to be opened anew.
    """
    while True:
        came = topic.read()
        if came:
            yield from _load(settings, source, came, refresh)
            topic.tell_broker()
        if topic.is_at_end or not came:
            return


def _load(settings: Settings, source: Source, came: list[Messages], refresh: Refresh) -> Iterator[FileReport]:
    with TemporaryDirectory(dir=work_folder(settings)) as folder:
        parts = [_part(source, messages, Path(folder)) for messages in came]
        with writing(settings, f"touchpoints: {source.name}", make=True, threads=1) as connection:
            yield from load_parts(connection, settings, parts, refresh)


def _part(source: Source, messages: Messages, folder: Path) -> Part:
    path = folder / f"{messages.partition}.parquet"
    name = f"{source.topic}/{messages.partition}"
    schema = {"line": pl.Int64, "text": pl.String}
    read = pl.DataFrame([messages.numbers, messages.texts], schema=schema, orient="col")
    # Another partition may hold the same under the same numbers, and is not known by it.
    read.with_columns(part=pl.lit(name)).write_parquet(path)
    return Part(source, path, f"kafka:{name}", Positions(name, messages.first, messages.behind))
