"""Patience: how long customers would wait if nobody served them."""

from collections.abc import Sequence

import polars as pl

from analytics.estimators import Estimator
from analytics.intervals import CONFIDENCE
from analytics.measures import behind
from analytics.measures.measure import Measure
from analytics.measures.methods import LOG_LOG
from analytics.waiting.giving_up import WAITED, waiting_curves
from warehouse.settings import Definitions
from warehouse.words import Words

_WAITS = Words("대기 시간(wait_seconds)이 0초보다 긴 접점", "contacts with a wait (wait_seconds) over 0 s")
_SOURCE = (
    "Kaplan and Meier (1958), Journal of the American Statistical Association 53; for callers: Brown et al. "
    "(2005), Journal of the American Statistical Association 100"
)
# A level that is met exactly may lie a rounding error above it.
_ROUNDING = 1e-12


def wait_until_given_up(part: float) -> Estimator:
    """The wait by which this share would have given up (interval: Brookmeyer and Crowley 1982)."""
    level = 1 - part + _ROUNDING

    def reached(limit: str) -> pl.Expr:
        return pl.col("time").filter(pl.col(limit) <= level).min()

    # Where nobody is left, the curve's interval says nothing.
    is_above_0 = pl.col("survival") > 0
    upper_end = pl.col("time").filter((pl.col("high") <= level) & is_above_0).min()
    beyond = pl.when(is_above_0.all()).then(float("inf"))

    def estimate(counts: pl.DataFrame, keys: Sequence[str], _: Definitions) -> pl.DataFrame:
        figures = waiting_curves(counts, keys).group_by(keys)
        return figures.agg(
            value=reached("survival"),
            low=reached("low"),
            high=pl.coalesce(upper_end, beyond),
            n=pl.col("still_waiting").max(),
        )

    return Estimator("curve", estimate)


def given_up_within(seconds: float) -> Estimator:
    """The share who would have given up within the time.

    Where nobody gave up that soon, the upper end is the exact binomial one of those who waited longer. None
    where all were served sooner.
    """
    is_reached = (pl.col("time").max() > seconds) | (pl.col("survival").min() == 0)

    def at_the_time(column: str) -> pl.Expr:
        return pl.col(column).filter(pl.col("time") <= seconds).last()

    def estimate(counts: pl.DataFrame, keys: Sequence[str], _: Definitions) -> pl.DataFrame:
        curves = waiting_curves(counts, keys).sort("time")
        read = curves.group_by(keys).agg(
            survival=pl.when(is_reached).then(at_the_time("survival")),
            curve_low=at_the_time("low"),
            curve_high=at_the_time("high"),
            longer=pl.col("still_waiting").filter(pl.col("time") > seconds).first(),
            n=pl.col("still_waiting").max(),
        )
        is_inside = (pl.col("survival") > 0) & (pl.col("survival") < 1)
        nobody_yet = pl.when(pl.col("survival") == 1).then(_most_given_that_none(pl.col("longer")))
        return read.select(
            *keys,
            "n",
            value=1 - pl.col("survival"),
            low=pl.when(is_inside).then(1 - pl.col("curve_high")).when(pl.col("survival") == 1).then(0.0),
            high=pl.when(is_inside).then(1 - pl.col("curve_low")).otherwise(nobody_yet),
        )

    return Estimator("curve", estimate)


def _most_given_that_none(n: pl.Expr) -> pl.Expr:
    """The upper end for a share of which none of n was seen (Clopper and Pearson 1934)."""
    return 1 - pl.lit((1 - CONFIDENCE) / 2).pow(1 / n)


PATIENCE_P50 = Measure(
    name="patience_p50",
    label=Words("인내 시간 중앙값", "Median patience"),
    meaning=Words(
        "아무도 응대하지 않는다면 기다리는 고객의 절반이 포기했을 시간입니다. 응대받은 고객은 그때까지는 "
        "포기하지 않은 것으로 봅니다. 곡선이 절반까지 내려오지 않으면 값이 없습니다.",
        "The wait by which half of the waiting customers would have given up if nobody served them. Those "
        "who were served are taken as not having given up by then. No figure if the curve stays above half.",
    ),
    formula=Words(
        "포기를 사건, 응대를 절단으로 본 카플란·마이어 곡선이 처음 50 % 이하가 되는 시간. 대기 0초는 뺍니다.",
        "first time at which the Kaplan-Meier curve (giving up = event, served = censored) is at most 50 %. "
        "Waits of 0 s are left out.",
    ),
    unit="seconds",
    direction=None,
    needs=_WAITS,
    interval=LOG_LOG,
    source=_SOURCE,
    contacts_behind=behind.HAD_TO_WAIT,
    counts=WAITED,
    estimate=wait_until_given_up(0.5),
)

PATIENCE_60S = Measure(
    name="patience_60s",
    label=Words("1분 안에 포기할 비율", "Would give up within 1 min"),
    meaning=Words(
        "아무도 응대하지 않는다면 기다리는 고객 가운데 1분 안에 포기했을 비율입니다. 대기가 길어지면 "
        "얼마나 잃는지 말해 줍니다.",
        "Of the waiting customers, the share who would have given up within 1 minute if nobody served them. "
        "It tells what longer waits would lose.",
    ),
    formula=Words(
        "1 − 60초에서의 카플란·마이어 곡선 (포기 = 사건, 응대 = 절단). 대기 0초는 뺍니다.",
        "1 − the Kaplan-Meier curve at 60 s (giving up = event, served = censored). Waits of 0 s are "
        "left out.",
    ),
    unit="share",
    direction=None,
    needs=_WAITS,
    interval=LOG_LOG,
    source=_SOURCE,
    contacts_behind=behind.HAD_TO_WAIT,
    counts=WAITED,
    estimate=given_up_within(60),
)

MEASURES = (PATIENCE_P50, PATIENCE_60S)
