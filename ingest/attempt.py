"""One attempt to load one file: what is known of it so far."""

from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import NamedTuple


class Positions(NamedTuple):
    """A stretch of a part of a stream: the number of its first message, and that of the first behind it."""

    part: str
    first: int
    behind: int


@dataclass
class Attempt:
    """A file that is being loaded, and the seconds it took so far.

    first_loaded_at: when the load that this one takes the place of had ended, if any.
    staging_seconds: reading, mapping and writing it as Parquet. checking_seconds: telling what was rejected,
    and holding it against the lines of the file. settling_seconds: repeats, and becoming part of the lake.
    marts_seconds: bringing what is derived up to date. The last two are shares of what the files that were
    committed together took, by their rows. is_of_stream: it is a few
    seconds of what goes on for ever. positions: where the stream counts its messages, those of the file.
    """

    load_id: int
    source: str | None
    file: str
    content_hash: str | None = None
    file_bytes: int | None = None
    first_loaded_at: datetime | None = None
    is_of_stream: bool = False
    positions: Positions | None = None
    began: float = field(default_factory=perf_counter)
    staging_seconds: float | None = None
    checking_seconds: float | None = None
    settling_seconds: float | None = None
    marts_seconds: float | None = None

    @property
    def seconds(self) -> float:
        """Since it began, waiting for those that are committed with it included."""
        return perf_counter() - self.began
