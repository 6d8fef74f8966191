"""The one sentence that says what changed most, how surely, and where."""

from typing import Any

from dash import html

from analytics.catalogue import find_measure
from analytics.measures.measure import Measure
from dashboard.address.selection import Selection, Span
from dashboard.parts import change_words as texts
from dashboard.parts.comparisons import Comparisons
from dashboard.parts.notice import notice
from dashboard.wording import terms
from dashboard.wording.dates import show_day, show_period
from dashboard.wording.figure import Figure, is_better, value_before_text, value_text
from dashboard.wording.numbers import show_change_interval, show_count
from warehouse.words import Language


def finding(comparisons: Comparisons, span: Span, selection: Selection) -> html.Div:
    """The clearest change, or that there is none, or nothing to compare with."""
    language = selection.language
    if not comparisons.has_records:
        detail = texts.NOTHING_HERE_DETAIL.text(language).format(period=show_period(*span, language))
        return notice(texts.NOTHING_HERE.text(language), detail)
    period = show_period(*selection.days(span), language)
    if comparisons.count == 0:
        return _nothing_to_compare(period, span, selection)
    count = show_count(comparisons.count)
    if comparisons.clearest is None:
        detail = texts.NOTHING_CLEAR_DETAIL.text(language).format(period=period, count=count)
        return _sentence(texts.NOTHING_CLEAR.text(language), detail)
    return _clear(comparisons.clearest, period, count, language)


def place_text(comparisons: Comparisons, language: Language) -> str:
    """Where the clearest change is: the department, the tier or both; nothing if it is in all."""
    return _where(comparisons.clearest, language) if comparisons.clearest else ""


def _nothing_to_compare(period: str, span: Span, selection: Selection) -> html.Div:
    """The data begin with the period, or there are too few records in it or before."""
    language = selection.language
    if selection.days(span)[0] > span[0]:
        return _sentence(texts.TOO_FEW_TO_COMPARE.text(language), period)
    detail = texts.NOTHING_TO_COMPARE_DETAIL.text(language)
    return _sentence(
        texts.NOTHING_TO_COMPARE.text(language),
        detail.format(period=period, first=show_day(span[0], language)),
    )


def _clear(row: dict[str, Any], period: str, count: str, language: Language) -> html.Div:
    measure, figure = find_measure(row["measure"]), Figure.of(row)
    interval = show_change_interval(row["change_low"], row["change_high"], measure.unit, language)
    detail = texts.CERTAINTY.text(language).format(interval=interval, period=period, count=count)
    return _sentence(_moved(row, measure, figure, language), detail)


def _moved(row: dict[str, Any], measure: Measure, figure: Figure, language: Language) -> str:
    how = texts.BETTER if is_better(measure, row["change"]) else texts.WORSE
    return texts.MOVED.text(language).format(
        place=_where(row, language) or texts.EVERYTHING.text(language),
        measure=measure.label.text(language),
        before=value_before_text(figure, measure, language),
        now=value_text(figure, measure, language),
        how=how.text(language),
    )


def _where(row: dict[str, Any], language: Language) -> str:
    department, tier = row["department"], row["contact_tier"]
    return " · ".join(
        [*([department] if department else []), *([terms.tier_name(tier, language)] if tier else [])]
    )


def _sentence(title: str, detail: str) -> html.Div:
    return html.Div([html.H1(title, className="large"), html.P(detail, className="small muted")])
