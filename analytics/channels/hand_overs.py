"""Hand-overs between channels: where records say contacts were sent, and where customers then came."""

import duckdb
import polars as pl

from analytics.intervals import proportion
from analytics.reading import Counts, read_counts
from analytics.reasons.same_reason import same_reason
from analytics.view import View
from warehouse.settings import Settings

_OBSERVED = same_reason(
    {
        "channel": "channel",
        "next_channel": "next_channel",
        "is_handed": "outcome = 'transferred'",
        "contacts": "count(*)",
    },
    "is_traced AND is_window_over AND channel IS NOT NULL",
)
_RECORDED = Counts(
    "contact_facts",
    {"channel": "channel", "handed_to": "handed_to", "contacts": "count(*)"},
    where="outcome = 'transferred' AND channel IS NOT NULL",
    present_in=("contact_facts",),
    instant="occurred_local",
)


def hand_overs(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Ways from one channel to another that customers took for the same reason, from each the busiest first.

    Counted are contacts with known customer, reason and channel for which the customer's next contact for the
    same reason, within settings.definitions.first_contact_days, came in another channel. Columns: channel,
    next_channel, contacts, handed (of these, how many records say were handed over), n (of the channel with
    a window that is over), value, low, high (the share of n that came in that channel, Wilson, 95 %).
    """
    counts = _OBSERVED.split_by(settings, {}, view)
    cells = read_counts(connection, settings, counts, {}, view).with_columns(
        pl.col("channel", "next_channel").cast(pl.String),
        pl.col("is_handed").cast(pl.Boolean),
        pl.col("contacts").cast(pl.Int64),
    )
    handed = pl.col("contacts").filter("is_handed").sum()
    ways = cells.group_by("channel", "next_channel").agg(pl.col("contacts").sum(), handed=handed)
    counted = ways.with_columns(n=pl.col("contacts").sum().over("channel"))
    changed = counted.filter(pl.col("next_channel") != pl.col("channel"))
    return changed.with_columns(**proportion(pl.col("contacts"), pl.col("n"))._asdict()).sort(
        "n", "channel", "contacts", "next_channel", descending=[True, False, True, False]
    )


def recorded_hand_overs(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """What records say of where contacts were handed over to, from each channel the busiest first.

    Columns: channel, handed_to (a channel, a department or a person, in the records' own words; null where
    they do not say), contacts, n (handed over by the channel), value, low, high (Wilson, 95 %).
    """
    counts = _RECORDED.split_by(settings, {}, view)
    read = read_counts(connection, settings, counts, {}, view).with_columns(
        pl.col("channel", "handed_to").cast(pl.String), pl.col("contacts").cast(pl.Int64)
    )
    counted = read.drop("whole").with_columns(n=pl.col("contacts").sum().over("channel"))
    return counted.with_columns(**proportion(pl.col("contacts"), pl.col("n"))._asdict()).sort(
        "n", "channel", "contacts", "handed_to", descending=[True, False, True, False], nulls_last=True
    )
