"""How many customers are in each stage of the relationship, and how they moved between stages."""

from collections.abc import Sequence
from datetime import date, timedelta

import duckdb
import polars as pl

from analytics.intervals import proportion
from analytics.notes import TOO_FEW
from analytics.relationship.queries import NEW, STAGES, STATES, observed_days, read_relations, stage_on
from analytics.view import View
from warehouse.settings import Settings

_ONE_DAY = timedelta(days=1)
_SIZES = pl.Schema({"day": pl.Date(), "stage": pl.String(), "customers": pl.Int64()})
_MOVES = pl.Schema({"start": pl.String(), "to": pl.String(), "customers": pl.Int64()})
_FIGURE = {"value": pl.Float64(), "low": pl.Float64(), "high": pl.Float64()}
STARTS = (*STAGES, NEW)


def sizes(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
    days: Sequence[date] = (),
) -> pl.DataFrame:
    """How many customers are in each stage when a day ends, the last of the view's that is over unless told.

    Columns: day, stage, customers, n (of all whose stage is known), value, low, high (their share, 0-1, with
    Wilson's 95 %), unknown (customers whose stage is not known, as they joined before the data begin). A row
    per day and stage, in the order of stages; none without data. Of the view's picks those of customers
    count.
    """
    observed = observed_days(connection, settings, view)
    if observed is None:
        return pl.DataFrame(schema=_sizes_schema())
    asked = list(days) or [observed[1]]
    found = read_relations(
        connection,
        settings,
        "sizes",
        view,
        {"days": asked, "until": max(asked)},
        _SIZES,
        stage=stage_on("day"),
    )
    unknown = found.filter(pl.col("stage").is_null()).select("day", unknown="customers")
    every = pl.DataFrame({"day": asked}).join(pl.DataFrame({"stage": STAGES}), how="cross")
    known = every.join(found, on=["day", "stage"], how="left", maintain_order="left")
    counted = known.with_columns(pl.col("customers").fill_null(0)).with_columns(
        n=pl.col("customers").sum().over("day")
    )
    value = proportion(pl.col("customers"), pl.col("n"))
    return (
        counted.with_columns(**value._asdict())
        .join(unknown, on="day", how="left", maintain_order="left")
        .with_columns(pl.col("unknown").fill_null(0))
        .select(_sizes_schema().names())
    )


def month_ends(days: tuple[date, date]) -> list[date]:
    """The ends of the months that lie in the days, and the last of the days."""
    ends = pl.date_range(days[0].replace(day=1), days[1], "1mo", eager=True).dt.month_end().to_list()
    return [*(end for end in ends if days[0] <= end < days[1]), days[1]]


def movement(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Where those who were in a stage before the view begins are when it ends.

    Columns: start (a stage, or new: who joined in between), to (a stage, or left), customers, n (all who
    started there), value, low, high (the share, 0-1, Wilson's 95 %), note (too_few: n is under
    settings.definitions.small_n, and the share withheld). A row per start and state in their order, of starts
    with customers. Everybody is followed to the end of the view, so plain shares are the Aalen-Johansen
    estimate; customers whose stage was not known when the view began are left out.
    """
    observed = observed_days(connection, settings, view)
    if observed is None:
        return pl.DataFrame(schema=_moves_schema())
    since, until = observed
    found = read_relations(
        connection,
        settings,
        "moves",
        view,
        {"since": since, "until": until},
        _MOVES,
        stage_before=stage_on(f"(DATE '{since - _ONE_DAY}')"),
        stage_after=stage_on("$until::DATE"),
    )
    return shares_of_moves(found.drop_nulls(), STARTS, STATES, settings.definitions.small_n)


def shares_of_moves(
    moves: pl.DataFrame, starts: Sequence[str], states: Sequence[str], least: int
) -> pl.DataFrame:
    """The columns of `movement` from how many went from where to where: start, to, customers."""
    known = pl.DataFrame({"start": starts}).join(
        moves.group_by("start").agg(n=pl.col("customers").sum()), on="start", maintain_order="left"
    )
    every = known.join(pl.DataFrame({"to": states}), how="cross", maintain_order="left")
    counted = every.join(moves, on=["start", "to"], how="left", maintain_order="left").with_columns(
        pl.col("customers").fill_null(0)
    )
    is_few = pl.col("n") < least
    share = proportion(pl.col("customers"), pl.col("n"))
    return counted.with_columns(
        **{
            name: pl.when(~is_few).then(part)
            for name, part in zip(("value", "low", "high"), share, strict=True)
        },
        note=pl.when(is_few).then(pl.lit(TOO_FEW)),
    ).select(_moves_schema().names())


def _sizes_schema() -> pl.Schema:
    return pl.Schema({**_SIZES, "n": pl.Int64(), **_FIGURE, "unknown": pl.Int64()})


def _moves_schema() -> pl.Schema:
    return pl.Schema({**_MOVES, "n": pl.Int64(), **_FIGURE, "note": pl.String()})
