"""What customers' satisfaction goes with in those who serve them, where they serve in the same way."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import duckdb
import numpy as np
import polars as pl

from analytics.comparing.frames import in_schema
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.people.profiles import SAID, profiles
from analytics.people.quality import units_of
from analytics.people.scores import CSAT, DESK, scores_by_agent
from analytics.statistics.common import Interval
from analytics.statistics.within import Units, slopes_within
from analytics.view import View
from warehouse.settings import Settings

# Later years of work add little: what is learnt is learnt (experience curves flatten).
YEARS_COUNTED = 5.0
TENURE, TRAINED = "tenure_years", "is_trained"
FACTORS = (TENURE, TRAINED, *SAID)
# Tenure and training are held against each other; each of what staff say stands alone, as these go together.
_MODELS = ((TENURE, TRAINED), *((name,) for name in SAID))
_SCHEMA = {
    "factor": pl.String(),
    "agents": pl.Int64(),
    "n": pl.Int64(),
    **dict.fromkeys(("mean", "spread"), pl.Float64()),
    **dict.fromkeys(("slope", "low", "high"), pl.Float64()),
    **dict.fromkeys(("plain", "plain_low", "plain_high"), pl.Float64()),
    "note": pl.String(),
}


def goes_with_satisfaction(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """How much higher customers' mean satisfaction (1-5) is per step of what their agents are or say.

    A row per factor: tenure_years (per year, the first five), is_trained (within a year, against the others),
    satisfaction, motivation and load (per point that the agent gave in the latest staff survey). Columns:
    agents, n (customers' answers), mean and spread (standard deviation) of the factor over agents, slope with
    low and high (95 %, t, robust by agent): among agents of the same tier, department and channel, tenure and
    training each with the other held; plain with plain_low and plain_high: the same regardless of where they
    serve; note: "not_in_data" where no agent's value is known, "too_few" where fewer than
    settings.definitions.small_n agents are, or they do not differ. What agents are is as of the view's last
    day. It goes with satisfaction; who is sent where, and who stays, is not held.
    """
    scores = scores_by_agent(connection, settings, view, with_failures=False)
    return goes_with_of(scores, profiles(connection, settings, view), settings.definitions.small_n)


def goes_with_of(scores: pl.DataFrame, people: pl.DataFrame, small_n: int) -> pl.DataFrame:
    """The same of what `scores_by_agent` and `profiles` give."""
    known = people.with_columns(
        pl.col(TENURE).clip(upper_bound=YEARS_COUNTED), pl.col(TRAINED).cast(pl.Float64)
    )
    sums = pl.col("n", "effective_n", "total", "total_squares").sum()
    cells = scores.filter(figure=CSAT).group_by(*DESK, "agent_id").agg(sums).join(known, on="agent_id")
    in_order = cells.sort(*DESK, "agent_id")
    found = [row for model in _MODELS for row in _fitted(in_order, model, small_n)]
    return pl.concat([pl.DataFrame(schema=_SCHEMA), *found])


def a_year_to(view: View) -> View:
    """The year up to the view's last day: a month has too few answers per agent to tell them apart."""
    since, until = view.days
    return replace(view, since=min(since, until - timedelta(days=364)))


def _fitted(cells: pl.DataFrame, factors: Sequence[str], small_n: int) -> list[pl.DataFrame]:
    known = cells.drop_nulls(factors).filter(pl.col("n") > 0)
    agents = known.unique("agent_id")
    is_few = agents.height < small_n
    strata = known.select(pl.struct(DESK).rank("dense")).to_series() if known.height else pl.Series([0])
    within = None if is_few else _slopes(known, factors, strata.to_numpy())
    plain = None if is_few else _slopes(known, factors, np.zeros(known.height, np.int64))
    note = NOT_IN_DATA if known.is_empty() else TOO_FEW if within is None else None
    return [
        in_schema(
            agents.select(
                factor=pl.lit(factor),
                agents=pl.len(),
                n=pl.lit(known["n"].sum()),
                mean=pl.col(factor).mean(),
                spread=pl.col(factor).std(),
                **_ends(("slope", "low", "high"), within, place),
                **_ends(("plain", "plain_low", "plain_high"), plain, place),
                note=pl.lit(note),
            ),
            _SCHEMA,
        )
        for place, factor in enumerate(factors)
    ]


def _slopes(known: pl.DataFrame, factors: Sequence[str], strata: np.ndarray) -> list[Interval] | None:
    sums = units_of(known)
    freedom = float(sums.sizes.sum() - len(sums))
    scatter = float((sums.squares - sums.totals**2 / sums.sizes).sum())
    if freedom <= 0 or scatter <= 0:
        return None
    owners = known["agent_id"].rank("dense").to_numpy()
    units = Units(sums.values, scatter / freedom / sums.sizes, strata, owners)
    return slopes_within(units, known.select(factors).to_numpy())


def _ends(names: Sequence[str], slopes: list[Interval] | None, place: int) -> dict[str, pl.Expr]:
    values: Sequence[float | None] = slopes[place] if slopes else (None, None, None)
    return {name: pl.lit(value, pl.Float64()) for name, value in zip(names, values, strict=True)}
