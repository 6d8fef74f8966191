"""After how many silent days a customer counts as gone, chosen from the data."""

from dataclasses import dataclass

import duckdb
import polars as pl

from analytics.retention.survival import observed_days
from analytics.statistics.kaplan_meier import kaplan_meier
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql
from warehouse.words import Words

MOST_RETURNING = 0.1
# With fewer gaps still open the end of the curve moves by more than a hundredth with each return.
_LEAST_OPEN = 100
_GAPS = pl.Schema({"days": pl.Int64(), "has_ended": pl.Boolean(), "gaps": pl.Int64()})

_CHOSEN = Words(
    "자료로 고른 무접촉 기간은 {days}일: 이보다 오래 조용한 고객 가운데 {horizon}일 안에 다시 찾는 비율이 "
    "10 %를 넘지 않게 되는 가장 짧은 기간입니다. "
    "{horizon}일은 열린 공백이 {least}개 이상인 가장 긴 기간입니다.",
    "By the data the window is {days} days: the shortest silence after which no more than 10 % come back "
    "within {horizon} days, the longest time for which at least {least} gaps are still open.",
)
_TOO_SHORT = Words(
    "무접촉 기간을 자료로 정할 수 없음: 열린 공백은 {horizon}일까지만 {least}개 이상이고, 그 절반을 조용히 "
    "지낸 고객도 그때까지 10 % 넘게 다시 찾습니다. 더 긴 기간의 자료가 필요합니다.",
    "The data do not let us choose a window: at least {least} gaps are open for up to {horizon} days only, "
    "and even of those silent for half of that more than 10 % come back by then. Longer data are needed.",
)
_TOO_FEW = Words(
    "무접촉 기간을 자료로 정할 수 없음: 같은 고객이 다시 찾을 때까지의 공백이 {gaps}개뿐입니다 "
    "(최소 {least}개).",
    "The data do not let us choose a window: there are only {gaps} gaps between contacts of a customer, "
    "{least} are needed.",
)
_IN_SETTINGS = Words(
    "설정(definitions.inactivity_days)은 {days}일이며, 이만큼 조용한 고객 가운데 {share}가 "
    "{horizon}일 안에 다시 찾습니다.",
    "The setting (definitions.inactivity_days) is {days} days: {share} of those silent for so long come "
    "back within {horizon} days.",
)


@dataclass(frozen=True)
class Inactivity:
    """The chosen window and why; None where the data do not let us choose.

    horizon_days: how far the data let us watch. returning: of those silent for window_days, the share (0-1)
    that comes back within the horizon. returning_by_setting: the same for setting_days, as in the settings;
    beside_setting: that in words; None where the horizon is shorter.
    curve: per day of silence the share not yet back, as `kaplan_meier` gives it, and `returning` after it.
    """

    window_days: int | None
    horizon_days: int | None
    returning: float | None
    setting_days: int
    returning_by_setting: float | None
    reason: Words
    beside_setting: Words | None
    curve: pl.DataFrame


def inactivity_window(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> Inactivity:
    """The smallest number of silent days after which few come back.

    The gaps between a customer's days with contacts give a Kaplan-Meier curve S, each last gap cut short by
    the end of the data. The window is the smallest W with 1 - S(H)/S(W) <= 10 % for a long horizon H: the
    longest gap that at least 100 were at risk of. W is half of H at most, since near H the rule holds by
    itself. Percentiles of ended gaps would be too short: long gaps are those that have not ended yet.

    Of the view only its last day counts: a customer who comes back comes back anywhere.
    """
    days = observed_days(connection, view)
    setting = settings.definitions.inactivity_days
    if days is None:
        return choose_window(pl.DataFrame(schema=_GAPS), setting)
    return choose_window(
        connection.sql(read_sql("analytics.retention", "gaps"), params={"last_day": days[1]}).pl(), setting
    )


def window_row(found: Inactivity) -> pl.DataFrame:
    """The figures of a choice in one row, by their names."""
    names = ("window_days", "horizon_days", "returning", "setting_days", "returning_by_setting")
    types = {name: pl.Int64() if name.endswith("_days") else pl.Float64() for name in names}
    return pl.DataFrame([[getattr(found, name) for name in names]], types, orient="row")


def choose_window(gaps: pl.DataFrame, setting_days: int) -> Inactivity:
    """The window from counted gaps: days, has_ended and gaps."""
    curve = kaplan_meier(gaps["days"], gaps["has_ended"], gaps["gaps"])
    supported = curve.filter(pl.col("at_risk") >= _LEAST_OPEN)
    if supported.is_empty():
        reason = _filled(_TOO_FEW, gaps=int(gaps["gaps"].sum()), least=_LEAST_OPEN)
        curve = curve.with_columns(returning=pl.lit(None, pl.Float64))
        return Inactivity(None, None, None, setting_days, None, reason, None, curve)
    horizon, at_horizon = int(supported["time"][-1]), float(supported["survival"][-1])
    is_watched = (pl.col("time") <= horizon) & (pl.col("survival") > 0)
    curve = curve.with_columns(returning=pl.when(is_watched).then(1 - at_horizon / pl.col("survival")))
    few = curve.filter(pl.col("returning") <= MOST_RETURNING, pl.col("time").is_between(1, horizon / 2))
    chosen = few.head(1)
    window = int(chosen["time"][0]) if chosen.height else None
    returning = float(chosen["returning"][0]) if chosen.height else None
    reason = _filled(_CHOSEN if window else _TOO_SHORT, days=window, horizon=horizon, least=_LEAST_OPEN)
    by_setting = _returning_at(curve, setting_days, horizon)
    beside = None
    if by_setting is not None:
        beside = _filled(_IN_SETTINGS, days=setting_days, share=f"{by_setting * 100:.0f} %", horizon=horizon)
    return Inactivity(window, horizon, returning, setting_days, by_setting, reason, beside, curve)


def _returning_at(curve: pl.DataFrame, days: int, horizon: int) -> float | None:
    """The share coming back after that many silent days; None beyond the horizon."""
    known = curve.filter(pl.col("time") <= days)
    share: float | None = known["returning"][-1] if known.height and days <= horizon else None
    return share


def _filled(words: Words, **values: object) -> Words:
    return Words(*(text.format(**values) for text in words))
