"""Which source an export file belongs to, and how its records are read out of it."""

import glob
import os
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Protocol

from ingest.attempt import Attempt
from warehouse.errors import ExportError, SourceError
from warehouse.settings import Settings, Source


class Claimed(Protocol):
    """What says of files to load whose they are."""

    def source_of(self, path: Path) -> Source:
        """The source whose SELECTs map it."""
        ...

    def attempt_of(self, path: Path) -> Attempt:
        """An attempt to load it, before anything of it is known."""
        ...


class Claims:
    """Which files the sources' patterns match, looked up once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._sources: dict[Path, list[Source]] = {}
        for source in settings.sources:
            for path in _matches(settings, source):
                self._sources.setdefault(path, []).append(source)

    def find_exports(self, paths: Sequence[Path]) -> list[Path]:
        """The files to load: those given (folders are searched), else all that the sources' patterns match.

        Where a source has markers, of those searched only what has its own. Raises ExportError for a path
        that does not exist.
        """
        if not paths:
            return self._complete()
        missing = [path for path in paths if not path.exists()]
        if missing:
            raise ExportError(f"There is no file or folder {missing[0]}.", "Check the path.")
        return [file for path in paths for file in self._files_of(path)]

    def sources_of(self, path: Path) -> Sequence[Source]:
        """All sources whose pattern matches the file."""
        return self._sources.get(path.resolve(), [])

    def source_of(self, path: Path) -> Source:
        """The one source whose pattern matches the file. Raises SourceError for none or several."""
        found = self.sources_of(path)
        if not found:
            sources = self._settings.sources
            patterns = ", ".join(f"{source.name}: {source.files}" for source in sources) or "none"
            raise SourceError(
                "No source matches this file.", f"Add one to touchpoints.toml or mend a pattern ({patterns})."
            )
        if len(found) > 1:
            names = " and ".join(source.name for source in found)
            raise SourceError(f"The sources {names} both match this file.", "Narrow one of their patterns.")
        return found[0]

    def attempt_of(self, path: Path) -> Attempt:
        """An attempt to load the file, before anything of it is known."""
        return Attempt(0, None, shown(self._settings, path))

    def _complete(self) -> list[Path]:
        return sorted(
            path
            for path, sources in self._sources.items()
            if any(has_its_marker(source, path) for source in sources)
        )

    def _files_of(self, path: Path) -> Iterable[Path]:
        """A folder stands for the files in it that some source claims; the rest are not exports."""
        if not path.is_dir():
            return [path]
        return [file for file in self._complete() if file.is_relative_to(path.resolve())]


def source_named(settings: Settings, name: str) -> Source:
    """The source of the settings. Raises SourceError for an unknown name."""
    found = [source for source in settings.sources if source.name == name]
    if not found:
        known = ", ".join(source.name for source in settings.sources)
        raise SourceError(
            f"There is no source '{name}' in touchpoints.toml.",
            f"Known are: {known}."
            if known
            else "Describe one there, or let 'touchpoints source new FILE' do it.",
        )
    return found[0]


def complete_exports(settings: Settings, source: Source) -> list[Path]:
    """The files that the source's pattern matches, by name; where it has markers, those that have theirs."""
    return [path for path in sorted(_matches(settings, source)) if has_its_marker(source, path)]


def marker_of(source: Source, path: Path) -> Path | None:
    """The file that says that the other is whole; None where the source has no markers."""
    return None if source.marker is None else path.with_name(marker_name(source.marker, path.name))


def marker_name(marker: str, name: str) -> str:
    """What the marker of a file of that name is called."""
    return marker.replace("{file}", name)


def has_its_marker(source: Source, path: Path) -> bool:
    """Whether the file's marker is there, or none is needed."""
    marker = marker_of(source, path)
    return marker is None or marker.is_file()


def shown(settings: Settings, path: Path) -> str:
    """The file's name as the settings' folder sees it, so that it means the same on every machine.

    A name that is not UTF-8 is told with its bytes as `\\xb4`.
    """
    resolved = path.resolve()
    if resolved.is_relative_to(settings.folder):
        resolved = resolved.relative_to(settings.folder)
    return os.fsencode(resolved).decode("utf-8", "backslashreplace")


def read_mapping(settings: Settings, source: Source, kind: str) -> str:
    """The SELECT that maps the source's export to the record kind."""
    path = settings.folder / source.mappings[kind]
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            f"The SELECT {path} of source '{source.name}' cannot be read: {error}.",
            "Write it, or mend its path in touchpoints.toml.",
        ) from error


def _matches(settings: Settings, source: Source) -> set[Path]:
    """Neither the warehouse's own files, which a pattern like **/*.parquet would reach, nor archived ones."""
    if source.files is None:
        return set()
    found = {path.resolve() for path in settings.folder.glob(source.files) if path.is_file()}
    closed = [settings.lake_folder, *_archives(settings)]
    marker = source.marker and "*".join(map(glob.escape, source.marker.split("{file}")))
    return {
        path
        for path in found
        if not any(path.is_relative_to(folder) for folder in closed)
        and not (marker and fnmatchcase(path.name, marker))
    }


def _archives(settings: Settings) -> set[Path]:
    return {
        (settings.folder / source.archive).resolve()
        for source in settings.sources
        if source.after_loading == "archive"
    }
