"""Every mart made again by workers, and taken over in one commit; until then readers have the old ones."""

from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import uuid4

import duckdb

from analytics.applied_settings import cuts_days_anew
from analytics.marts.mart import ANSWERED_CONTACTS, MARTS
from analytics.marts.on_workers.order import rounds
from analytics.marts.on_workers.parts import Part, Written, write_part
from analytics.marts.on_workers.session import CustomerGroup, Made, MartSession, read_files
from analytics.marts.refresh import columns_of, rebuild, whole_spans
from analytics.marts.slices import Records, records_in, records_of, sliced
from analytics.marts.stored_mart import StoredMart, narrow, wide
from warehouse.adding import add_data_files
from warehouse.contract import LOCAL_TIMES
from warehouse.data_files import data_files
from warehouse.lake import current_snapshot, needed_files, transaction
from warehouse.place import is_catalogue_file
from warehouse.settings import Settings
from warehouse.sql import identifier, read_sql
from warehouse.threads import Workers
from warehouse.work import work_folder
from warehouse.worker_pool.opening import LEAST_MEMORY, WorkersOn
from warehouse.worker_pool.pool import WorkerPool

# With fewer the work on them takes less than handing them over.
LEAST_ROWS = 100_000
_SLICES_PER_WORKER = 3


def rebuild_on(on: WorkersOn, connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Make every mart again under the settings, and commit. `connection` can write, and is in no transaction.

    Where the days of the records themselves have to be cut anew, in another time zone, no worker could see
    them before the commit: that is done here alone. Raises WarehouseError where workers cannot be had.
    """
    if cuts_days_anew(connection, settings):
        with transaction(connection):
            rebuild(connection, settings)
        return
    version, run = current_snapshot(connection).number, uuid4().hex[:12]
    must_see = [] if settings.warehouse.data else [work_folder(settings)]
    try:
        with on.pool(settings, must_see, are_few=True, only_here=is_catalogue_file(settings)) as pool:
            made = _Making(pool, settings, version, run).all()
        with transaction(connection):
            rebuild(connection, settings, lambda _, __, stored: _take_over(connection, stored, made))
    finally:
        _sweep(connection, settings, run)


def _wanted(records: Records, settings: Settings, workers: int) -> float:
    """How many records a slice has: several slices for each worker, as some take longer than others."""
    even = sum(records.rows.values()) / (workers * _SLICES_PER_WORKER)
    return min(max(even, LEAST_ROWS), records_in(min(settings.memory_limit, LEAST_MEMORY)))


def _file_starts(connection: duckdb.DuckDBPyConnection, kind: str) -> frozenset[date]:
    (local,) = LOCAL_TIMES[kind]
    query = read_sql("analytics.marts.on_workers", "file_starts")
    return frozenset(day for (day,) in connection.execute(query, {"kind": kind, "column": local}).fetchall())


def _take_over(connection: duckdb.DuckDBPyConnection, stored: StoredMart, made: Mapping[str, Made]) -> None:
    if paths := made[stored.table].paths:
        add_data_files(connection, stored.table, paths)


def _sweep(connection: duckdb.DuckDBPyConnection, settings: Settings, run: str) -> None:
    """Remove what was written and is no part of the lake: by workers that died, or for marts in between."""
    files = data_files(settings)
    written = {name for name in files.sizes() if f"mart_{run}" in name}
    for name in written - needed_files(connection):
        files.remove(name)


@dataclass
class _Making:
    pool: WorkerPool
    settings: Settings
    version: int
    run: str
    made: dict[str, Made] = field(default_factory=dict)
    records: dict[str, Records] = field(default_factory=dict)

    def all(self) -> Mapping[str, Made]:
        """Every mart with its files."""
        session = MartSession(self.settings, self.version)
        marts = [*(narrow(mart, self.settings) for mart in MARTS), *wide(self.settings)]
        assert marts[0].table == ANSWERED_CONTACTS.name
        with session.connection, Workers(self.pool.size, self.pool.stop) as threads:
            for stored in marts:
                self.made[stored.table] = Made(columns_of(session.connection, stored))
                session.show(self.made)
            for together in rounds(marts, self.settings):
                parts = {stored.table: [*self._parts(session, stored)] for stored in together}
                writing = {
                    table: [threads.submit(self.pool.call, write_part, part) for part in each]
                    for table, each in parts.items()
                }
                for stored in together:
                    self._note(stored, writing[stored.table])
                session.show(self.made)
        return self.made

    def _parts(self, session: MartSession, stored: StoredMart) -> Iterator[Part]:
        mart = stored.mart
        if mart.kind not in self.records:
            starts = _file_starts(session.connection, mart.kind)
            self.records[mart.kind] = replace(records_of(session.connection, mart.kind), file_starts=starts)
        records = self.records[mart.kind]
        spans = whole_spans(session.connection, self.settings, stored, records.rows)
        slices = sliced(mart, self.settings, spans, records, _wanted(records, self.settings, self.pool.size))
        groups = 1
        if stored.table == mart.name and mart.by_customer and slices:
            groups = max(1, self.pool.size // len(slices))
        for first, last in slices:
            for remainder in range(groups):
                group = None
                if groups > 1:
                    assert mart.by_customer is not None
                    group = CustomerGroup(mart.by_customer, remainder, groups)
                yield self._part(stored, stored.query(first, last), group)

    def _part(self, stored: StoredMart, query: str, group: CustomerGroup | None = None) -> Part:
        columns = self.made[stored.table].columns
        return Part(stored.table, query, columns, stored.order, self.version, {**self.made}, self.run, group)

    def _note(self, stored: StoredMart, writing: list[Future[Written]]) -> None:
        written = [each.result() for each in writing]
        paths = tuple(each.path for each in written if each.rows)
        if stored.mart.added_up and len(paths) > 1:
            summed = self._part(stored, _added_up(stored, self.made[stored.table], paths))
            paths = (self.pool.call(write_part, summed).path,)
        self.made[stored.table] = Made(self.made[stored.table].columns, paths)


def _added_up(stored: StoredMart, made: Made, paths: tuple[str, ...]) -> str:
    """What groups of customers gave, as one."""
    columns = (
        f"sum({identifier(name)}) AS {identifier(name)}" if name in stored.mart.added_up else identifier(name)
        for name in made.columns
    )
    return f"SELECT {', '.join(columns)} FROM {read_files(paths)} GROUP BY ALL"
