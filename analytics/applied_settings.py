"""Settings and queries that what is stored depends on, kept in the warehouse so that a change is noticed."""

import json
from collections.abc import Mapping
from typing import Any

import duckdb

from warehouse.contract import LOCAL_TIMES
from warehouse.settings import Settings

_FACT = "applied_settings"


def apply_settings(connection: duckdb.DuckDBPyConnection, settings: Settings, queries: str) -> bool:
    """Bring channels, delivery modes and local times in line with the settings; whether anything changed.

    queries: the fingerprint of those that marts and views are made by.
    """
    wanted = _stored_choices(settings) | {"queries": queries}
    if applied_settings(connection) == wanted:
        return False
    connection.execute("DELETE FROM channels; DELETE FROM delivery_modes")
    _insert_pairs(connection, "channels", settings.channels)
    _insert_pairs(connection, "delivery_modes", settings.delivery_modes)
    _cut_days_anew(connection, settings)
    connection.execute("DELETE FROM warehouse_facts WHERE name = $name", {"name": _FACT})
    connection.execute(
        "INSERT INTO warehouse_facts VALUES ($name, $value)", {"name": _FACT, "value": json.dumps(wanted)}
    )
    return True


def applied_settings(connection: duckdb.DuckDBPyConnection) -> dict[str, object] | None:
    """The choices that the marts were made under; None before the first load."""
    query = "SELECT value FROM warehouse_facts WHERE name = $name"
    row = connection.execute(query, {"name": _FACT}).fetchone()
    return json.loads(row[0]) if row else None


def _stored_choices(settings: Settings) -> dict[str, object]:
    # Only where there are any: warehouses that know nothing of them stay as they are.
    wide = {"marts_dimensions": list(settings.marts.dimensions)} if settings.marts.dimensions else {}
    return wide | {
        "business_time_zone": settings.business_time_zone,
        "channels": settings.channels,
        "delivery_modes": settings.delivery_modes,
        "service_level_seconds": settings.definitions.service_level_seconds,
        "first_contact_days": settings.definitions.first_contact_days,
        "inactivity_days": settings.definitions.inactivity_days,
    }


def _insert_pairs(connection: duckdb.DuckDBPyConnection, table: str, pairs: Mapping[Any, str]) -> None:
    connection.execute(
        f"INSERT INTO {table} SELECT unnest($names::VARCHAR[]), unnest($meanings::VARCHAR[])",
        {"names": list(pairs), "meanings": list(pairs.values())},
    )


def cuts_days_anew(connection: duckdb.DuckDBPyConnection, settings: Settings) -> bool:
    """Whether `apply_settings` will change the records: their days were cut in another time zone."""
    before = applied_settings(connection)
    return before is not None and before["business_time_zone"] != settings.business_time_zone


def _cut_days_anew(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Only records stored under another business time zone have other days; new ones are right already."""
    if not cuts_days_anew(connection, settings):
        return
    for kind, local_times in LOCAL_TIMES.items():
        for local, instant in local_times.items():
            connection.execute(
                f"UPDATE {kind} SET {local} = timezone($zone, {instant})",
                {"zone": settings.business_time_zone},
            )
