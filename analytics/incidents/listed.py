"""Incidents one by one, the gravest first."""

import duckdb
import polars as pl

from analytics.incidents.kinds import BITS, NAMES, SIDES, Side, bits_of
from analytics.incidents.queries import read_lived
from analytics.nearest import unknown_name
from analytics.stored import read_stored
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings

MOST = 200
_TEXTS = ("department", "channel", "tier", "reason", "outcome", "failure_origin")
_SCHEMA = {
    "contact_id": pl.String(),
    "customer_id": pl.String(),
    "occurred_local": pl.Datetime("us"),
    **dict.fromkeys(_TEXTS, pl.String()),
    "lived": pl.Int64(),
    "csat": pl.Float64(),
    "gravity": pl.Float64(),
    "has_left": pl.Boolean(),
    "comment": pl.String(),
}


def checked_side(side: str) -> Side:
    """The name of a side. Raises QueryError for one that is none."""
    for known in SIDES:
        if side == known:
            return known
    raise unknown_name("side", side, SIDES)


def listed_incidents(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    side: str = "damage",
    weights: tuple[float, ...] = (),
    view: View = View(),  # noqa: B008 - a View never changes
    most: int = MOST,
) -> pl.DataFrame:
    """Contacts with damage, or with delight, the gravest first, then the newest.

    Returns contact_id, customer_id, occurred_local, department, channel, tier, reason, outcome,
    failure_origin, kinds (a list), csat, gravity (the weights of its kinds together), has_left and comment.
    weights: of `gravity`.

    Raises QueryError for a side that is none.
    """
    chosen = checked_side(side)
    rows = read_lived(
        connection,
        settings,
        "listed",
        view,
        _SCHEMA,
        weights=list(weights) or [0.0],
        bits=bits_of(chosen),
        most=most,
    )
    kinds = pl.concat_list(
        pl.when((pl.col("lived") & bit) > 0).then(pl.lit(name)).otherwise(None) for name, bit in BITS.items()
    )
    return rows.select(
        *("contact_id", "customer_id", "occurred_local", *_TEXTS),
        kinds.list.drop_nulls().alias("kinds"),
        *("csat", "gravity", "has_left", "comment"),
    )


def gravity(effects: pl.DataFrame, side: Side) -> tuple[float, ...]:
    """How grave each kind is: what `incident_effects` says it goes with, where that is beyond chance.

    The share who leave more, and a tenth of the points of satisfaction less; the other way round for delight.
    """
    worse = 1.0 if side == "damage" else -1.0
    clear = effects.filter("is_clear").select("kind", "outcome", "difference")
    found = {
        (kind, outcome): worse * (difference if outcome == "left" else -difference / 10)
        for kind, outcome, difference in clear.iter_rows()
    }
    return tuple(sum(found.get((name, outcome), 0.0) for outcome in ("left", "csat")) for name in NAMES)


def customer_of(connection: duckdb.DuckDBPyConnection, _settings: Settings, contact_id: str) -> str:
    """Whose contact it is. Raises QueryError where there is none of a known customer."""
    query = "SELECT customer_id FROM contacts WHERE contact_id = $contact AND customer_id IS NOT NULL"
    found = read_stored(connection, query, {"contact": contact_id}, {"customer_id": pl.String()})
    if found.is_empty():
        raise QueryError(
            f"There is no contact '{contact_id}' of a known customer.", "See 'touchpoints incidents list'."
        )
    return str(found.item())
