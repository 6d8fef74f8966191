"""Who stays and comes again, by the score that they gave: plainly, and as if all were alike.

Every customer counts once, with the first answer of the view after which the days asked for are over: so one
customer's answers do not count as several, and which answer it is hangs on nothing that came after it. Plain
shares compare customers who differ in more than their score. The adjusted ones are those of all these
customers, had all given that score, as far as place (department and tier), segment and tenure tell customers
apart (doubly robust, `analytics.statistics.treatment`).

A line through the adjusted shares is tried for a bend. Jones and Sasser (1995), Why satisfied customers
defect, Harvard Business Review 73, found it flat for middling scores and steep at the top where customers
have a choice, and called these parts zones of indifference and of affection (Heskett, Sasser and Schlesinger
1997, The Service Profit Chain).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb
import numpy as np
import polars as pl

from analytics.by_dimension import by_dimension
from analytics.customer_sample import EVERYBODY, sampled
from analytics.dimensions import find_dimensions
from analytics.intervals import proportion
from analytics.loyalty.items import Item, find_item
from analytics.loyalty.looked_at import answers_looked_at
from analytics.loyalty.outcomes import Outcome, find_outcome
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import conditions, parameters, picked_by, prepare
from analytics.statistics.bend import Bend, likeliest_bend
from analytics.statistics.common import Floats, Z
from analytics.statistics.effect import Cells, Effect
from analytics.statistics.kish import effective_size, per_weight
from analytics.statistics.treatment import Design, doubly_robust, naive, propensity
from analytics.stored import read_stored
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

_ADJUSTING = ("place", "segment", "tenure")
_BY = ("department", "contact_tier", "segment", "tenure")
# A bend that chance alone gives more often is not told.
ALPHA = 0.05
# Customers for whom a score is ten times rarer than for all have hardly anybody alike who gave it.
_RARER = 0.1
_CELLS = {
    "outcome": pl.String(),
    **dict.fromkeys(_ADJUSTING, pl.String()),
    "score": pl.Int64(),
    "n": pl.Int64(),
    **dict.fromkeys(("weight", "weight_squares", "total"), pl.Float64()),
}
_NUMBERS = ("value", "low", "high", "adjusted", "adjusted_low", "adjusted_high")
_SCORES = {
    "score": pl.Int64(),
    "n": pl.Int64(),
    **dict.fromkeys(_NUMBERS, pl.Float64()),
    "note": pl.String(),
}


@dataclass(frozen=True)
class Loyalty:
    """One outcome by the score of one item.

    scores: a row per score of the scale: score, n (customers), value, low, high (share with the outcome;
    Wilson, 95 %), adjusted with adjusted_low and adjusted_high, note (figures are withheld under
    settings.definitions.small_n). contrast: customers with a good score less those with a bad one, adjusted;
    plain: the same as it stands. bend: of the adjusted line; None where there are fewer than four scores.
    n: customers. days: how long it was waited. note: null, "not_in_data" or "too_few". per_mille: of how many
    in 1,000 customers answers are looked at.
    """

    item: Item
    outcome: Outcome
    days: int
    n: int
    scores: pl.DataFrame
    contrast: Effect | None
    plain: Effect | None
    bend: Bend | None
    note: str | None
    per_mille: int = EVERYBODY

    @property
    def is_bent(self) -> bool:
        """Whether the line bends beyond chance."""
        return self.bend is not None and self.bend.p_value < ALPHA


def loyalty(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    item: str = "csat",
    outcome: str = "stayed",
    view: View = View(),  # noqa: B008 - a View never changes
) -> Loyalty:
    """The outcome by score, over the answers of a view. Raises QueryError for an unknown item or outcome."""
    return loyalties(connection, settings, item, (outcome,), view)[outcome]


def loyalties(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    item: str,
    outcomes: Sequence[str],
    view: View = View(),  # noqa: B008 - a View never changes
) -> Mapping[str, Loyalty]:
    """The same of several outcomes by name; answers are read once for all."""
    asked, followed = find_item(item), [*map(find_outcome, outcomes)]
    definitions = settings.definitions
    per_mille = answers_looked_at(connection, settings, asked, view)
    cells = _read_cells(connection, settings, asked, followed, view, per_mille)
    found = {
        one.name: loyalty_of(
            cells.filter(outcome=one.name), asked, one, one.days(definitions), definitions.small_n
        )
        for one in followed
    }
    return {name: replace(one, per_mille=per_mille) for name, one in found.items()}


def _read_cells(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    item: Item,
    outcomes: Sequence[Outcome],
    view: View,
    per_mille: int,
) -> pl.DataFrame:
    """Customers alike: outcome, place, segment, tenure (texts, '' where not known), score, n, weight and
    weight_squares (of their answers, and of the squares), total (of the weights of those who did so)."""
    picked = " AND ".join(conditions(view, settings)) or "true"
    query = _cells_query(
        picked, sampled(per_mille), {outcome.name: outcome.days(settings.definitions) for outcome in outcomes}
    )
    asked = list((find_dimensions(settings, _BY) | picked_by(view, settings)).values())
    query = by_dimension(query, "answer_facts", asked, (view.since, view.until), settings)
    prepare(connection, settings, asked, query)
    values = {"item": item.name, "lowest": item.lowest, "highest": item.highest} | parameters(view)
    return read_stored(connection, query, values, _CELLS).cast(_CELLS)  # type: ignore[arg-type]


def _cells_query(picked: str, whose: str, days: Mapping[str, int]) -> str:
    """days: by outcome, how long it is waited. Outcomes that wait as long are of the same first answers."""
    rated = (
        read_sql("analytics.loyalty", "rated_customers")
        .replace("{picked}", picked)
        .replace("{sampled}", whose)
    )
    later = read_sql("analytics.loyalty", "later_contacts").replace("{sampled}", whose)
    first = read_sql("analytics.loyalty", "first_rated")
    firsts = (
        f"first_in_{within} AS MATERIALIZED ({first.format(within=within)})"
        for within in sorted(set(days.values()))
    )
    parts = (
        f"SELECT '{name}' AS outcome, {_AGGREGATED} FROM (WITH first_rated AS (FROM first_in_{within})"
        f" FROM ({read_sql('analytics.loyalty', name)})) GROUP BY ALL"
        for name, within in days.items()
    )
    named = [
        f"rated_customers AS MATERIALIZED ({rated})",
        f"later_contacts AS MATERIALIZED ({later})",
        *firsts,
    ]
    return f"WITH {', '.join(named)} {' UNION ALL '.join(parts)} ORDER BY ALL"


_AGGREGATED = """
    coalesce(place, '') AS place,
    coalesce(segment, '') AS segment,
    coalesce(tenure, '') AS tenure,
    score,
    count(*) AS n,
    sum(weight)::DOUBLE AS weight,
    sum(weight ** 2)::DOUBLE AS weight_squares,
    coalesce(sum(weight) FILTER (is_so), 0)::DOUBLE AS total
