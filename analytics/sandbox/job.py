"""What a query's process is told, in one line of JSON."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from state.place import StateDatabase
from warehouse.location import Bucket, Location


@dataclass(frozen=True)
class Job:
    """One query and what it may use. Sizes are in bytes; `as_of` is an instant in ISO 8601, None for now.

    state: of the database with what people decided, None where that is a file in the warehouse's folder.
    """

    query: str
    warehouse: str
    location: dict[str, Any]
    spill_folder: str
    time_zone: str
    as_of: str | None
    rows: int
    size: int
    memory: int
    spill: int
    state: dict[str, Any] | None = None

    @property
    def decided(self) -> StateDatabase | None:
        """Where what people decided is, unless that is a file in the folder."""
        return None if self.state is None else StateDatabase(**self.state)

    @property
    def place(self) -> Location:
        """Where the warehouse lies; relative to its folder, where it is in that."""
        bucket = self.location["bucket"]
        return Location(**{**self.location, "bucket": bucket and Bucket(**bucket)})

    @property
    def moment(self) -> datetime | None:
        return None if self.as_of is None else datetime.fromisoformat(self.as_of)

    @property
    def folders(self) -> dict[str, Path]:
        """What no message may tell, by the word to use instead."""
        return {"the spill folder": Path(self.spill_folder), "the warehouse": Path(self.warehouse)}
