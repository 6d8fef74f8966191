"""What the staff has to do: contacts and time in service, beside the time that they are there."""

from collections.abc import Sequence

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.people.scores import DESK
from analytics.reading import Counts, read_counts
from analytics.statistics.ratio import ratio_of_totals
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings

PARTS = (*DESK, "team", "agent_id")
_DAY = ("agent_id", "day")
_FIGURES = ("contacts_per_hour", "occupancy")
# What hours of the clock are told in, and the total that each is per agent.
_HOURLY = {"contacts_per_agent": "contacts", "busy_seconds": "busy_seconds"}
_ENDS = ("", "_low", "_high")
_HOUR = 3600.0
# Whoever served one contact on a day was there for longer than that, and nobody knows how long.
_FEWEST_CONTACTS = 2
_DAYS = Counts(
    "staff_facts",
    {
        "team": "team",
        "contacts": "count(*)",
        "service_known": "count(service_seconds)",
        "busy_seconds": "coalesce(sum(service_seconds), 0)::DOUBLE",
        "began": "epoch(min(served_local))",
        "ended": "max(epoch(served_local) + coalesce(service_seconds, 0))",
    },
    instant="occurred_local",
)
_HOURS = Counts(
    "staff_facts",
    {
        "team": "team",
        "contacts": "count(*)",
        "busy_seconds": "coalesce(sum(service_seconds), 0)::DOUBLE",
        "there": "count(DISTINCT agent_id)",
    },
    instant="occurred_local",
)
_DAY_SCHEMA = {
    **dict.fromkeys((*DESK, "agent_id", "team"), pl.String()),
    "day": pl.Date(),
    **dict.fromkeys(("contacts", "service_known"), pl.Int64()),
    **dict.fromkeys(("busy_seconds", "began", "ended"), pl.Float64()),
}


