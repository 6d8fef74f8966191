"""What a customer had to say again after a hand-over: how often, between which channels, and what goes with
it.
"""

from dataclasses import dataclass, replace

import duckdb
import polars as pl

from analytics.intervals import proportion
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import Counts, read_counts
from analytics.statistics.stratified import stratified_difference
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

OUTCOMES = ("csat", "followed")
_ROWS = read_sql("analytics.handing_over", "asked_again")
TOLD = _ROWS.replace("{near}", "true")
"""Contacts after a hand-over that say whether something was asked again, of all days."""
_DAYS = "(SELECT first_contact_days FROM settings)"
# As far around the days of the view as is looked. A day more, for the business day begins at another instant
# than the day of the window.
_NEAR = {
    "since": f"occurred_local >= $since::DATE - to_days({_DAYS} + 1)",
    "until": f"occurred_local < $until::DATE + to_days({_DAYS} + 2)",
}
_STRATA = ("from_channel", "channel", "place", "outcome")
_KEYS = ("from_channel", "channel", "department", "place", "outcome")
_SUMS = {
    "contacts": "count(*)",
    "csat_n": "count(score)",
    "csat_weight": "sum(weight)",
    "csat_weight_squares": "sum(weight ** 2)",
    "csat_total": "sum(weight * score)",
    "csat_squares": "sum(weight * score ** 2)",
    "followed_n": "count(is_followed)",
    "followed_total": "count_if(is_followed)",
}
_COUNTS = Counts(
    "contact_facts",
    {name: name for name in ("asked_again", *_KEYS)}
    | {name: f"coalesce({sql}, 0)::DOUBLE" for name, sql in _SUMS.items()},
    rows=TOLD,
)


@dataclass(frozen=True)
class AskedAgain:
    """ways: from_channel (that handed over), channel (that the customer came to), n (contacts after it that
    say so), asked, value, low, high (Wilson, 95 %) and note; the most frequent first. departments: the same
    by department that the customer came to.

    whole: the same of all contacts after a hand-over, one row.

    effects: outcome ("csat": points of 1-5; "followed": share of contacts that another follows within
    settings.definitions.first_contact_days), asked and others (contacts used), difference, low, high (95 %:
    asked again less not, at equal way, department, tier and outcome), plain (regardless of these) and note.
    """

    ways: pl.DataFrame
    departments: pl.DataFrame
    whole: pl.DataFrame
    effects: pl.DataFrame


def asked_again(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> AskedAgain:
    """Contacts that say whether the customer had to say again what was said before.

    After a hand-over: the customer was transferred in a contact within
    settings.definitions.first_contact_days before. Shares of fewer than settings.definitions.small_n
    contacts, and differences with fewer on either side, are withheld.
    """
    days = [condition for name, condition in _NEAR.items() if getattr(view, name)]
    counts = replace(_COUNTS, rows=_ROWS.replace("{near}", " AND ".join(days) or "true"))
    read = read_counts(connection, settings, counts, {}, view)
    cells = read.with_columns(
        pl.col("asked_again").cast(pl.Boolean),
        pl.col(_KEYS).cast(pl.String),
        pl.col(*_SUMS).cast(pl.Float64),
    )
    effects = [_effect(cells, outcome, settings) for outcome in OUTCOMES]
    return AskedAgain(
        _shares(cells, ("from_channel", "channel"), settings),
        _shares(cells, ("department",), settings),
        _shares(cells, (), settings),
        pl.concat(effects),
    )


def _shares(cells: pl.DataFrame, by: tuple[str, ...], settings: Settings) -> pl.DataFrame:
    sums = [
        pl.col("contacts").sum().cast(pl.Int64).alias("n"),
        pl.col("contacts").filter("asked_again").sum().cast(pl.Int64).alias("asked"),
    ]
    counts = cells.group_by(by).agg(sums) if by else cells.select(sums)
    few = pl.when(pl.col("n") < settings.definitions.small_n).then(pl.lit(TOO_FEW))
    told = counts.with_columns(note=pl.when(pl.col("n") == 0).then(pl.lit(NOT_IN_DATA)).otherwise(few))
    share = proportion(pl.col("asked"), pl.col("n"))._asdict()
    return (
        told.with_columns(
            pl.when(pl.col("note").is_null()).then(part).alias(name) for name, part in share.items()
        )
        .sort(-pl.col("n"), *by, nulls_last=True)
        .select(*by, "n", "asked", *share, "note")
    )


def _effect(cells: pl.DataFrame, outcome: str, settings: Settings) -> pl.DataFrame:
    n, total = pl.col(f"{outcome}_n"), pl.col(f"{outcome}_total")
    # A 0 or 1 is its own square, and weighs 1.
    own = ("weight", "weight_squares", "squares") if outcome == "csat" else ()
    alike = {"n": n, "weight": n, "weight_squares": n, "total": total, "squares": total}
    sums = alike | {name: pl.col(f"{outcome}_{name}") for name in own}
    strata = [pl.col(name).fill_null("") for name in _STRATA]
    known = cells.select(
        pl.lit(outcome).alias("of"), *strata, pl.col("asked_again").alias("is_exposed"), **sums
    )
    found = stratified_difference(known.filter(pl.col("n") > 0), _STRATA, ["of"])
    every = pl.DataFrame({"of": [outcome]}).join(found, on="of", how="left")
    sides = pl.min_horizontal(pl.col("exposed", "unexposed").fill_null(0))
    is_absent = pl.max_horizontal(pl.col("all_exposed", "all_unexposed").fill_null(0)) == 0
    few = pl.when(sides < settings.definitions.small_n).then(pl.lit(TOO_FEW))
    figures = ("difference", "low", "high", "plain")
    return every.with_columns(note=pl.when(is_absent).then(pl.lit(NOT_IN_DATA)).otherwise(few)).select(
        pl.col("of").alias("outcome"),
        pl.col("exposed").fill_null(0).cast(pl.Int64).alias("asked"),
        pl.col("unexposed").fill_null(0).cast(pl.Int64).alias("others"),
        *(pl.when(pl.col("note").is_null()).then(name).alias(name) for name in figures),
        "note",
    )
