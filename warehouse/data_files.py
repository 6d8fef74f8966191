"""The Parquet files of a warehouse, each called by its path below their place: a folder or in a bucket."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Protocol

from warehouse.bucket_files import SUFFIX, BucketFiles
from warehouse.place import data_place
from warehouse.settings import Settings


class DataFiles(Protocol):
    """What is done with them beside what the database does."""

    def path(self, name: str) -> str:
        """How the database calls a file."""

    def sizes(self) -> dict[str, int]:
        """All that are there, whether or not the catalogue knows them, with their bytes."""

    def missing(self, names: Iterable[str]) -> list[str]:
        """Those that are not there."""

    def make_room(self, name: str) -> None:
        """Let the database write a file of this name."""

    def put(self, staged: Path, name: str) -> None:
        """A file of the work folder becomes one of these, and need not be there any more."""

    def take_back(self, name: str, staged: Path) -> None:
        """Undo `put`, or the writing of a file from what is staged still; also where neither was done."""

    def remove(self, name: str) -> None:
        """A file that may be there."""

    def opened(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Its bytes. Raises FileNotFoundError where it is not there."""


def data_files(settings: Settings) -> DataFiles:
    """Those of the settings' warehouse."""
    place = data_place(settings)
    return BucketFiles(place) if settings.warehouse.data else FolderFiles(Path(place))


class FolderFiles:
    """In a folder; what the disk says is OSError, as anywhere."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str) -> str:
        """Its path."""
        return str(self._folder / name)

    def sizes(self) -> dict[str, int]:
        """Of all Parquet files."""
        return {
            path.relative_to(self._folder).as_posix(): path.stat().st_size
            for path in self._folder.rglob(f"*{SUFFIX}")
        }

    def missing(self, names: Iterable[str]) -> list[str]:
        """Asked one by one, as most are few."""
        return sorted(name for name in names if not (self._folder / name).exists())

    def make_room(self, name: str) -> None:
        """Make the folder of its table."""
        (self._folder / name).parent.mkdir(parents=True, exist_ok=True)

    def put(self, staged: Path, name: str) -> None:
        """Move it, which on one disk takes no time."""
        self.make_room(name)
        staged.rename(self._folder / name)

    def take_back(self, name: str, staged: Path) -> None:
        """To where it was staged, unless it still is."""
        path = self._folder / name
        if staged.exists():
            path.unlink(missing_ok=True)
        elif path.exists():
            path.rename(staged)

    def remove(self, name: str) -> None:
        """Unlink it."""
        (self._folder / name).unlink(missing_ok=True)

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """Open it."""
        with (self._folder / name).open("rb") as file:
            yield file
