"""What moved where, reason by reason, and what went with it for the customers who moved."""

from dataclasses import dataclass
from datetime import date

import duckdb
import polars as pl
import scipy

from analytics.by_dimension import by_dimension
from analytics.customer_sample import highest_hash
from analytics.focus.mix import LEVELS
from analytics.focus.parts import parts_of
from analytics.focus.sample import one_in_of
from analytics.notes import TOO_FEW
from analytics.reading import narrowed, parameters, picked_by, prepare
from analytics.statistics.clustered import clustered_difference
from analytics.stored import read_stored
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

OUTCOMES = ("csat", "failed", "resolved", "followed", "cost")
LESS, MORE = DIRECTIONS = ("less", "more")
"""To less contact, or to more of it."""
_FROM, _TO = ("from_channel", "from_tier"), ("to_channel", "to_tier")
# Half of what a page on focus may err in; `analytics.focus.mix` takes the other half.
_ERROR = 0.05 / 2
_TEXTS = ("customer_id", "reason", *_FROM, *_TO)
_ROWS = {**dict.fromkeys(_TEXTS, pl.String()), **dict.fromkeys(OUTCOMES, pl.Float64())}
_EFFECTS = {
    "direction": pl.String(),
    "outcome": pl.String(),
    **dict.fromkeys(("moved", "stayed", "customers"), pl.Int64()),
    **dict.fromkeys(("difference", "low", "high", "own_change"), pl.Float64()),
    "is_clear": pl.Boolean(),
    "note": pl.String(),
}


@dataclass(frozen=True)
class Moves:
    """on: the first day of the later part. one_in: of how many customers one was drawn; 1 where all are
    looked at. matters: their reasons that stand in both parts.

    ways: reason, from_channel, from_tier, to_channel, to_tier, direction (of DIRECTIONS; "same" within a
    tier), moved (customers who came for the reason through the first in the earlier part and through the
    second in the later), back (the other way round), n (all who began at the first), share with low and high
    (moved of moved and back, exact, 95 %), is_clear: whether more went that way than back beyond chance among
    all ways looked at. Ways with fewer than settings.definitions.small_n moved and back are left out.

    effects: direction, outcome (of OUTCOMES: csat in points; failed, resolved and followed, shares; cost as
    recorded), moved and stayed (matters used), customers, difference, low, high (95 %: the change of those
    who moved less that of those who stayed, at equal reason and channel of before; customers count as
    clusters), own_change (of those who moved), is_clear (beyond chance among all) and note.
    """

    on: date
    one_in: int
    matters: int
    ways: pl.DataFrame
    effects: pl.DataFrame


def moves(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    on: date | None = None,
    view: View = View(),  # noqa: B008 - a View never changes
) -> Moves | None:
    """Who came for the same reason earlier in one channel and later in another, and how they fared.

    on: the day from which on counts as later; the middle of the days looked at without one. Of each customer
    and reason the first contact of each part counts. What those who moved changed by less than those who
    stayed is a difference in differences within customer and reason: it goes with moving, and who moves is
    not drawn by lot. Of more than `sample.MOST_CONTACTS` contacts those of as many customers as have about so
    many are looked at, drawn by hash. None while there are no contacts on two days.

    Raises QueryError for a day outside of the days looked at.
    """
    parts = parts_of(connection, on, view)
    if parts is None:
        return None
    one_in = one_in_of(connection, settings, view)
    rows = _rows(connection, settings, parts.on, view, one_in)
    return Moves(parts.on, one_in, rows.height, ways_of(rows, settings), effects_of(rows, settings))


def _rows(
    connection: duckdb.DuckDBPyConnection, settings: Settings, on: date, view: View, one_in: int
) -> pl.DataFrame:
    picked = picked_by(view, settings).values()
    query = narrowed(read_sql("analytics.focus", "moved"), view, settings)
    query = by_dimension(query, "contact_facts", picked, (view.since, view.until), settings)
    prepare(connection, settings, picked, query)
    days = {"on": on, "since": view.since, "until": view.until}
    values = parameters(view.anytime()) | days | {"highest_hash": highest_hash(1, one_in)}
    return read_stored(connection, query, values, _ROWS).cast(pl.Schema(_ROWS))


