"""A file on its way into the warehouse."""

from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from ingest.attempt import Attempt
from ingest.load import StagedFile
from warehouse.settings import Source


@dataclass
class Arrival:
    """A file, and what became of it so far: exactly one of the last four, once that was decided.

    earlier: the load that brought the same content. twin: a file of the same content that is on its way too.
    fault: why it cannot be staged.
    """

    path: Path
    attempt: Attempt
    source: Source | None = None
    hashing: Future[str] | None = None
    staging: Future[StagedFile] | None = None
    earlier: int | None = None
    twin: "Arrival | None" = None
    fault: Exception | None = None
