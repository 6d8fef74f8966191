"""What contact costs, tier by tier: how much quality varies, the load of the staff, and money."""

from collections.abc import Sequence

import duckdb
import numpy as np
import numpy.typing as npt
import polars as pl

from analytics.comparing.frames import in_schema
from analytics.comparing.units import Units
from analytics.dimensions import find_dimensions
from analytics.intervals import mean
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.people.quality import units_of
from analytics.people.scores import CSAT, DESK, FAILURE, FIGURES, scores_by_agent
from analytics.people.workload import workload
from analytics.reading import Counts, read_counts
from analytics.statistics.between import spread_between
from analytics.statistics.common import Floats, Interval
from analytics.view import View
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings

TIER = "contact_tier"
_ENDS = ("", "_low", "_high")
_COSTS = Counts(
    "contact_facts",
    {
        "n": "count(cost)",
        "total": "coalesce(sum(cost), 0)::DOUBLE",
        "squares": "coalesce(sum(cost ** 2), 0)::DOUBLE",
    },
    instant="occurred_local",
)
_SCHEMA = {
    TIER: pl.String(),
    "figure": pl.String(),
    "agents": pl.Int64(),
    "n": pl.Int64(),
    **dict.fromkeys(("value", "within", "between", "between_low", "between_high"), pl.Float64()),
    "note": pl.String(),
}


def spread_by_tier(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """How much quality varies in each tier, and how much of that is between agents.

    A row per tier and figure (csat_mean, consideration, failure): agents, n (records), value (mean of the
    records), within (standard deviation of a single record around its agent's figure), between with
    between_low and between_high (standard deviation between agents of the same department and channel beyond
    chance, 95 %, Q-profile) and note: "too_few" under settings.definitions.small_n records, or where no two
    agents can be compared. Agents with a single record are left out, as their own chance is not known.
    """
    return spread_of(scores_by_agent(connection, settings, view), settings.definitions.small_n)


def spread_of(scores: pl.DataFrame, small_n: int) -> pl.DataFrame:
    """The same of what `scores_by_agent` gives."""
    sums = pl.col("n", "effective_n", "total", "total_squares").sum()
    agents = scores.group_by(*DESK, "figure", "agent_id", maintain_order=True).agg(sums)
    kinds = agents.filter(pl.col("n") > 1).partition_by(TIER, "figure", maintain_order=True)
    rows = [in_schema(_spread(kind, small_n), _SCHEMA) for kind in kinds]
    return pl.concat([pl.DataFrame(schema=_SCHEMA), *rows]).sort(
        pl.col(TIER).cast(pl.Enum(CONTACT_TIERS)), pl.col("figure").cast(pl.Enum(FIGURES))
    )


def cost_of_contact(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: Sequence[str] = (TIER,),
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """The mean cost of the contacts that say theirs, served by somebody or not.

    Returns by, n, cost with cost_low and cost_high (95 %, Student), and note: "not_in_data", or "too_few"
    under settings.definitions.small_n. Raises QueryError for an unknown dimension.
    """
    found = read_counts(connection, settings, _COSTS, find_dimensions(settings, by), view)
    n = pl.col("n").cast(pl.Int64)
    figure = mean(pl.col("total").cast(pl.Float64), pl.col("squares").cast(pl.Float64), n, 0, float("inf"))
    is_few = n < settings.definitions.small_n
    return found.select(
        *by,
        n,
        *(pl.when(~is_few).then(part).alias(f"cost{end}") for part, end in zip(figure, _ENDS, strict=True)),
        note=pl.when(n == 0).then(pl.lit(NOT_IN_DATA)).when(is_few).then(pl.lit(TOO_FEW)),
    ).sort(by or "n", nulls_last=True)


def cost_of_tiers(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Variance of quality, load and money beside each other, a row per tier.

    Returns contact_tier; answers, satisfaction_within, satisfaction_between with …_low and …_high, and
    failure_between with …_low and …_high, of `spread_by_tier`; agents, contacts_per_hour and occupancy with
    …_low and …_high, of `workload`; cost with cost_low, cost_high and cost_n, of `cost_of_contact`. Null
    where a part has no figure.
    """
    spread = spread_by_tier(connection, settings, view)
    parts = [
        cost_of_contact(connection, settings, (TIER,), view).drop("note").rename({"n": "cost_n"}),
        workload(connection, settings, (TIER,), view).drop("note", "busy_seconds", "there_seconds"),
        _columns(spread, CSAT, "satisfaction"),
        _columns(spread, FAILURE, "failure"),
    ]
    tiers = pl.DataFrame({TIER: CONTACT_TIERS})
    for part in parts:
        tiers = tiers.join(part, on=TIER, how="left", maintain_order="left")
    present = pl.any_horizontal(pl.col("cost_n", "contacts", "satisfaction_n").is_not_null())
    return tiers.filter(present).select(
        TIER,
        *("satisfaction_n", "satisfaction_within", *_with_ends("satisfaction_between")),
        *("failure_n", *_with_ends("failure_between")),
        *("agents", "contacts", *_with_ends("contacts_per_hour"), *_with_ends("occupancy")),
        *("cost_n", *_with_ends("cost")),
    )


def _with_ends(name: str) -> list[str]:
    return [f"{name}{end}" for end in _ENDS]


def _columns(spread: pl.DataFrame, figure: str, name: str) -> pl.DataFrame:
    of_figure = spread.filter(figure=figure)
    return of_figure.select(
        TIER, *(pl.col(part).alias(f"{name}_{part}") for part in ("n", "within", *_with_ends("between")))
    )


def _spread(frame: pl.DataFrame, small_n: int) -> pl.DataFrame:
    units, n = units_of(frame), int(frame["n"].sum())
    is_share = frame["figure"][0] == FAILURE
    within = _within(units, is_share)
    between: Interval | None = None
    if n >= small_n and within > 0:
        desks = frame.select(pl.struct("department", "channel").rank("dense")).to_series().to_numpy()
        errors = _spreads(units, desks, within, is_share) / np.sqrt(units.sizes)
        between = spread_between(units.values, errors, desks)
    value, low, high = between or (None, None, None)
    return pl.DataFrame(
        {
            TIER: [frame[TIER][0]],
            "figure": [frame["figure"][0]],
            "agents": [frame["agent_id"].n_unique()],
            "n": [n],
            "value": [units.totals.sum() / units.sizes.sum()],
            "within": [within],
            "between": [value],
            "between_low": [low],
            "between_high": [high],
            "note": [TOO_FEW if between is None else None],
        }
    )


def _within(units: Units, is_share: bool) -> float:
    """The standard deviation of one record, pooled over agents."""
    if is_share:
        share = float(units.totals.sum() / units.sizes.sum())
        return float((share * (1 - share)) ** 0.5)
    scatter = float((units.squares - units.totals**2 / units.sizes).sum())
    freedom = float(units.sizes.sum() - len(units))
    return float((max(scatter, 0.0) / freedom) ** 0.5) if freedom > 0 else 0.0


def _spreads(units: Units, desks: npt.NDArray[np.integer], within: float, is_share: bool) -> Floats:
    """Of one record of each unit: shares vary as the share of their desk lets them."""
    if not is_share:
        return np.full(len(units), within)
    _, place = np.unique(desks, return_inverse=True)
    # Half an event more, so that a desk without any is not taken as sure.
    shares = (np.bincount(place, units.totals) + 0.5) / (np.bincount(place, units.sizes) + 1)
    return np.asarray(np.sqrt(shares * (1 - shares))[place])
