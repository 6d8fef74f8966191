"""What a load changed: what must be computed again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from warehouse.settings import Settings


@dataclass(frozen=True)
class Changes:
    """Per record kind of which something changed the business days whose records a load added or replaced.

    The load's number is the connection's variable `load_id`.
    """

    days: Mapping[str, set[date]]


# Brings what is derived from the records up to date, inside the load's own transaction.
Refresh = Callable[[duckdb.DuckDBPyConnection, Settings, Changes], None]