def ways_of(rows: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """The ways of `Moves` from one row per customer and reason."""
    ends = [*_FROM, *_TO]
    counted = rows.group_by("reason", *ends).agg(moved=pl.len().cast(pl.Int64))
    began = counted.group_by("reason", *_FROM).agg(n=pl.col("moved").sum())
    turned = counted.rename({**dict(zip(_FROM, _TO, strict=True)), **dict(zip(_TO, _FROM, strict=True))})
    both = (
        counted.join(turned.rename({"moved": "back"}), on=["reason", *ends], how="left")
        .join(began, on=["reason", *_FROM])
        .with_columns(pl.col("back").fill_null(0))
    )
    here, there = pl.concat_str(_FROM, separator="\0"), pl.concat_str(_TO, separator="\0")
    # Each pair once, in the way that more went.
    is_shown = (pl.col("moved") > pl.col("back")) | ((pl.col("moved") == pl.col("back")) & (here < there))
    told = both.filter(
        here != there, is_shown, pl.col("moved") + pl.col("back") >= settings.definitions.small_n
    )
    moved, back = (told[name].to_numpy() for name in ("moved", "back"))
    p = 2 * scipy.special.bdtr(back, moved + back, 0.5)
    shares = told.with_columns(
        direction=_direction(),
        share=pl.col("moved") / (pl.col("moved") + pl.col("back")),
        low=pl.Series(scipy.special.betaincinv(moved, back + 1, 0.025)),
        high=pl.Series(scipy.special.betaincinv(moved + 1, back, 0.975)).fill_nan(1.0),
        is_clear=pl.Series(p < _ERROR / 2 / max(told.height, 1)),
    )
    return shares.select(
        "reason", *ends, "direction", "moved", "back", "n", "share", "low", "high", "is_clear"
    ).sort(pl.col("moved") - pl.col("back"), "reason", *ends, descending=[True, *[False] * 5])


def effects_of(rows: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """The effects of `Moves` from one row per customer and reason."""
    placed = rows.with_columns(
        direction=_direction(),
        is_exposed=pl.concat_str(_FROM, separator="\0") != pl.concat_str(_TO, separator="\0"),
    )
    found = [
        _effect(placed, direction, outcome, settings) for direction in DIRECTIONS for outcome in OUTCOMES
    ]
    looks = len(found)
    told = pl.DataFrame(found, schema={**_EFFECTS, "p": pl.Float64()}, orient="row")
    return told.with_columns(is_clear=(pl.col("p") < _ERROR / 2 / looks).fill_null(False)).select(
        list(_EFFECTS)
    )


def _effect(placed: pl.DataFrame, direction: str, outcome: str, settings: Settings) -> dict[str, object]:
    sides = placed.filter(~pl.col("is_exposed") | (pl.col("direction") == direction)).drop_nulls(outcome)
    found = clustered_difference(
        sides.select(
            "is_exposed",
            stratum=pl.concat_str("reason", *_FROM, separator="\0"),
            cluster="customer_id",
            value=outcome,
        )
    )
    of = {"direction": direction, "outcome": outcome}
    if found is None or min(found.exposed, found.others) < settings.definitions.small_n:
        counts = (
            {"moved": found.exposed, "stayed": found.others, "customers": found.clusters} if found else {}
        )
        return {**of, **dict.fromkeys(("moved", "stayed", "customers"), 0), **counts, "note": TOO_FEW}
    value, low, high = found.difference
    return {
        **of,
        "moved": found.exposed,
        "stayed": found.others,
        "customers": found.clusters,
        "difference": value,
        "low": low,
        "high": high,
        "own_change": found.own,
        "p": found.p,
    }


def _direction() -> pl.Expr:
    before, after = (
        pl.col(name).replace_strict(LEVELS, default=None, return_dtype=pl.Float64)
        for name in ("from_tier", "to_tier")
    )
    return (
        pl.when(after < before)
        .then(pl.lit(LESS))
        .when(after > before)
        .then(pl.lit(MORE))
        .otherwise(pl.lit("same"))
    )
