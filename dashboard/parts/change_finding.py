"""What changed most: read, and said in one sentence with how surely and where."""

from typing import Any

import polars as pl
from dash import html

from analytics.catalogue import find_measure
from analytics.measures.measure import Measure
from analytics.standing_out import WATCHED, Comparisons, clearest_change
from analytics.view import View
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.parts import change_words as texts
from dashboard.parts.sentence import notice, sentence
from dashboard.wording import terms
from dashboard.wording.compared import days_text, has_data_before, period_text
from dashboard.wording.dates import show_day, show_period
from dashboard.wording.figure import Figure, is_better, value_before_text, value_text
from dashboard.wording.numbers import show_change_interval, show_count
from warehouse.words import Language


def read_changes(reading: Reading, view: View, by: tuple[str, ...]) -> Comparisons:
    """The clearest change of the watched measures, in all that is looked at and split by `by`."""
    return clearest_change(pl.concat([_changes(reading, name, view, by) for name in WATCHED], how="diagonal"))


def finding(comparisons: Comparisons, span: Span, selection: Selection) -> html.Div:
    """The clearest change, or that there is none, or nothing to compare with."""
    language = selection.language
    if not comparisons.has_records:
        return nothing_here(span, selection)
    if comparisons.count == 0:
        return _nothing_to_compare(span, selection)
    view, count = selection.view(span), show_count(comparisons.count)
    looked_at = {
        "period": show_period(*view.days, language),
        "against": period_text(view, language),
        "count": count,
    }
    if comparisons.clearest is None:
        detail = texts.NOTHING_CLEAR_DETAIL.text(language, **looked_at)
        return sentence(texts.NOTHING_CLEAR.text(language), detail)
    return _clear(comparisons.clearest, looked_at, language)


def nothing_here(span: Span, selection: Selection) -> html.Div:
    """No record is of what was selected."""
    language = selection.language
    detail = texts.NOTHING_HERE_DETAIL.text(language, period=show_period(*span, language))
    return notice(texts.NOTHING_HERE.text(language), detail)


def place_text(comparisons: Comparisons, language: Language) -> str:
    """Where the clearest change is: the department, the tier or both; nothing if it is in all."""
    return _where(comparisons.clearest, language) if comparisons.clearest else ""


def _nothing_to_compare(span: Span, selection: Selection) -> html.Div:
    """The data do not reach what is compared with, or there are too few records in one of the periods."""
    language, view = selection.language, selection.view(span)
    period = show_period(*view.days, language)
    if has_data_before(view, span):
        return sentence(texts.TOO_FEW_TO_COMPARE.text(language), f"{period}. {days_text(view, language)}.")
    if view.against != "before":
        detail = texts.NO_DATA_TO_COMPARE_DETAIL.text(
            language, period=period, against=days_text(view, language), days=show_period(*span, language)
        )
        return sentence(texts.NO_DATA_TO_COMPARE.text(language), detail)
    detail = texts.NOTHING_TO_COMPARE_DETAIL.text(language)
    return sentence(
        texts.NOTHING_TO_COMPARE.text(language),
        detail.format(period=period, first=show_day(span[0], language)),
    )


def _clear(row: dict[str, Any], looked_at: dict[str, str], language: Language) -> html.Div:
    measure, figure = find_measure(row["measure"]), Figure.of(row)
    interval = show_change_interval(row["change_low"], row["change_high"], measure.unit, language)
    detail = texts.CERTAINTY.text(language, interval=interval, **looked_at)
    return sentence(_moved(row, measure, figure, language), detail)


def _moved(row: dict[str, Any], measure: Measure, figure: Figure, language: Language) -> str:
    how = texts.BETTER if is_better(measure, row["change"]) else texts.WORSE
    return texts.MOVED.text(
        language,
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


def _changes(reading: Reading, name: str, view: View, by: tuple[str, ...]) -> pl.DataFrame:
    split = reading.compare(name, view, by).drop_nulls(by)
    whole = reading.compare(name, view)
    frames = [split] if split.height == 1 else [split, whole]
    return pl.concat(frames, how="diagonal").with_columns(measure=pl.lit(name))
