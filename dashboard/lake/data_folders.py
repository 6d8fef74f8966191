"""Whether the data files are still there: asked before every answer, so cheap where nothing changed."""

import os
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


class _Folder(NamedTuple):
    changed_at: int
    names: frozenset[str]


class DataFolders:
    """The folders of the given files. A folder is read only when something was made or removed in it."""

    def __init__(self, files: Iterable[Path] = ()) -> None:
        names: dict[Path, set[str]] = defaultdict(set)
        for file in files:
            names[file.parent].add(file.name)
        # Never read so far.
        self._folders = {folder: _Folder(-1, frozenset(held)) for folder, held in names.items()}

    def are_whole(self) -> bool:
        """Whether no file is missing."""
        return all(self._is_whole(folder) for folder in self._folders)

    def _is_whole(self, path: Path) -> bool:
        folder = self._folders[path]
        with suppress(OSError):
            changed_at = path.stat().st_mtime_ns
            if changed_at == folder.changed_at:
                return True
            if folder.names <= set(os.listdir(path)):  # noqa: PTH208 - names alone, of thousands of files
                self._folders[path] = folder._replace(changed_at=changed_at)
                return True
        return False
