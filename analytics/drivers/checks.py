"""Whether the driver model can be trusted, as rows and sentences: in months that it has not seen, and by
leaks."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from analytics.drivers.leak import LeakCheck
from analytics.drivers.validation import Validation
from analytics.statistics.common import Interval
from warehouse.words import Words

_SCHEMA = {
    **dict.fromkeys(("check", "figure"), pl.String()),
    **dict.fromkeys(("value", "low", "high", "expected"), pl.Float64()),
    "n": pl.Int64(),
    "is_alarm": pl.Boolean(),
}
Row = Mapping[str, Any]


def check_rows(checked: Validation | Words, leak: LeakCheck | Words) -> pl.DataFrame:
    """check ("out_of_time", "calibration" or "leak"), figure, value, low, high (95 %), expected, n and
    is_alarm.

    out_of_time: auc, the calibration's slope and observed_to_expected, brier and log_loss with those of one
    risk for all as expected. calibration: decile_1 to decile_10 by predicted risk, the share that left as
    value, the predicted one as expected. leak: the auc with exposures of the month before and of the same
    month; is_alarm where it is too good to be true. Null where there is nothing of the kind; what cannot
    be checked has no rows.
    """
    rows = [
        *(_out_of_time(checked) if isinstance(checked, Validation) else ()),
        *(_leak(leak) if isinstance(leak, LeakCheck) else ()),
    ]
    return pl.DataFrame(rows, schema=_SCHEMA)


def check_sentences(checked: Validation | Words, leak: LeakCheck | Words) -> tuple[Words, ...]:
    """Which months were seen and unseen, and whether there is an alarm; or why nothing was checked."""
    out_of_time = checked if isinstance(checked, Words) else _months(checked)
    return tuple(dict.fromkeys((out_of_time, leak if isinstance(leak, Words) else leak.words)))


def _out_of_time(checked: Validation) -> list[Row]:
    whole = {"check": "out_of_time", "n": checked.n}
    calibration = checked.calibration
    deciles = [
        {"check": "calibration", "figure": f"decile_{row['decile']}", "value": row["observed"]}
        | {name: row[name] for name in ("low", "high", "expected", "n")}
        for row in checked.deciles.iter_rows(named=True)
    ]
    return [
        whole | _interval("auc", checked.auc),
        whole | _interval("slope", calibration.slope),
        whole | _interval("observed_to_expected", calibration.observed_to_expected),
        whole | {"figure": "brier", "value": checked.brier, "expected": checked.brier_of_one_rate},
        whole | {"figure": "log_loss", "value": checked.log_loss, "expected": checked.log_loss_of_one_rate},
        *deciles,
    ]


def _leak(leak: LeakCheck) -> list[Row]:
    before = {"check": "leak", "is_alarm": leak.is_implausible} | _interval("auc_month_before", leak.lagged)
    if leak.same_month is None:
        return [before]
    same = {"check": "leak", "is_alarm": leak.is_leaking} | _interval("auc_same_month", leak.same_month)
    return [before, same]


def _interval(figure: str, interval: Interval) -> dict[str, Any]:
    """A figure that cannot be computed is null, not NaN."""
    ends = {"value": interval.value, "low": interval.low, "high": interval.high}
    return {"figure": figure} | {name: None if end != end else end for name, end in ends.items()}


def _months(checked: Validation) -> Words:
    trained, tested = (
        f"{months[0]:%Y-%m} – {months[1]:%Y-%m}" for months in (checked.trained_on, checked.tested_on)
    )
    return Words(
        f"{trained}로 만들고, 보지 않은 {tested}에서 확인했습니다: 고객 × 달 {checked.n:,}, 떠난 고객 "
        f"{checked.left:,}명.",
        f"Fitted to {trained} and checked on the unseen {tested}: {checked.n:,} customer-months, "
        f"{checked.left:,} "
        "left.",
    )
