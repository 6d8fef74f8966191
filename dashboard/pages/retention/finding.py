"""The sentence on top of the retention page: who leaves sooner, how surely, and how leaving is known."""

from typing import Any

from dash import html

from analytics.retention.inactivity import Inactivity
from analytics.retention.survival import SPLITS, Survival
from analytics.statistics.log_rank import LogRank
from dashboard.address.selection import Selection, Span
from dashboard.pages.retention import words as texts
from dashboard.pages.retention.comparison import Comparison, part_name
from dashboard.parts.sentence import notice, sentence
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import show_count, show_estimate
from warehouse.words import Language

_LEAST_P = 0.001


def retention_finding(
    comparison: Comparison, window: Inactivity, span: Span, selection: Selection
) -> html.Div:
    """What the parts differ by, or that they do not; the test, the customers and the definition beneath."""
    language, found = selection.language, comparison.found
    if found.groups.is_empty():
        return notice(texts.NO_CUSTOMERS.text(language), texts.NO_CUSTOMERS_DETAIL.text(language))
    notes = [found.definition.words.text(language)]
    if found.scale == "first_contact":
        notes.append(texts.BY_FIRST_CONTACT.text(language))
        if found.definition.kind == "records":
            notes.append(texts.NOT_COUNTED.text(language))
    if found.definition.kind == "inactivity":
        notes.append(window.reason.text(language))
    if window.beside_setting is not None:
        notes.append(window.beside_setting.text(language))
    counted = _counted(found, span, language)
    how_sure = " ".join([*_test(found.log_rank, language), counted])
    return sentence(_title(comparison, language), how_sure, " ".join(notes))


def _title(comparison: Comparison, language: Language) -> str:
    least, most, whole = comparison.least, comparison.most, comparison.whole
    if least is not None and most is not None:
        words = texts.DIFFERENT if comparison.is_sure else texts.NO_DIFFERENCE
        split = SPLITS[comparison.split].text(language)
        return words.text(
            language,
            split=split.lower(),
            months=f"{least['months']:.0f}",
            least=part_name(comparison.split, least["group"], language),
            least_value=_value(least, language),
            most=part_name(comparison.split, most["group"], language),
            most_value=_value(most, language),
        )
    if whole is None:
        return texts.TOO_FEW_CUSTOMERS.text(language)
    months = f"{whole['months']:.0f}"
    return texts.STILL_THERE.text(language, months=months, value=_value(whole, language))


def _value(row: dict[str, Any], language: Language) -> str:
    return show_estimate(row["value"], row["low"], row["high"], "share", language)


def _test(test: LogRank | None, language: Language) -> list[str]:
    if test is None or test.statistic is None or test.p_value is None:
        return []
    p_value = f"< {_LEAST_P}" if test.p_value < _LEAST_P else f"= {test.p_value:.3f}"
    words = texts.TEST.text(language)
    return [words.format(statistic=f"{test.statistic:.1f}", freedom=test.degrees_of_freedom, p_value=p_value)]


def _counted(found: Survival, span: Span, language: Language) -> str:
    return texts.COUNTED.text(
        language,
        customers=show_count(int(found.groups["customers"].sum())),
        left=show_count(int(found.groups["left"].sum())),
        period=show_period(*span, language),
    )
