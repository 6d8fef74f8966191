"""Fetching exports that lie on other machines, each once, to where the source's files are looked for."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from ingest.fetched_book import FetchedBook, opened_book
from ingest.remote_folder import RemoteFile, RemoteFolder, name_beside
from ingest.report import FileReport
from ingest.sources import marker_name, shown
from warehouse.errors import ExportError, TouchpointsError
from warehouse.settings import Settings, Source
from warehouse.work import work_folder

Wait = Callable[[float], None]


def fetch(settings: Settings, sources: Sequence[Source], wait: Wait | None = None) -> Iterator[FileReport]:
    """Fetch what is new of the sources that lie elsewhere. A report for each that cannot be reached.

    wait: waits so many seconds; where given, files that may be still being written are left until they stand
    still for as long as local ones.
    """
    remote = [source for source in sources if source.from_ is not None]
    if not remote:
        return
    with opened_book(settings) as book:
        for source in remote:
            try:
                _fetch_new(settings, source, book, wait)
            except TouchpointsError as error:
                yield FileReport(str(source.from_), source.name, "failed", str(error))


def _fetch_new(settings: Settings, source: Source, book: FetchedBook, wait: Wait | None) -> None:
    assert source.from_ is not None
    folder = RemoteFolder(source.from_)
    new = _new(folder, source, book)
    if new and wait is not None and folder.may_be_growing:
        wait(settings.schedule.stable_seconds)
        # Equal only with the same size and time.
        still = set(folder.files())
        new = [file for file in new if file in still]
    for file in new:
        _take(settings, source, folder, file)
        if file.version is not None:
            book.add(source.name, file.path, file.version)
    _refuse_misplaced(settings, source, new)


def _new(folder: RemoteFolder, source: Source, book: FetchedBook) -> list[RemoteFile]:
    """Those of which this version was not fetched yet, and which are whole by their marker."""
    marker = source.marker
    return [
        file
        for file in folder.files()
        if (file.version is None or not book.has(source.name, file.path, file.version))
        and (marker is None or folder.has(_marker_of(marker, file.path)))
    ]


def _take(settings: Settings, source: Source, folder: RemoteFolder, file: RemoteFile) -> None:
    """The file, then its marker: who finds the marker finds the file whole."""
    _place(settings, folder, file, _target(settings, source, file.below))
    if source.marker is not None:
        path = _marker_of(source.marker, file.path)
        beside = name_beside(file.below, PurePosixPath(path).name)
        _place(settings, folder, RemoteFile(path, beside, None, None), _target(settings, source, beside))


def _marker_of(marker: str, path: str) -> str:
    return name_beside(path, marker_name(marker, PurePosixPath(path).name))


def _place(settings: Settings, folder: RemoteFolder, file: RemoteFile, target: Path) -> None:
    """Whole under its name or not at all."""
    with TemporaryDirectory(dir=work_folder(settings)) as work, _written(target):
        arrived = Path(work) / "arrived"
        folder.fetch(file.path, arrived)
        if file.bytes not in (None, arrived.stat().st_size):
            raise ExportError(
                f"{file.path} has {file.bytes:,} bytes, of which {arrived.stat().st_size:,} arrived.",
                "It is fetched again by the next load.",
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        # Under a name that no pattern takes first: the warehouse may lie on another disk.
        part = target.with_name(f".{target.name}.part")
        shutil.move(arrived, part)
        with part.open("rb") as moved:
            os.fsync(moved.fileno())
        part.replace(target)


@contextmanager
def _written(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportError(
            f"{target} cannot be written: {error.strerror or error}.",
            "Check the rights and the room of the folder.",
        ) from error


def _target(settings: Settings, source: Source, below: str) -> Path:
    """Its place below the folder that the source's pattern begins with. Raises ExportError outside of it."""
    assert source.files is not None
    fixed = takewhile(lambda part: not set(part) & set("*?["), Path(source.files).parent.parts)
    root = settings.folder.joinpath(*fixed).resolve()
    target = (root / below).resolve()
    if not target.is_relative_to(root):
        raise ExportError(f"The remote name {below} leads out of {root}.", "Rename it on the other machine.")
    return target


def _refuse_misplaced(settings: Settings, source: Source, files: Sequence[RemoteFile]) -> None:
    """Raise ExportError where the source does not look for what was fetched."""
    assert source.files is not None
    looked_for = {path.resolve() for path in settings.folder.glob(source.files)} if files else set()
    targets = (_target(settings, source, file.below) for file in files)
    lost = next((target for target in targets if target not in looked_for), None)
    if lost is not None:
        raise ExportError(
            f'{shown(settings, lost)} was fetched, but files = "{source.files}" does not match it.',
            f"Widen 'files' of source '{source.name}', or narrow its 'from'.",
        )