def workload(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: Sequence[str] = ("contact_tier",),
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Contacts and time in service per hour that somebody is there, by any of PARTS.

    Returns by, agents (different ones), agent_days, contacts, busy_seconds and there_seconds, of the days on
    which somebody served two contacts or more; contacts_per_hour and occupancy (time in service ÷ time
    there), each with …_low and …_high (95 %, from how much days differ); note: "not_in_data" where no contact
    says how long service took, "too_few" under settings.definitions.small_n contacts, then without figures.

    The time there is estimated: from the beginning of the first contact's service to the end of the last
    one's, day by day and agent by agent. Breaks count as there, time before the first and after the last
    contact does not, so that who serves little looks busier than they are. Over 1 several are served at once.
    Where a day has contacts in several parts, its time there is split as the time in service is.

    Raises QueryError for something else to split by.
    """
    _refuse_others(by)
    days = agent_days(connection, settings, view)
    clusters = days.group_by(*by, "day").agg(pl.col("contacts", "busy_seconds", "there_hours").sum())
    clusters = clusters.with_columns(busy_hours=pl.col("busy_seconds") / _HOUR)
    sums = days.group_by(by or [pl.lit(0).alias("_all")]).agg(
        agents=pl.col("agent_id").n_unique().cast(pl.Int64),
        agent_days=pl.struct(_DAY).n_unique().cast(pl.Int64),
        contacts=pl.col("contacts").sum(),
        service_known=pl.col("service_known").sum(),
        busy_seconds=pl.col("busy_seconds").sum(),
        there_seconds=(pl.col("there_hours") * _HOUR).sum(),
    )
    for figure, total in zip(_FIGURES, ("contacts", "busy_hours"), strict=True):
        sums = _with_ratio(sums, clusters, by, figure, total, "there_hours")
    return _withheld(sums, by, settings)


def workload_by_hour(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: Sequence[str] = (),
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Contacts and time in service of an agent by hour of the clock, and of `by` (any of PARTS).

    Returns by, hour ("00" to "23", in which contacts begin), agent_hours (hours in which somebody began one,
    each agent apart), contacts, contacts_per_agent (of those who began one in the hour) and busy_seconds
    (per agent, of the contacts begun in the hour), each with …_low and …_high (95 %, from how much days
    differ), and note, as `workload` has it.

    Raises QueryError for something else to split by.
    """
    _refuse_others(by)
    asked = dict.fromkeys(name for name in (*by, "day", "hour") if name != "team")
    found = read_counts(connection, settings, _HOURS, find_dimensions(settings, asked), view)
    keys = [*by, "hour"]
    # A day on which several teams had the hour stays one cluster.
    clusters = found.group_by(*keys, "day").agg(
        pl.col("contacts", "there").sum().cast(pl.Int64), pl.col("busy_seconds").sum().cast(pl.Float64)
    )
    sums = clusters.group_by(keys).agg(
        agent_hours=pl.col("there").sum(),
        contacts=pl.col("contacts").sum(),
        busy=pl.col("busy_seconds").sum(),
    )
    for figure, total in _HOURLY.items():
        sums = _with_ratio(sums, clusters, keys, figure, total, "there")
    figures = [f"{name}{end}" for name in _HOURLY for end in _ENDS]
    is_few = pl.col("contacts") < settings.definitions.small_n
    return (
        sums.with_columns(
            *(pl.when(~is_few).then(name).alias(name) for name in figures),
            note=pl.when(is_few).then(pl.lit(TOO_FEW)),
        )
        .sort(keys, nulls_last=True)
        .select(*keys, "agent_hours", "contacts", *figures, "note")
    )


def agent_days(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> pl.DataFrame:
    """Per day, agent, team, tier, department and channel: contacts, service_known, busy_seconds, there_hours.

    Days on which the agent served fewer than two contacts are left out. there_hours as `workload` has it.
    """
    by = find_dimensions(settings, (*DESK, *_DAY))
    found = read_counts(connection, settings, _DAYS, by, view)
    days = found.select(pl.col(name).cast(kind) for name, kind in _DAY_SCHEMA.items())
    whole = pl.col("contacts", "busy_seconds").sum().over(_DAY).name.prefix("all_")
    there = (pl.col("ended").max() - pl.col("began").min()).over(_DAY) / _HOUR
    # Where nothing says how long service took, contacts stand in for it.
    part = (
        pl.when(pl.col("all_busy_seconds") > 0)
        .then(pl.col("busy_seconds") / pl.col("all_busy_seconds"))
        .otherwise(pl.col("contacts") / pl.col("all_contacts"))
    )
    return (
        days.with_columns(whole, all_hours=there)
        .filter(pl.col("all_contacts") >= _FEWEST_CONTACTS)
        .select(
            *DESK,
            "team",
            *_DAY,
            "contacts",
            "service_known",
            "busy_seconds",
            there_hours=part * pl.col("all_hours"),
        )
    )


def _refuse_others(by: Sequence[str]) -> None:
    if senseless := [name for name in by if name not in PARTS]:
        raise QueryError(
            f"The load of the staff is not split by '{senseless[0]}'.", f"Known are {', '.join(PARTS)}."
        )


def _with_ratio(
    sums: pl.DataFrame, clusters: pl.DataFrame, by: Sequence[str], figure: str, total: str, per: str
) -> pl.DataFrame:
    """The sums with a ratio of totals of the clusters, under the name of the figure, and its ends."""
    ratio = ratio_of_totals(clusters, by, total, per).drop("clusters")
    named = {"value": figure, "low": f"{figure}_low", "high": f"{figure}_high"}
    return _joined(sums, ratio.rename(named), by)


def _joined(sums: pl.DataFrame, figures: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    if not by:
        return (
            sums.join(figures, how="cross")
            if figures.height
            else sums.with_columns(pl.lit(None, pl.Float64()).alias(name) for name in figures.columns)
        )
    return sums.join(figures, on=[*by], how="left", nulls_equal=True)


def _withheld(sums: pl.DataFrame, by: Sequence[str], settings: Settings) -> pl.DataFrame:
    is_few = pl.col("contacts") < settings.definitions.small_n
    is_unknown = pl.col("service_known") == 0
    return (
        sums.with_columns(
            *(
                pl.when(~is_few).then(f"contacts_per_hour{end}").alias(f"contacts_per_hour{end}")
                for end in _ENDS
            ),
            *(
                pl.when(~is_few & ~is_unknown).then(f"occupancy{end}").alias(f"occupancy{end}")
                for end in _ENDS
            ),
            note=pl.when(is_unknown).then(pl.lit(NOT_IN_DATA)).when(is_few).then(pl.lit(TOO_FEW)),
        )
        .sort(by or "agents", nulls_last=True)
        .select(
            *by,
            *("agents", "agent_days", "contacts", "busy_seconds", "there_seconds"),
            *(f"{figure}{end}" for figure in _FIGURES for end in _ENDS),
            "note",
        )
    )
