"""Which customers come often and which deep: how many are in each group, and how they moved between
groups.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb
import polars as pl

from analytics.finished import last_finished, read_span, usual_days
from analytics.intervals import net_share, proportion
from analytics.money.values import of_customers
from analytics.notes import TOO_FEW
from analytics.reading import narrowed, parameters, picked_by, prepare
from analytics.relationship.stages import shares_of_moves
from analytics.stored import read_stored
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

LEVELS = ("none", "rare_shallow", "rare_deep", "often_shallow", "often_deep")
"""From little contact to much: rose is who went to a later one."""
LEFT, NEW = "left", "new"
PACKAGE = "analytics.contact_level"
_MOVES = pl.Schema({"start": pl.String(), "to": pl.String(), "customers": pl.Int64(), "contacts": pl.Int64()})
_ENDS = ("", "_low", "_high")
_FIGURE = {"value": pl.Float64(), "low": pl.Float64(), "high": pl.Float64()}
_MOVERS = pl.Schema(
    {
        **dict.fromkeys(("customer_id", "start", "to"), pl.String()),
        **dict.fromkeys(("contacts_before", "contacts"), pl.Int64()),
    }
)
SIZES = pl.Schema(
    {"level": pl.String(), "customers": pl.Int64(), "contacts": pl.Int64(), "n": pl.Int64(), **_FIGURE}
)
BALANCE = pl.Schema(
    {
        **dict.fromkeys(("n", "rose", "fell", "stayed"), pl.Int64()),
        **{f"{name}{end}": pl.Float64() for name in ("rose_share", "fell_share", "points") for end in _ENDS},
        "note": pl.String(),
    }
)


def levels(settings: Settings) -> str:
    """The query of groups, over the parameters since and until."""
    cut = settings.contact_level
    text = read_sql(PACKAGE, "levels")
    return text.replace("{often}", repr(cut.often_per_month)).replace("{deep}", repr(cut.deep_share))


def days_of(
    connection: duckdb.DuckDBPyConnection, settings: Settings, view: View
) -> tuple[date, date] | None:
    """The finished days that the view looks at, the usual ones unless it says; None while there are none."""
    span = read_span(connection, settings)
    if span is None:
        return None
    usual = usual_days(span)
    until = min(view.until or usual[1], last_finished(span))
    since = max(view.since or usual[0], span[0])
    return (since, until) if since <= until else None


def read_moves(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> pl.DataFrame:
    """How many customers were in a group in the days before, and in which they are: start, to, customers,
    contacts (those of the view); null where it is not known. Of the view's picks those of customers count.
    """
    return _read(connection, settings, "moves", view, {}, _MOVES)


def movers(
    connection: duckdb.DuckDBPyConnection, settings: Settings, view: View, most: int = 5
) -> pl.DataFrame:
    """The customers whose group rose or fell and whose contacts changed most, so many to each side, the
    largest rise first: customer_id, start, to, contacts_before and contacts.
    """
    return _read(connection, settings, "movers", view, {"most": most, "levels": list(LEVELS)}, _MOVERS)


def _read(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str,
    view: View,
    more: Mapping[str, Any],
    schema: pl.Schema,
) -> pl.DataFrame:
    days = days_of(connection, settings, view)
    if days is None:
        return pl.DataFrame(schema=schema)
    chosen = of_customers(view, settings)
    # Where nothing is picked, customers without a record too.
    picked = "SELECT customer_id FROM levels"
    given: dict[str, Any] = {"since": days[0], "until": days[1], **more}
    if chosen.picked:
        picked = narrowed(read_sql("analytics", "picked_customers"), chosen, settings)
        given |= parameters(chosen.anytime())
    query = (
        f"WITH levels AS ({levels(settings)}), picked AS ({picked}) SELECT * FROM ({read_sql(PACKAGE, name)})"
    )
    prepare(connection, settings, picked_by(chosen, settings).values(), query)
    return read_stored(connection, query, given, schema).cast(schema)


def sizes(moves: pl.DataFrame) -> pl.DataFrame:
    """How many are in each group: level, customers, contacts (theirs), n (of all groups), value, low, high
    (their share, 0-1, Wilson's 95 %). moves: as `read_moves` gives them.
    """
    found = moves.group_by(level="to").agg(pl.col("customers", "contacts").sum())
    every = pl.DataFrame({"level": LEVELS}).join(found, on="level", how="left", maintain_order="left")
    counted = every.with_columns(pl.col("customers", "contacts").fill_null(0)).with_columns(
        n=pl.col("customers").sum()
    )
    share = proportion(pl.col("customers"), pl.col("n"))
    return counted.with_columns(**share._asdict()).select(SIZES.names()).cast(SIZES)


def movement(moves: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Where those of each group of the days before are: start, to (a group, or left), customers, n, value,
    low, high (the share, 0-1, Wilson's 95 %) and note (too_few). Who was not there before starts in new.
    """
    known = moves.drop_nulls(["start", "to"]).select("start", "to", "customers")
    return shares_of_moves(known, (*LEVELS, NEW), (*LEVELS, LEFT), settings.definitions.small_n)


def balance(moves: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Whether more customers rose than fell, of those who were there before and are there now: one row.

    Columns: n, rose, fell, stayed, rose_share and fell_share (0-1, Wilson's 95 %), points (100 times rose
    less fell, over n, with the interval of a multinomial), each with …_low and …_high, and note (too_few).
    """
    place = {level: number for number, level in enumerate(LEVELS)}
    both = moves.filter(pl.col("start").is_in(LEVELS), pl.col("to").is_in(LEVELS)).with_columns(
        step=pl.col("to").replace_strict(place, default=0, return_dtype=pl.Int64)
        - pl.col("start").replace_strict(place, default=0, return_dtype=pl.Int64)
    )
    size = pl.col("customers")
    counts = both.select(
        n=size.sum(),
        rose=size.filter(pl.col("step") > 0).sum(),
        fell=size.filter(pl.col("step") < 0).sum(),
        stayed=size.filter(pl.col("step") == 0).sum(),
    )
    figures = {
        "rose_share": proportion(pl.col("rose"), pl.col("n")),
        "fell_share": proportion(pl.col("fell"), pl.col("n")),
        "points": net_share(pl.col("rose"), pl.col("fell"), pl.col("n")),
    }
    is_few = pl.col("n") < settings.definitions.small_n
    return counts.with_columns(
        **{
            f"{name}{end}": pl.when(~is_few).then(part)
            for name, figure in figures.items()
            for end, part in zip(_ENDS, figure, strict=True)
        },
        note=pl.when(is_few).then(pl.lit(TOO_FEW)),
    ).select(BALANCE.names())
