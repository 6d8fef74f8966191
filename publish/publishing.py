"""Publishing the newest version of the warehouse: whole, in one transaction, or not at all."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

import duckdb

from publish.copying import bring_up_to_date, drop
from publish.schema import let_read, make_schema, note_published, published_before, tables_there
from publish.tables import EVER_PUBLISHED, chosen
from publish.target import alone, connected, in_target
from warehouse.errors import NoWarehouseError, PublishError, SettingsError, reason_of
from warehouse.lake import current_snapshot, open_cursor, warehouse_id
from warehouse.rearranging import newest_version, undisturbed, was_rearranged_since
from warehouse.settings import Settings

_ATTACHED_WITH = re.compile(r'Unable to connect to Postgres at ".*?": ')


@dataclass(frozen=True)
class Publication:
    """What was published. rows: of each table. replaced: how many days, or months, of each were others."""

    version: int
    committed_at: datetime
    rows: Mapping[str, int]
    replaced: Mapping[str, int]

    @property
    def facts(self) -> Mapping[str, object]:
        """What is said of it in one line of a log."""
        return {
            "version": self.version,
            "committed_at": self.committed_at.isoformat(timespec="seconds"),
            "rows": sum(self.rows.values()),
            "replaced": {table: days for table, days in self.replaced.items() if days},
        }


def publish(settings: Settings) -> Publication:
    """Bring what is published to the newest version, and to what the settings say.

    What was published before stands until all is there, and where this fails. Raises PublishError,
    SettingsError where they name nowhere to publish, and WarehouseError where there is no warehouse.
    """
    if settings.publish.database is None:
        raise SettingsError(
            "The settings do not say where to publish.",
            'Name a database: [publish] database = "postgresql://touchpoints@host:5432/reporting".',
        )
    with _explained(settings), connected(settings) as connection, alone(connection, settings):
        return _published(connection, settings)


def publish_newer(settings: Settings) -> Publication | None:
    """The same, where the settings say so and there is a version that is not published yet."""
    if settings.publish.database is None:
        return None
    with (
        suppress(NoWarehouseError),
        _explained(settings),
        connected(settings) as connection,
        alone(connection, settings),
    ):
        newest = (*current_snapshot(connection), warehouse_id(connection))
        if published_before(connection, settings) != newest:
            return _published(connection, settings)
    return None


def _published(connection: duckdb.DuckDBPyConnection, settings: Settings) -> Publication:
    version = newest_version(connection)
    with open_cursor(connection) as cursor, open_cursor(connection) as beside:

        def copy() -> Publication:
            cursor.begin()
            return _copied(cursor, settings)

        def copy_again() -> Publication:
            # An error may have ended it already.
            with suppress(duckdb.Error):
                cursor.rollback()
            return copy()

        publication = undisturbed(copy, lambda: was_rearranged_since(beside, version), copy_again)
        cursor.commit()
    return publication


def _copied(connection: duckdb.DuckDBPyConnection, settings: Settings) -> Publication:
    """Everything, in the open transaction, which sees one version of the warehouse."""
    snapshot = current_snapshot(connection)
    there = tables_there(connection, settings)
    make_schema(connection, settings, there)
    tables = chosen(connection, settings)
    for table in EVER_PUBLISHED & there.keys() - tables.keys():
        drop(connection, settings, table)
    replaced = {
        table: bring_up_to_date(connection, settings, table, time, there.get(table))
        for table, time in tables.items()
    }
    let_read(connection, settings)
    note_published(connection, settings, snapshot)
    return Publication(*snapshot, _rows(connection, settings, replaced), replaced)


def _rows(
    connection: duckdb.DuckDBPyConnection, settings: Settings, tables: Mapping[str, int]
) -> Mapping[str, int]:
    query = f"SELECT table_name, sum(rows) FROM {in_target(settings, 'published_days')} GROUP BY ALL"
    counted = dict(connection.execute(query).fetchall())
    return {table: int(counted.get(table, 0)) for table in tables}


@contextmanager
def _explained(settings: Settings) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        # Which options it was attached with helps nobody.
        reason = _ATTACHED_WITH.sub("", reason_of(error))
        raise PublishError(
            f"Nothing was published in {settings.publish.database}: {reason}.",
            "What was published before stands. Mend that; the next commit publishes, or touchpoints publish.",
        ) from error
