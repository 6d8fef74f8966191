"""Which source an export file belongs to, and how its records are read out of it."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from warehouse.errors import ExportError, SourceError
from warehouse.settings import Settings, Source


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

        Raises ExportError for a path that does not exist.
        """
        if not paths:
            return sorted(self._sources)
        missing = [path for path in paths if not path.exists()]
        if missing:
            raise ExportError(f"There is no file or folder {missing[0]}.", "Check the path.")
        return [file for path in paths for file in self._files_of(path)]

    def source_of(self, path: Path) -> Source:
        """The one source whose pattern matches the file. Raises SourceError for none or several."""
        found = self._sources.get(path.resolve(), [])
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

    def _files_of(self, path: Path) -> Iterable[Path]:
        """A folder stands for the files in it that some source claims; the rest are not exports."""
        if not path.is_dir():
            return [path]
        return sorted(file for file in self._sources if file.is_relative_to(path.resolve()))


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
    """Not the warehouse's own files, which a pattern like **/*.parquet would reach."""
    found = {path.resolve() for path in settings.folder.glob(source.files) if path.is_file()}
    return {path for path in found if not path.is_relative_to(settings.lake_folder)}
