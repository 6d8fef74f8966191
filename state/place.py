"""Where the state is. Light: every ad-hoc query's own process needs it."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from warehouse.settings import Settings

# In the warehouse's folder, so that it is backed up with it.
FILE = "state.sqlite"
# The tables that may be asked by SQL, beside those of the lake.
SHOWN = ("calls", "changes", "incidents", "incident_reviews", "benchmarks")


class StateDatabase(NamedTuple):
    """The address of a PostgreSQL database, and the schema in it."""

    address: str
    schema: str


def state_database(settings: "Settings") -> StateDatabase | None:
    """None where the state is a file here."""
    address = state_address(settings)
    return None if address is None else StateDatabase(address, state_schema(settings))


def state_address(settings: "Settings") -> str | None:
    """The address of the PostgreSQL database; None where it is a file here.

    Where the catalogue is one, it is that, unless the settings name another: hosts that share a warehouse
    share what people decide.
    """
    return settings.state.database or settings.warehouse.catalogue


def state_schema(settings: "Settings") -> str:
    """The schema in that database: beside that of the catalogue, which is the lake's own."""
    return f"{settings.warehouse.name}_state"


def state_file(settings: "Settings") -> Path | None:
    """The SQLite file; None where the state is in PostgreSQL."""
    return None if state_address(settings) else file_in_folder(settings)


def file_in_folder(settings: "Settings") -> Path:
    """Where it is, or was before the warehouse moved."""
    return settings.lake_folder / FILE


def shown_state(settings: "Settings") -> str:
    """How messages call it; the address holds no secret."""
    address = state_address(settings)
    return f"{address} (schema {state_schema(settings)})" if address else str(state_file(settings))
