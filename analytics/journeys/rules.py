"""How a journey's touchpoints make up the whole: by their product, mean, worst, last, or peak and end.

The multiplication rule has a journey as the product of its touchpoints: one at nothing leaves nothing of the
whole. A score s from 1 to 5 is the part x = (s - 1/2) / 5, and the product over K touchpoints its K-th root,
exp(mean ln x), so that long journeys are not worse for being long.
"""

from typing import Literal

import polars as pl

from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.statistics.out_of_time import Judged, judge

Verdict = Literal["product", "other", "unsure"]
PRODUCT = "product"
RULES = (PRODUCT, "mean", "worst", "last", "peak_end")
OUTCOMES = ("satisfaction", "staying")
# Of fewer, product and mean can hardly ever be told apart: they differ by hundredths.
ENOUGH = 10_000
_SCHEMA = pl.Schema(
    {
        "outcome": pl.String(),
        "rule": pl.String(),
        "log_likelihood": pl.Float64(),
        **dict.fromkeys(("difference", "low", "high"), pl.Float64()),
        **dict.fromkeys(("earlier", "later"), pl.Int64()),
        "note": pl.String(),
    }
)


def judged_rules(cells: pl.DataFrame, small_n: int) -> pl.DataFrame:
    """Outcomes and rules, as `journeys` has them. cells: of the query `rule_cells`."""
    rows = [row for outcome in OUTCOMES for row in _of(outcome, cells.filter(outcome=outcome), small_n)]
    return pl.DataFrame(rows, _SCHEMA)


def no_rules() -> pl.DataFrame:
    """Without any journey."""
    return pl.DataFrame(schema=_SCHEMA)


def verdict_of(rules: pl.DataFrame, outcome: str) -> tuple[Verdict, list[str]] | None:
    """What can be told of an outcome; None where there is no figure.

    "product": it is beyond chance better than every other. "other": those named, the best first, are beyond
    chance better than it. "unsure": it cannot be told from those named.
    """
    told = rules.filter(pl.col("outcome") == outcome, pl.col("difference").is_not_null())
    if told.is_empty():
        return None
    better = told.filter(pl.col("high") < 0).sort("difference")["rule"].to_list()
    alike = told.filter(pl.col("low") <= 0, pl.col("high") >= 0)["rule"].to_list()
    return ("other", better) if better else ("unsure", alike) if alike else ("product", [])


def _of(outcome: str, cells: pl.DataFrame, small_n: int) -> list[dict[str, object]]:
    counts = cells["journeys"].to_numpy()
    is_later = cells["is_later"].to_numpy()
    later, earlier = (int(counts[part].sum()) for part in (is_later, ~is_later))
    sizes = {"outcome": outcome, "earlier": earlier, "later": later}
    note = NOT_IN_DATA if later + earlier == 0 else TOO_FEW if min(later, earlier) < small_n else None
    readings = {rule: cells[rule].to_numpy() for rule in RULES}
    values = cells["value"].to_numpy()
    judged = {} if note else judge(readings, values, counts, is_later, are_shares=outcome == "staying")
    note = note if judged or note else TOO_FEW
    return [{**sizes, "rule": rule, **_figures(judged.get(rule)), "note": note} for rule in RULES]


def _figures(judged: Judged | None) -> dict[str, float | None]:
    value, low, high = judged.difference if judged and judged.difference else (None, None, None)
    mean = judged.mean if judged else None
    return {"log_likelihood": mean, "difference": value, "low": low, "high": high}