"""


def loyalty_of(cells: pl.DataFrame, item: Item, outcome: Outcome, days: int, least: int) -> Loyalty:
    """The figures of customers alike: place, segment, tenure, score, n, weight, weight_squares, total."""
    n = int(cells["n"].sum())
    scores = _scores(cells, item, least)
    bad, good = pl.col("score") <= item.low, pl.col("score") >= item.high
    ends = cells.filter(bad | good)
    sizes = [int(ends.filter(side)["n"].sum()) for side in (bad, good)]
    is_told = min(sizes) >= least
    contrast = _effect(ends, good) if is_told else None
    plain = naive(_arms(ends, good)) if is_told else None
    note = None if is_told else (TOO_FEW if n else NOT_IN_DATA)
    return Loyalty(item, outcome, days, n, scores, contrast, plain, _bend(scores), note)


def _scores(cells: pl.DataFrame, item: Item, least: int) -> pl.DataFrame:
    scale = pl.DataFrame({"score": range(item.lowest, item.highest + 1)}, schema={"score": pl.Int64})
    size = effective_size(pl.col("weight"), pl.col("weight_squares"))
    share = proportion(size * pl.col("total") / pl.col("weight"), size)
    sums = cells.group_by("score").agg(pl.col("n", "weight", "weight_squares", "total").sum())
    rows = scale.join(sums, on="score", how="left", maintain_order="left").with_columns(
        pl.col("n").fill_null(0), **share._asdict()
    )
    adjusted = pl.DataFrame(
        [_adjusted(cells, row["score"]) for row in rows.filter(pl.col("n") >= least).iter_rows(named=True)],
        schema={"score": pl.Int64()} | dict.fromkeys(_NUMBERS[3:], pl.Float64()),
    )
    is_few = pl.col("n") < least
    withheld = [pl.when(~is_few).then(name).alias(name) for name in _NUMBERS]
    note = pl.when(pl.col("n") == 0).then(pl.lit(NOT_IN_DATA)).when(is_few).then(pl.lit(TOO_FEW))
    told = rows.join(adjusted, on="score", how="left", maintain_order="left").with_columns(*withheld)
    return told.with_columns(note=note).select(_SCORES.keys())


def _adjusted(cells: pl.DataFrame, score: int) -> dict[str, float]:
    """The share that all would have, had they given this score; none where nobody gave another."""
    found = _effect(cells, pl.col("score") == score)
    if found is None:
        return {"score": score}
    value, low, high = found.treated
    return {"score": score, "adjusted": value, "adjusted_low": low, "adjusted_high": high}


def _effect(cells: pl.DataFrame, chosen: pl.Expr) -> Effect | None:
    arms = _arms(cells, chosen)
    if arms.is_treated.all() or not arms.is_treated.any():
        return None
    rows = _rows(cells)
    share = float(arms.counts[arms.is_treated].sum() / arms.counts.sum())
    trim = _RARER * min(share, 1 - share)
    return doubly_robust(arms, propensity(arms, rows), Design.additive(rows), trim=trim)


def _arms(cells: pl.DataFrame, chosen: pl.Expr) -> Cells:
    """Customers with the score and all others. Those who weigh differently count as so many alike."""
    with_side = cells.with_columns(is_chosen=chosen)
    weights = (pl.col(name).sum().over("is_chosen") for name in ("weight", "weight_squares"))
    alike = with_side.select("is_chosen", pl.col("weight", "total") * per_weight(*weights))
    counts, totals = (alike[name].to_numpy() for name in ("weight", "total"))
    return Cells(alike["is_chosen"].to_numpy(), counts, totals, totals, is_share=True)


def _rows(cells: pl.DataFrame) -> Floats:
    """A constant, and 1 or 0 for each level of what is adjusted for."""
    levels = cells.select(_ADJUSTING).to_dummies().cast(pl.Float64)
    return np.hstack([np.ones((cells.height, 1)), levels.to_numpy()])


def _bend(scores: pl.DataFrame) -> Bend | None:
    """Every customer counts for one score, so that these are as good as independent."""
    told = scores.drop_nulls("adjusted").filter(pl.col("adjusted_high") > pl.col("adjusted_low"))
    places, values, lows, highs = (
        told[name].cast(pl.Float64).to_numpy()
        for name in ("score", "adjusted", "adjusted_low", "adjusted_high")
    )
    return likeliest_bend(places, values, (highs - lows) / (2 * Z))
