"""What a load changed: what must be computed again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from warehouse.settings import Settings


@dataclass(frozen=True)
class Changes:
    """The load's number, and per record kind the business days whose records it added or replaced."""

    load_id: int
    days: Mapping[str, set[date]]


# Brings what is derived from the records up to date, inside the load's own transaction.
Refresh = Callable[[duckdb.DuckDBPyConnection, Settings, Changes], None]
