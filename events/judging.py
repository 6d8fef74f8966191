"""Whether records obey the contract, by the very SQL that loads check them with."""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from threading import Lock
from typing import NamedTuple

import duckdb
import polars as pl

from events.reasons import reason_of
from ingest import checks
from ingest.exports.json_objects import Columns
from ingest.instants import taken_instants
from warehouse.contract import RECORD_KINDS
from warehouse.journal import Event
from warehouse.records import record_columns
from warehouse.settings import Settings
from warehouse.sql import literal, read_sql


class Broken(NamedTuple):
    """Which rule a record breaks, the column it is about, what stands there, and why that is not taken."""

    rule: str
    column: str
    value: str | None
    reason: str


# Until when a record may be moves on with the clock; planning takes longer than the work.
_PLANNED_SECONDS = 1.0


class Judge:
    """Checks records in a database of its own; safe for threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._planned_at = dict.fromkeys(RECORD_KINDS, float("-inf"))
        self._connection = duckdb.connect(config={"threads": 1})
        # There is nothing to be made better in a plan of one pass.
        self._connection.execute(
            f"PRAGMA disable_optimizer; SET TimeZone = {literal(settings.business_time_zone)};"
            " CREATE TABLE given (place BIGINT, text VARCHAR)"
        )
        self._lock = Lock()

    def judge(self, events: Sequence[Event]) -> Mapping[int, Broken]:
        """The records that break a rule, by their place."""
        places = defaultdict(list)
        for place, event in enumerate(events):
            places[event.kind].append(place)
        broken: dict[int, Broken] = {}
        with self._lock:
            for kind, its in places.items():
                broken |= self._judge(kind, its, [events[place].text for place in its])
        return broken

    def _judge(self, kind: str, places: list[int], texts: list[str]) -> dict[int, Broken]:
        self._plan(kind)
        # Read by DuckDB under its name.
        records = pl.DataFrame({"place": places, "text": texts})  # noqa: F841
        self._connection.execute("TRUNCATE given")
        self._connection.execute("INSERT INTO given FROM records")
        found = self._connection.execute(f"EXECUTE judge_{kind}").fetchall()
        return {
            place: Broken(rule, rule.partition(".")[0], value, reason_of(self._settings, kind, rule))
            for place, rule, value in found
        }

    def _plan(self, kind: str) -> None:
        if time.monotonic() < self._planned_at[kind] + _PLANNED_SECONDS:
            return
        columns = list(record_columns(self._settings, kind))
        given, zone = frozenset(columns), self._settings.business_time_zone
        instants = taken_instants(self._settings, datetime.now(UTC))
        query = read_sql("events", "judged").format(
            typed_columns=checks.typed_columns(self._settings, kind, given, zone),
            given=Columns(columns).of("given", "place"),
            broken_rule=checks.broken_rule(self._settings, kind, given, instants),
        )
        self._connection.execute(f"PREPARE judge_{kind} AS {query}")
        self._planned_at[kind] = time.monotonic()
