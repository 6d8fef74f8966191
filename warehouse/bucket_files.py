"""The Parquet files of a warehouse whose data lie in a bucket."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from warehouse.bucket import file_system, find_key
from warehouse.errors import WarehouseError, reason_of

SUFFIX = ".parquet"


class BucketFiles:
    """Below an address s3://…/. Raises WarehouseError for whatever the store says."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._root = place.removeprefix("s3://")
        self._store: Any = None

    def path(self, name: str) -> str:
        """Its address."""
        return f"{self._place}{name}"

    def sizes(self) -> dict[str, int]:
        """Of all Parquet files; a request for every thousand."""
        with self._asked() as store:
            found = store.find(self._root, detail=True)
            return {
                path.removeprefix(self._root): int(told["size"])
                for path, told in found.items()
                if path.endswith(SUFFIX)
            }

    def missing(self, names: Iterable[str]) -> list[str]:
        """Of all at once, as a request takes long."""
        wanted = set(names)
        return sorted(wanted - self.sizes().keys()) if wanted else []

    def make_room(self, name: str) -> None:
        """A bucket has no folders."""

    def put(self, staged: Path, name: str) -> None:
        """Send it; what was staged stays."""
        with self._asked() as store:
            store.put_file(str(staged), f"{self._root}{name}")

    def take_back(self, name: str, staged: Path) -> None:  # noqa: ARG002 - it still is where it was staged
        """Remove it."""
        self.remove(name)

    def remove(self, name: str) -> None:
        """Remove it; a store is content where it is not there."""
        with self._asked() as store:
            if store.exists(f"{self._root}{name}"):
                store.rm_file(f"{self._root}{name}")

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """Read in a stream."""
        with self._asked() as store, store.open(f"{self._root}{name}", "rb") as file:
            yield file

    @contextmanager
    def _asked(self) -> Iterator[Any]:
        if self._store is None:
            self._store = file_system(find_key())
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            yield self._store
        except FileNotFoundError:
            raise
        except (OSError, BotoCoreError, ClientError) as error:
            raise WarehouseError(
                f"The store does not answer as it should for {self._place}: {reason_of(error)}.",
                "Check the address, the key and the network (docs/deployment.md), and run this again.",
            ) from error
