"""The state in PostgreSQL: in a schema of its own, in which many processes write at once."""

from functools import cache

import sqlalchemy as sa

from state.place import state_address, state_schema
from warehouse.errors import WarehouseError
from warehouse.location import postgres_of
from warehouse.settings import Settings

_DRIVER = "postgresql+psycopg"
_CONNECT_SECONDS = 10
# Writing a row takes milliseconds: a page must not wait for more.
_WAIT_SECONDS = 5
_LOCK = "touchpoints state of "


def postgres_engine(settings: Settings) -> sa.Engine:
    """Connections to it, kept for whoever asks next. Raises WarehouseError where its package is missing.

    How one is let in, psycopg and its library know by the variables PG… and ~/.pgpass.
    """
    address = state_address(settings)
    assert address is not None
    try:
        return _engine(address, state_schema(settings))
    except ImportError as error:
        raise WarehouseError(
            f"A state in PostgreSQL needs a package: {error}.",
            'Install it with: pip install "touchpoints[cluster]".',
        ) from error


def has_schema(connection: sa.Connection, settings: Settings) -> bool:
    """Whether anything was ever written there."""
    table = f'"{state_schema(settings)}".state_facts'
    return connection.execute(sa.text("SELECT to_regclass(:table)"), {"table": table}).scalar() is not None


def be_the_one_writer(connection: sa.Connection, settings: Settings) -> None:
    """Wait for others who write, until they have committed; what is read then is what they wrote.

    Two who found a customer missing on the list would both put them on it, and one be refused.
    """
    connection.execute(sa.text(f"SET LOCAL lock_timeout = '{_WAIT_SECONDS}s'"))
    key = f"{_LOCK}{state_schema(settings)}"
    connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": key})


def make_schema(connection: sa.Connection, settings: Settings) -> None:
    """As the one writer; whoever runs the server may have made it, for a role that may not."""
    schema = state_schema(settings)
    named = sa.text("SELECT to_regnamespace(:schema)")
    if connection.execute(named, {"schema": f'"{schema}"'}).scalar() is None:
        connection.execute(sa.schema.CreateSchema(schema))


def written_rows(connection: sa.Connection, table: sa.Table) -> str | None:
    """Other after whatever was committed to the table, by whomever; None of an empty one.

    PostgreSQL writes a changed row to another place, under the number of who wrote it.
    """
    rows = sa.text(f"SELECT md5(string_agg(xmin::text || ctid::text, ',' ORDER BY ctid)) FROM {table.name}")
    found = connection.execute(rows).scalar()
    return None if found is None else str(found)


def vacuum(settings: Settings, tables: list[str]) -> None:
    """Write tables anew without what was deleted, and what the server noted of their values."""
    with postgres_engine(settings).connect() as connection:
        alone = connection.execution_options(isolation_level="AUTOCOMMIT")
        for table in tables:
            alone.exec_driver_sql(f'VACUUM (FULL, ANALYZE) "{state_schema(settings)}".{table}')


@cache
def _engine(address: str, schema: str) -> sa.Engine:
    place = postgres_of(address)
    engine = sa.create_engine(
        sa.URL.create(_DRIVER, place.user, None, place.host, place.port, place.database),
        connect_args={"connect_timeout": _CONNECT_SECONDS, "application_name": "touchpoints state"},
        # A server that was started anew answers on a new connection.
        pool_pre_ping=True,
        hide_parameters=True,
    )

    def use_schema(connection: sa.Connection) -> None:
        connection.exec_driver_sql(f'SET LOCAL search_path = "{schema}"')

    sa.event.listen(engine, "begin", use_schema)
    return engine
