"""What a change is measured against, and why there is none, in words."""

from analytics.against import Against, Days
from analytics.finished import last_finished
from analytics.measures.measure import Measure
from analytics.view import View
from dashboard.wording.dates import show_period
from warehouse.words import Language, Words

_LINES = {
    "before": Words("직전", "before"),
    "year": Words("1년 전", "year ago"),
    "picked": Words("고른 날", "picked"),
}
_BESIDE = {
    "before": Words("직전 대비 {change}", "{change} vs before"),
    "year": Words("1년 전 대비 {change}", "{change} vs a year ago"),
    "picked": Words("고른 기간 대비 {change}", "{change} vs days picked"),
}
_PERIODS = {
    "before": Words("바로 앞의 같은 길이 기간({days})", "the equally long period before ({days})"),
    "year": Words("1년 전 같은 기간({days})", "the same period a year ago ({days})"),
    "picked": Words("비교하려고 고른 기간({days})", "the days picked to compare with ({days})"),
}
_COMPARED_WITH = Words("비교 기간: {days}", "Compared with {days}")
_NO_DATA = Words("비교 기간의 자료 없음", "No data for the period compared with")
_NOT_AS_LONG = Words(
    "길이가 다른 기간의 건수는 비교하지 않음", "Counts of periods of unequal length are not compared"
)
_PARTLY = Words(
    "자료가 비교 기간의 일부뿐이라 비교하지 않음", "Not compared: the data cover only part of the days"
)
_NOT_OVER = Words("마지막 날이 아직 끝나지 않아 비교하지 않음", "Not compared: the last day is not over")
_TOO_FEW = Words("비교 기간의 건수가 적음", "Too few records in the period compared with")


def line_name(against: Against, language: Language) -> str:
    """The name of a line in a chart."""
    return _LINES[_kind(against)].text(language)


def around_change(against: Against, language: Language) -> tuple[str, str]:
    """What stands before and behind a change."""
    before, _, behind = _BESIDE[_kind(against)].text(language).partition("{change}")
    return before, behind


def period_text(view: View, language: Language) -> str:
    """The period that a view is compared with, and its days, for a sentence."""
    return _PERIODS[_kind(view.against)].text(language, days=_days(view, language))


def days_text(view: View, language: Language) -> str:
    """The days that a view is compared with, on their own."""
    return _COMPARED_WITH.text(language, days=_days(view, language))


def has_data_before(view: View, span: Days) -> bool:
    """Whether any day that the view is compared with is one of the data's."""
    since, until = view.before().days
    return since <= span[1] and until >= span[0]


def why_no_change(measure: Measure, view: View, span: Days, language: Language) -> str:
    """Why a figure of the view has no change."""
    if not has_data_before(view, span):
        return _NO_DATA.text(language)
    if measure.unit != "count":
        return _TOO_FEW.text(language)
    if not view.is_as_long:
        return _NOT_AS_LONG.text(language)
    return (_NOT_OVER if view.days[1] > last_finished(span) else _PARTLY).text(language)


def _days(view: View, language: Language) -> str:
    return show_period(*view.before().days, language)


def _kind(against: Against) -> str:
    return against if isinstance(against, str) else "picked"
