"""What the ledger knew when a run began, and what the run added: which contents came before."""

from collections import defaultdict
from datetime import UTC, datetime
from itertools import count

import duckdb

from ingest.attempt import Attempt
from ingest.ledger import last_load
from warehouse.sql import read_sql


class KnownLoads:
    """The contents that were loaded, by source and size, so that mostly nobody has to wait for a hash.

    rows: how many were read from them.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._loads: defaultdict[tuple[str | None, int | None], dict[str, int]] = defaultdict(dict)
        last, self._newest = last_load(connection)
        self._numbers = count(last + 1)
        loads = connection.sql(read_sql("ingest", "known_contents"))
        self.rows = 0
        for source, file_bytes, content_hash, load_id, rows in loads.fetchall():
            self._loads[source, file_bytes][content_hash] = load_id
            self.rows += rows

    @property
    def now(self) -> datetime:
        """Now, or the time of the newest load where the clock was set back behind it."""
        return max(datetime.now(UTC), self._newest)

    def next_load_id(self) -> int:
        """The number of the next attempt. Only one writer is at work, so nobody else takes it."""
        return next(self._numbers)

    def may_know(self, attempt: Attempt) -> bool:
        """Whether something of the source had the same size."""
        return bool(self._loads.get((attempt.source, attempt.file_bytes)))

    def earlier_load(self, attempt: Attempt) -> int | None:
        """The load that brought the same content of the same source, if any."""
        loads = self._loads.get((attempt.source, attempt.file_bytes), {})
        return loads.get(attempt.content_hash or "")

    def add(self, attempt: Attempt, rows: int) -> None:
        """Know this one too."""
        self.rows += rows
        if attempt.content_hash is not None:
            self._loads[attempt.source, attempt.file_bytes].setdefault(attempt.content_hash, attempt.load_id)
