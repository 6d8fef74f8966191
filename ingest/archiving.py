"""Moving files that were loaded out of the way."""

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from tempfile import mkstemp

from ingest.report import FileReport
from ingest.sources import marker_of, shown
from ingest.waiting_files import states_of
from warehouse.errors import ExportError, reason_of
from warehouse.settings import Settings, Source


def archive_loaded(
    settings: Settings, paths: Sequence[Path], reports: Iterator[FileReport]
) -> Iterator[FileReport]:
    """The reports of the files, each once its file was moved where its source wants that.

    One that failed stays, and so does one that was written to since this was called for the first report.
    Raises ExportError after the last report if some file could not be moved.
    """
    before = states_of(paths)
    by_name = {shown(settings, path): path for path in before}
    stuck: list[str] = []
    for report in reports:
        source, path = _archiving(settings, report), by_name.get(report.file)
        if source is not None and path is not None and states_of([path]).get(path) == before[path]:
            try:
                move_to_archive(settings, source, path)
            except OSError as error:
                stuck.append(f"{report.file}: {reason_of(error)}")
        yield report
    if stuck:
        raise ExportError(
            f"{len(stuck):,} loaded files could not be moved to the archive, the first is {stuck[0]}.",
            "Check the rights and the room of the folder; they are moved by the next load.",
        )


def move_to_archive(settings: Settings, source: Source, path: Path) -> Path:
    """Move a file, and its marker, to its place below the source's archive; where it is now.

    The place is the file's own path as the settings' folder sees it. A file that is there already is never
    overwritten: a number is put behind the name. Raises OSError.
    """
    inside = path.relative_to(settings.folder if path.is_relative_to(settings.folder) else path.anchor)
    target = settings.folder / source.archive / inside
    target.parent.mkdir(parents=True, exist_ok=True)
    moved = _move(path, target)
    marker, beside = marker_of(source, path), marker_of(source, moved)
    if marker is not None and beside is not None and marker.exists():
        _move(marker, beside)
    return moved


def _archiving(settings: Settings, report: FileReport) -> Source | None:
    """The source of a file that is done, if it wants to have it moved."""
    of_report = (source for source in settings.sources if source.name == report.source)
    source = next(of_report, None)
    wants = source is not None and source.after_loading == "archive" and report.status != "failed"
    return source if wants else None


def _move(path: Path, target: Path) -> Path:
    place = _reserved(target)
    try:
        try:
            path.replace(place)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            _copy_then_remove(path, place)
    except BaseException:
        place.unlink(missing_ok=True)
        raise
    return place


def _reserved(target: Path) -> Path:
    """A name that was free, and is taken from now on by an empty file, which nobody else takes for theirs."""
    stem, dot, suffixes = target.name.partition(".")
    for number in count(1):
        place = target if number == 1 else target.with_name(f"{stem}.{number}{dot}{suffixes}")
        with suppress(FileExistsError), place.open("xb"):
            return place
    raise AssertionError


def _copy_then_remove(path: Path, place: Path) -> None:
    """To another disk: whole under another name first."""
    handle, part = mkstemp(prefix=".", suffix=".part", dir=place.parent)
    os.close(handle)
    try:
        shutil.copy2(path, part)
        with Path(part).open("rb") as written:
            os.fsync(written.fileno())
        Path(part).replace(place)
    finally:
        Path(part).unlink(missing_ok=True)
    path.unlink()
