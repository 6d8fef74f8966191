"""What loads changed: what must be computed again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from warehouse.settings import Settings


@dataclass(frozen=True)
class Changes:
    """Per record kind of which something changed the business days whose records the loads added or replaced.

    The number of the first of the loads is the connection's variable `load_id`.
    """

    days: Mapping[str, set[date]]


# Brings what is derived from the records up to date, inside the loads' own transaction.
Refresh = Callable[[duckdb.DuckDBPyConnection, Settings, Changes], None]
