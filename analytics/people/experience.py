"""Where experience sits, and what the time of those who serve goes to."""

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.intervals import Estimate, mean, proportion
from analytics.notes import TOO_FEW
from analytics.people.profiles import profiles
from analytics.people.workload import agent_days
from analytics.reading import Counts, read_counts
from analytics.statistics.ratio import ratio_of_totals
from analytics.view import View
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings

TENURE, TRAINED, ROLE = "tenure_years", "is_trained", "role"
_LONGEST_YEARS = 80.0
_TIERS, _FIGURES = pl.Enum(CONTACT_TIERS), pl.Enum((TENURE, TRAINED, ROLE))
_SERVED = Counts(
    "contact_facts",
    {"contacts": "count(*)", "busy_seconds": "coalesce(sum(service_seconds), 0)::DOUBLE"},
    where="agent_id IS NOT NULL",
    instant="occurred_local",
)
_COLUMNS = ("contact_tier", "figure", "role", "agents", "n", "value", "low", "high", "note")


def experience_by_tier(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Time with the company, training and roles of those who serve, by the tier in which they mostly do.

    A row per tier and figure: tenure_years (mean, Student), is_trained (share trained within a year, Wilson)
    and, for each role, role (share of the agents, Wilson): contact_tier, figure, role, agents (who serve
    there), n (of them, whose record says it), value, low, high (95 %), note: "too_few" for fewer than two.
    An agent counts once, in the tier that most of their time in service goes to. Records are as of the view's
    last day.
    """
    there = _agents(connection, settings, view)
    found = [_tenure(there), _trained(there), _roles(there)]
    counts = pl.col("agents", "n").cast(pl.Int64)
    rows = pl.concat([part.with_columns(counts) for part in found], how="diagonal")
    in_order = pl.col("contact_tier").cast(_TIERS), pl.col("figure").cast(_FIGURES), pl.col("role")
    noted = rows.with_columns(note=pl.when(pl.col("n") < 2).then(pl.lit(TOO_FEW)))
    return noted.sort(*in_order).select(_COLUMNS)


def _tenure(there: pl.DataFrame) -> pl.DataFrame:
    sums = there.group_by("contact_tier").agg(
        agents=pl.len(),
        n=pl.col(TENURE).count(),
        total=pl.col(TENURE).sum(),
        squares=(pl.col(TENURE) ** 2).sum(),
    )
    years = mean(pl.col("total"), pl.col("squares"), pl.col("n"), 0, _LONGEST_YEARS)
    return sums.with_columns(figure=pl.lit(TENURE), **years._asdict())


def _trained(there: pl.DataFrame) -> pl.DataFrame:
    counts = there.group_by("contact_tier").agg(
        agents=pl.len(), n=pl.col(TRAINED).count(), hits=pl.col(TRAINED).sum()
    )
    return counts.with_columns(figure=pl.lit(TRAINED), **_share()._asdict())


def _roles(there: pl.DataFrame) -> pl.DataFrame:
    of_tier = there.with_columns(
        agents=pl.len().over("contact_tier"), n=pl.col(ROLE).count().over("contact_tier")
    )
    by_role = of_tier.drop_nulls(ROLE).group_by("contact_tier", ROLE)
    counts = by_role.agg(pl.col("agents", "n").first(), hits=pl.len())
    return counts.with_columns(figure=pl.lit(ROLE), **_share()._asdict())


def _share() -> Estimate:
    return proportion(pl.col("hits"), pl.col("n"))


def time_by_tier(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """What part of a department's time in service goes to contacts of each tier.

    Returns department, contact_tier, contacts, busy_seconds, value with low and high (share of the
    department's time in service, 0-1; 95 %, from how much days differ), n (the department's contacts),
    high_share (the share that goes to high contact) and note: "too_few" under settings.definitions.small_n
    contacts of the department. Time is that of agents on days on which they served two contacts or more;
    what needs nobody takes none of it.
    """
    days = agent_days(connection, settings, view)
    sums = pl.col("contacts", "busy_seconds").sum()
    of_tier = days.group_by("department", "day", "contact_tier").agg(sums)
    whole = days.group_by("department", "day").agg(
        all_seconds=pl.col("busy_seconds").sum(), n=pl.col("contacts").sum()
    )
    tiers = pl.DataFrame({"contact_tier": CONTACT_TIERS})
    # A day without contacts of a tier counts too.
    clusters = (
        whole.join(tiers, how="cross")
        .join(of_tier, on=["department", "day", "contact_tier"], how="left")
        .with_columns(pl.col("contacts", "busy_seconds").fill_null(0))
    )
    keys = ["department", "contact_tier"]
    ratio = ratio_of_totals(clusters, keys, "busy_seconds", "all_seconds").drop("clusters")
    totals = clusters.group_by(keys).agg(pl.col("contacts", "busy_seconds", "n").sum())
    is_few = pl.col("n") < settings.definitions.small_n
    high = pl.col("value").filter(pl.col("contact_tier") == "high").first().over("department")
    return (
        totals.join(ratio, on=keys, how="left")
        .with_columns(
            pl.col("high").clip(upper_bound=1),
            high_share=high,
            note=pl.when(is_few).then(pl.lit(TOO_FEW)),
        )
        .with_columns(pl.when(~is_few).then(name).alias(name) for name in ("value", "low", "high"))
        .sort(-pl.col("high_share").fill_null(0), "department", pl.col("contact_tier").cast(_TIERS))
        .select(*keys, "contacts", "busy_seconds", "value", "low", "high", "n", "high_share", "note")
    )


def _agents(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> pl.DataFrame:
    """Those who serve, each in one tier, with what their records say."""
    by = find_dimensions(settings, ("contact_tier", "agent_id"))
    served = read_counts(connection, settings, _SERVED, by, view).drop_nulls("contact_tier")
    people = profiles(connection, settings, view)
    by_time = pl.struct(pl.col("busy_seconds"), pl.col("contacts"))
    mostly = (
        served.with_columns(pl.col("contacts").cast(pl.Int64), pl.col("busy_seconds").cast(pl.Float64))
        .sort("agent_id", by_time, "contact_tier", descending=[False, True, False])
        .unique("agent_id", keep="first", maintain_order=True)
    )
    return mostly.join(people, on="agent_id", how="left", maintain_order="left")
