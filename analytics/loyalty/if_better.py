"""What the mean score would be with less going wrong, if what the model adjusts for is enough."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import polars as pl

from analytics.loyalty.satisfaction_drivers import Fitted, SatisfactionDrivers
from analytics.measures.behind import PROMISE_BROKEN
from analytics.statistics.common import Interval
from warehouse.words import Words

_FAILED = pl.col("ending").str.starts_with("failed")
_UNRECOVERED = _FAILED & (pl.col("ending") != "failed_recovered")
_UNRESOLVED = pl.col("ending") == "unresolved"
_OTHERWISE = _FAILED | pl.col("ending").is_in(["unresolved", "transferred"])
# Where a wait is capped, so is the promise kept.
_KEPT = {"over_promise": pl.lit(False), "doublings": pl.min_horizontal("doublings", "doublings_if_kept")}


@dataclass(frozen=True)
class Change:
    """columns: values of the cells' columns as they would be. concerned: which cells are otherwise; sql: the
    same over contact_facts."""

    label: Words
    columns: Mapping[str, pl.Expr]
    concerned: pl.Expr
    sql: str


def _ending_instead(where: pl.Expr, ending: str) -> Mapping[str, pl.Expr]:
    return {"ending": pl.when(where).then(pl.lit(ending)).otherwise("ending")}


CHANGES: Mapping[str, Change] = MappingProxyType(
    {
        "promises_kept": Change(
            Words("대기가 약속을 넘지 않는다면", "No wait longer than promised"),
            _KEPT,
            pl.col("over_promise"),
            PROMISE_BROKEN.sql,
        ),
        "failures_recovered": Change(
            Words("모든 실패가 회복된다면", "Every failure recovered"),
            _ending_instead(_FAILED, "failed_recovered"),
            _UNRECOVERED,
            "outcome = 'failed' AND coalesce(recovery, 'none') <> 'recovered'",
        ),
        "no_failures": Change(
            Words("실패가 없다면", "No failures"),
            _ending_instead(_FAILED, "resolved"),
            _FAILED,
            "outcome = 'failed'",
        ),
        "resolved": Change(
            Words("미해결이 없다면", "Nothing left unresolved"),
            _ending_instead(_UNRESOLVED, "resolved"),
            _UNRESOLVED,
            "outcome = 'unresolved'",
        ),
        "all": Change(
            Words("약속을 지키고 모두 한 번에 해결된다면", "Promises kept and everything resolved at once"),
            {**_KEPT, **_ending_instead(_OTHERWISE, "resolved")},
            _OTHERWISE | pl.col("over_promise"),
            f"(outcome IN ('failed', 'unresolved', 'transferred') OR {PROMISE_BROKEN.sql})",
        ),
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

    A change of which the data tell nothing is left out. Contacts of kinds that are too rare to be told stay
    as they are.
    """
    if found.fitted is None or found.mean is None:
        return pl.DataFrame(schema=_SCHEMA)
    rows = [
        {"change": name, "now": found.mean, "then": found.mean + difference.value, "n": found.n}
        | {"difference": difference.value, "low": difference.low, "high": difference.high}
        | {"concerned": int(found.fitted.design.frame.filter(change.concerned)["n"].sum())}
        for name, change in CHANGES.items()
        if (difference := _difference(found.fitted, name, change)) is not None
    ]
    return pl.DataFrame(rows, schema=_SCHEMA)


def _difference(fitted: Fitted, name: str, change: Change) -> Interval | None:
    """What the mean would differ by; None where that asks for what the data do not have."""
    if name == "failures_recovered" and "failed_recovered" not in fitted.design.columns:
        return None
    now, then = fitted.design.units.rows, fitted.design.changed(**change.columns)
    if np.array_equal(now, then):
        return None
    return fitted.model.contrast(np.average(then - now, axis=0, weights=fitted.design.units.weights))
