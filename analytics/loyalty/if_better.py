"""What the mean score would be with less going wrong, if what the model adjusts for is enough."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import polars as pl

from analytics.loyalty.satisfaction_drivers import Fitted, SatisfactionDrivers
from analytics.measures.behind import PROMISE_BROKEN
from analytics.statistics.common import Floats
from warehouse.words import Words

# Values of the cells' columns as they would be. Where a wait is capped, so is the promise kept.
_KEPT = {"over_promise": pl.lit(False), "doublings": pl.min_horizontal("doublings", "doublings_if_kept")}
_FAILED = pl.col("ending").str.starts_with("failed")


def _ending_instead(where: pl.Expr, ending: str) -> pl.Expr:
    return pl.when(where).then(pl.lit(ending)).otherwise("ending").alias("ending")


_EVERY_FAILURE = _ending_instead(_FAILED, "failed_recovered")
_NO_FAILURE = _ending_instead(_FAILED, "resolved")
_RESOLVED = _ending_instead(pl.col("ending") == "unresolved", "resolved")
_ALL_RESOLVED = _ending_instead(_FAILED | pl.col("ending").is_in(["unresolved", "transferred"]), "resolved")

CHANGES: Mapping[str, Mapping[str, pl.Expr]] = MappingProxyType(
    {
        "promises_kept": _KEPT,
        "failures_recovered": {"ending": _EVERY_FAILURE},
        "no_failures": {"ending": _NO_FAILURE},
        "resolved": {"ending": _RESOLVED},
        "all": _KEPT | {"ending": _ALL_RESOLVED},
    }
)
CHANGE_LABELS: Mapping[str, Words] = MappingProxyType(
    {
        "promises_kept": Words("대기가 약속을 넘지 않는다면", "No wait longer than promised"),
        "failures_recovered": Words("모든 실패가 회복된다면", "Every failure recovered"),
        "no_failures": Words("실패가 없다면", "No failures"),
        "resolved": Words("미해결이 없다면", "Nothing left unresolved"),
        "all": Words(
            "약속을 지키고 모두 한 번에 해결된다면", "Promises kept and everything resolved at once"
        ),
    }
)
# Which contacts would be otherwise, as SQL over contact_facts.
CONCERNED: Mapping[str, str] = MappingProxyType(
    {
        "promises_kept": PROMISE_BROKEN.sql,
        "failures_recovered": "outcome = 'failed' AND coalesce(recovery, 'none') <> 'recovered'",
        "no_failures": "outcome = 'failed'",
        "resolved": "outcome = 'unresolved'",
        "all": f"(outcome IN ('failed', 'unresolved', 'transferred') OR {PROMISE_BROKEN.sql})",
    }
)
_SCHEMA = {
    "change": pl.String(),
    **dict.fromkeys(("now", "then", "difference", "low", "high"), pl.Float64()),
    "concerned": pl.Int64(),
    "n": pl.Int64(),
}


def if_better(found: SatisfactionDrivers) -> pl.DataFrame:
    """A row per change of CHANGES: change, now and then (mean scores of the rated contacts), difference with
    low and high (95 %), concerned (contacts that would be otherwise) and n (all). None without a model.

    A change that asks for a level which the data do not carry is left out, and so is one that concerns
    nobody.
    """
    if found.fitted is None:
        return pl.DataFrame(schema=_SCHEMA)
    rows = [
        row
        for name, columns in CHANGES.items()
        if (row := _row(found, found.fitted, name, found.fitted.design.changed(**columns)))
    ]
    return pl.DataFrame(rows, schema=_SCHEMA)


def _row(found: SatisfactionDrivers, fitted: Fitted, name: str, then: Floats) -> dict[str, object] | None:
    if name == "failures_recovered" and "failed_recovered" not in fitted.design.columns:
        return None
    frame, now = fitted.design.frame, fitted.design.units.rows
    is_other = np.abs(then - now).max(axis=1) > 0
    concerned = int(frame.filter(pl.Series(is_other))["n"].sum())
    if not concerned or found.mean is None:
        return None
    weights = fitted.design.units.weights
    difference, low, high = fitted.model.contrast(np.average(then - now, axis=0, weights=weights))
    means = {"now": found.mean, "then": found.mean + difference}
    return means | {
        "change": name,
        "difference": difference,
        "low": low,
        "high": high,
        "concerned": concerned,
        "n": found.n,
    }
