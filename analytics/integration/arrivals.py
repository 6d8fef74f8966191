"""Where contacts that were handed over arrived."""

import duckdb
import polars as pl

from analytics.dimensions import find_dimension
from analytics.integration.rows import counted, hand_overs, of_rows
from analytics.intervals import proportion
from analytics.notes import TOO_FEW
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings

_ARRIVED_AT = {"channel": "_to_channel", "department": "_to_department"}


def arrivals(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    of: str = "channel",
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """From which channel or department hand-overs of customers with an id came, and where they arrived.

    That is where the customer's next contact began, within settings.definitions.handover_minutes of the end
    of the one that was handed over. of: channel or department. Returns origin, arrived_at (null: no contact
    followed in time), hand_overs, n (all of the origin), value, low, high (share of n; Wilson, 95 %), note
    ("too_few"). Sorted by origin, the most frequent place first, those that did not arrive last.

    Raises QueryError for anything but channel and department.
    """
    if of not in _ARRIVED_AT:
        raise QueryError(f"Hand-overs arrive at no {of}.", "Ask for channel or department.")
    place = _ARRIVED_AT[of]
    counts = of_rows("contact_facts", {"hand_overs": "count(*)"}, hand_overs(settings, view), level=place)
    found = counted(connection, settings, counts, {"origin": find_dimension(settings, of)}, view)
    n = pl.col("hand_overs").sum().over("origin")
    is_few = pl.col("n") < settings.definitions.small_n
    share = proportion(pl.col("hand_overs"), pl.col("n"))._asdict()
    return (
        found.select(
            "origin",
            arrived_at=pl.col(place).cast(pl.String),
            hand_overs=pl.col("hand_overs").cast(pl.Int64),
        )
        .with_columns(n=n)
        .with_columns(note=pl.when(is_few).then(pl.lit(TOO_FEW)))
        .with_columns(
            pl.when(pl.col("note").is_null()).then(part).alias(name) for name, part in share.items()
        )
        .sort("origin", pl.col("arrived_at").is_null(), -pl.col("hand_overs"), "arrived_at")
        .select("origin", "arrived_at", "hand_overs", "n", "value", "low", "high", "note")
    )
