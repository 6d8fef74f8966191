"""What a catalogue in PostgreSQL is asked beside what DuckDB asks: whether it is there, how it stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from warehouse.errors import WarehouseError, reason_of
from warehouse.settings import Settings

if TYPE_CHECKING:
    # Only who has such a catalogue needs the package.
    import psycopg

# Long enough for a server on the other side of the world, short enough for a page to say that there is none.
_CONNECT_SECONDS = 10


class CatalogueState(NamedTuple):
    """What tells a catalogue from one made anew in its place, and its newest version."""

    identity: int
    version: int


def connect(settings: Settings, purpose: str = "touchpoints") -> "psycopg.Connection[tuple[object, ...]]":
    """A connection on which every statement is a transaction. purpose: how the server calls who has it.

    How one is let in, psycopg and its library know by the variables PG… and ~/.pgpass. Raises WarehouseError.
    """
    try:
        import psycopg
    except ImportError as error:
        raise WarehouseError(
            f"A catalogue in PostgreSQL needs a package: {error}.",
            'Install it with: pip install "touchpoints[cluster]".',
        ) from error
    address = settings.warehouse.catalogue
    assert address is not None
    with explained(settings):
        return psycopg.connect(
            address, autocommit=True, connect_timeout=_CONNECT_SECONDS, application_name=purpose[:63]
        )


@contextmanager
def explained(settings: Settings) -> Iterator[None]:
    """Raise WarehouseError for whatever the server, or the way to it, says."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        raise WarehouseError(
            f"The catalogue {settings.warehouse.catalogue} does not answer as it should: {reason_of(error)}.",
            "Check that the server runs and lets this machine in (docs/deployment.md), and run this again.",
        ) from error


def state_of(
    connection: "psycopg.Connection[tuple[object, ...]]", settings: Settings
) -> CatalogueState | None:
    """None where no load has made the warehouse yet."""
    from psycopg import sql

    table = sql.Identifier(settings.warehouse.name, "ducklake_snapshot")
    with explained(settings):
        name = table.as_string(connection)
        found = connection.execute("SELECT to_regclass(%s)::oid::bigint", [name]).fetchone()
        if found is None or found[0] is None:
            return None
        newest = connection.execute(
            sql.SQL("SELECT coalesce(max(snapshot_id), -1) FROM {}").format(table)
        ).fetchone()
    assert newest is not None
    return CatalogueState(int(str(found[0])), int(str(newest[0])))


def has_catalogue(settings: Settings) -> bool:
    """Whether there is one of this warehouse's name."""
    with connect(settings) as connection:
        return state_of(connection, settings) is not None
