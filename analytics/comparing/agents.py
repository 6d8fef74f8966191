"""What customers said of each agent's contacts."""

from datetime import date

import duckdb
import polars as pl

from analytics.stored import read_stored
from analytics.view import View
from warehouse.sql import read_sql

_NOTHING = {
    **dict.fromkeys(("contact_tier", "department", "agent_id"), pl.String()),
    "n": pl.Int64(),
    **dict.fromkeys(("total", "total_squares"), pl.Float64()),
}


def read_agent_moments(connection: duckdb.DuckDBPyConnection, view: View) -> pl.DataFrame:
    """Per tier, department and agent: csat answers (n) and how many of them satisfied (total,
    total_squares)."""
    parameters = {
        "since": view.since or date.min,
        "until": view.until or date.max,
        "departments": list(view.departments),
        "contact_tiers": list(view.contact_tiers),
        "channels": list(view.channels),
    }
    return read_stored(connection, read_sql(__package__, "agent_answers"), parameters, _NOTHING)
