"""What is compared within a tier, each beside itself in another period."""

import duckdb
import polars as pl

from analytics.measuring import compare
from analytics.view import View
from warehouse.settings import Settings

_UNITS = ("contact_tier", "department", "agent_id")
_CHANGE = ("value_before", "n_before", "change", "change_low", "change_high", "is_real")


def beside_before(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    compared: pl.DataFrame,
    measure_name: str,
    view: View,
) -> pl.DataFrame:
    """The rows of `analytics.comparing.funnel.fair_comparison`, each with the change of its own measure.

    Adds the columns of a change that `analytics.measuring.compare` gives, against the period that the view is
    compared with. Raises QueryError for a view without both days.
    """
    units = [name for name in _UNITS if name in compared.columns]
    changes = compare(connection, settings, measure_name, view, units).select(*units, *_CHANGE)
    return compared.join(changes, on=units, how="left", maintain_order="left")
