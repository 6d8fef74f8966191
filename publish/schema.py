"""The schema that is published into, which holds nothing else, and who may read it."""

from collections.abc import Mapping

import duckdb

from publish.copying import Columns
from publish.target import TARGET, asked, in_postgres, in_target, run
from warehouse.errors import PublishError
from warehouse.lake import Snapshot, warehouse_id
from warehouse.settings import Settings
from warehouse.sql import identifier, literal, read_sql

Published = tuple[int, object, str]


def tables_there(connection: duckdb.DuckDBPyConnection, settings: Settings) -> Mapping[str, Columns]:
    """The columns of each table in the schema, in their order, with the server's names of their types."""
    rows = asked(connection, read_sql("publish", "columns").format(schema=_schema(settings)))
    found: dict[str, Columns] = {}
    for table, column, kind in rows:
        found.setdefault(table, []).append((column, kind))
    return found


def make_schema(
    connection: duckdb.DuckDBPyConnection, settings: Settings, there: Mapping[str, Columns]
) -> None:
    """Make it, unless it is there. Raises PublishError where it holds what others made."""
    if "published" in there:
        _refuse_other_warehouse(connection, settings)
        return
    if there:
        raise PublishError(
            f"The schema {settings.publish.schema_} of {settings.publish.database} has tables of others.",
            'Give what is published a schema of its own: schema = "…" in [publish].',
        )
    # Whoever may not make one may use one that somebody made for it.
    if not asked(connection, f"SELECT 1 FROM pg_namespace WHERE nspname = {_schema(settings)}"):
        connection.execute(f"CREATE SCHEMA {TARGET}.{identifier(settings.publish.schema_)}")
    for table in ("published", "published_days"):
        connection.execute(read_sql("publish", table).format(table=in_target(settings, table)))


def published_before(connection: duckdb.DuckDBPyConnection, settings: Settings) -> Published | None:
    """The version that is published, when it was committed, and of which warehouse."""
    if "published" not in tables_there(connection, settings):
        return None
    query = f"SELECT version, committed_at, warehouse_id FROM {in_target(settings, 'published')}"
    found: Published | None = connection.execute(query).fetchone()
    return found


def note_published(connection: duckdb.DuckDBPyConnection, settings: Settings, snapshot: Snapshot) -> None:
    """Say which version the tables hold."""
    table = in_postgres(settings, "published")
    of_warehouse = literal(warehouse_id(connection))
    run(connection, f"DELETE FROM {table}")
    run(
        connection,
        f"INSERT INTO {table} VALUES"
        f" ({snapshot.number}, '{snapshot.committed_at.isoformat()}', now(), {of_warehouse})",
    )


def let_read(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Let the reader of the settings read all tables, those too that come later, and do nothing else.

    Raises PublishError where there is no such role.
    """
    role, schema = settings.publish.reader, identifier(settings.publish.schema_)
    if role is None:
        return
    if not asked(connection, f"SELECT 1 FROM pg_roles WHERE rolname = {literal(role)}"):
        raise PublishError(
            f"There is no role '{role}' in {settings.publish.database}.",
            f"Make it there: CREATE ROLE {role} LOGIN PASSWORD '…'; or leave out 'reader' in [publish].",
        )
    query = read_sql("publish", "unreadable").format(role=literal(role), schema=_schema(settings))
    if asked(connection, query):
        run(connection, f"GRANT USAGE ON SCHEMA {schema} TO {identifier(role)}")
        run(connection, f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {identifier(role)}")
        later = f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT ON TABLES TO {identifier(role)}"
        run(connection, later)


def _refuse_other_warehouse(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    before = published_before(connection, settings)
    if before is not None and before[2] != warehouse_id(connection):
        table = in_postgres(settings, "published")
        raise PublishError(
            f"The schema {settings.publish.schema_} of {settings.publish.database} holds what another"
            " warehouse published.",
            f"Name another schema in [publish], or have it taken over: DELETE FROM {table}.",
        )


def _schema(settings: Settings) -> str:
    return literal(settings.publish.schema_)
