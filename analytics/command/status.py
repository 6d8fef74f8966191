"""The verb `status`."""

from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from analytics.command.options import Config
from warehouse.asking import asked
from warehouse.printing import Format, print_json, print_rows
from warehouse.verbs import settings_of

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON array instead of the table.")]
_INSTANTS = ("last_load", "late_from", "last_run", "next_run")
# The table has no room for these.
_BESIDE = ("records", "files", "late_from", "schedule", "last_run_is_well", "is_running")
_SHORTER = {"newest_record": "newest", "late_after_hours": "hours"}


def status(as_json: AsJson = False, config: Config = None) -> None:
    """How each source is: loaded, fresh or late. Exit status: 0 all well, 1 a source is late, 2 wrong use."""
    import polars as pl

    from analytics.freshness.states import source_states

    settings = settings_of(config)
    zone = ZoneInfo(settings.business_time_zone)
    rows = asked(settings, source_states, datetime.now(UTC)).with_columns(
        pl.col(*_INSTANTS).dt.convert_time_zone(settings.business_time_zone)
    )
    if as_json:
        print_json([_as_json(row, zone) for row in rows.iter_rows(named=True)])
    else:
        shown = rows.with_columns(pl.col(*_INSTANTS).dt.replace_time_zone(None))
        print_rows(shown.rename(_SHORTER), Format.table, beside=_BESIDE)
    if (rows["state"] == "late").any():
        raise typer.Exit(1)


def _as_json(row: dict[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    """Instants with their distance from UTC, in the business time zone."""
    return {name: _written(value, zone) for name, value in row.items()}


def _written(value: Any, zone: ZoneInfo) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    return value.isoformat() if hasattr(value, "isoformat") else value
