"""Who the members of staff are: time with the company, training, role, and what they say of their work."""

from datetime import date

import duckdb
import polars as pl

from analytics.finished import read_span
from analytics.stored import read_stored
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

# A training counts for so long.
TRAINED_DAYS = 365
SAID = ("satisfaction", "motivation", "load")
_SCHEMA = {
    **dict.fromkeys(("agent_id", "team", "role"), pl.String()),
    "tenure_years": pl.Float64(),
    "is_trained": pl.Boolean(),
    **dict.fromkeys(SAID, pl.Float64()),
}


def profiles(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> pl.DataFrame:
    """A row per member of staff who is on record or has answered, as of the view's last day.

    agent_id, team, role, tenure_years (since joining), is_trained (within a year; null without a record), and
    what each said last of satisfaction, motivation and load (the items staff.satisfaction and so on).
    """
    span = None if view.until else read_span(connection, settings)
    until = view.until or (span[1] if span else date.today())
    found = read_stored(connection, read_sql("analytics.people", "profiles"), {"until": until}, _SCHEMA)
    return found.select(pl.col(name).cast(kind) for name, kind in _SCHEMA.items())
