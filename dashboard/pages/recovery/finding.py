"""Whether the recovery paradox shows, how surely, and how comparable the groups are."""

from collections.abc import Sequence
from typing import Any

from dash import html

from analytics.measures.measure import Unit
from analytics.recovery.paradox import Paradox
from analytics.recovery.three_groups import Difference
from analytics.recovery.verdict import verdict
from analytics.statistics.common import Interval
from dashboard.charts.behind import Behind, Column
from dashboard.pages.recovery import words as texts
from dashboard.parts.sentence import sentence
from dashboard.parts.table import plain_table
from dashboard.wording import figure_words as figures
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import show_change_interval, show_count, show_difference, show_share
from warehouse.words import Language, Words

Named = tuple[Words, Unit, Difference]


def recovery_finding(found: Paradox, language: Language) -> html.Div:
    """The verdict, the differences from customers without a failure, and the days they are of."""
    against = [
        (name, unit, difference)
        for name, unit, difference in _named(found)
        if difference.against == "never_failed"
    ]
    details = []
    if against:
        details = [_sentence(texts.DIFFERENCES, against, True, language)]
        details.append(_sentence(texts.WITHOUT_ADJUSTING, against, False, language))
    details.append(_periods(found, language))
    return sentence(verdict(found).text(language), " ".join(details))


def comparison_table(found: Paradox, language: Language) -> html.Div:
    """A row per difference: adjusted, plain, sizes, and who has no match."""
    names = {texts.SATISFACTION_BY: texts.SATISFACTION, texts.LEAVING_BY: texts.LEAVING}
    rows = [
        _row(names[name], unit, difference, _units(found, name, difference), language)
        for name, unit, difference in _named(found)
    ]
    if not rows:
        return html.Div(html.P(texts.NOTHING_COMPARED.text(language), className="muted"))
    columns = (texts.OUTCOME, texts.AGAINST, texts.ADJUSTED, texts.NAIVE, texts.SIZE, texts.LEFT_OUT)
    caption = texts.COMPARED_CAPTION.text(language, definition=found.definition.words.text(language))
    return html.Div(
        [plain_table(columns, rows, language, numbers_from=2), html.P(caption, className="small muted")]
    )


def behind_comparison(found: Paradox, language: Language) -> Behind:
    """A row per difference."""
    names = {texts.SATISFACTION_BY: texts.SATISFACTION, texts.LEAVING_BY: texts.LEAVING}
    rows = [
        {
            "outcome": names[name].text(language),
            "against": texts.GROUPS[difference.against].text(language),
            "unit": figures.EXACT_UNITS[unit].text(language),
            **dict(zip(("value", "low", "high"), difference.adjusted, strict=True)),
            **dict(zip(("naive", "naive_low", "naive_high"), difference.naive, strict=True)),
            "units": _units(found, name, difference),
            "effective": difference.overlap.untreated,
            "trimmed": difference.overlap.trimmed,
        }
        for name, unit, difference in _named(found)
    ]
    columns = [
        Column("outcome", texts.OUTCOME.text(language)),
        Column("against", texts.AGAINST.text(language)),
        Column("unit", figures.UNIT.text(language)),
        Column("value", texts.ADJUSTED_DIFFERENCE.text(language), "ratio", "low", "high"),
        Column("naive", texts.NAIVE.text(language), "ratio", "naive_low", "naive_high"),
        Column("units", figures.COUNT.text(language), "count"),
        Column("effective", texts.EFFECTIVE.text(language), "count"),
        Column("trimmed", texts.LEFT_OUT.text(language), "share"),
    ]
    return Behind.of(rows, columns)


def difference_text(found: Interval, unit: Unit, language: Language) -> str:
    """The difference with its sign, in as many digits as its interval supports: +0.16 points."""
    return show_difference(*found, unit, language)


def difference_with_interval(found: Interval, unit: Unit, language: Language) -> str:
    """The difference, its interval behind it."""
    interval = show_change_interval(found.low, found.high, unit, language)
    return f"{difference_text(found, unit, language)} ({interval})"


def _named(found: Paradox) -> list[Named]:
    return [
        *((texts.SATISFACTION_BY, "score", difference) for difference in found.satisfaction.differences),
        *((texts.LEAVING_BY, "share", difference) for difference in found.leaving.differences),
    ]


def _sentence(words: Words, against: Sequence[Named], is_adjusted: bool, language: Language) -> str:
    shown = [
        name.text(
            language,
            difference=difference_with_interval(difference.adjusted, unit, language)
            if is_adjusted
            else difference_text(difference.naive, unit, language),
        )
        for name, unit, difference in against
    ]
    return words.text(language, differences=", ".join(shown))


def _periods(found: Paradox, language: Language) -> str:
    days = show_period(*found.days, language) if found.days else "–"
    months = texts.NO_MONTHS.text(language)
    if found.months:
        months = " – ".join(dict.fromkeys(f"{month:%Y-%m}" for month in found.months))
    return texts.PERIODS.text(language, days=days, months=months)


def _units(found: Paradox, name: Words, difference: Difference) -> int:
    groups = found.satisfaction if name == texts.SATISFACTION_BY else found.leaving
    return next(mean.units for mean in groups.groups if mean.group == difference.against)


def _row(name: Words, unit: Unit, difference: Difference, units: int, language: Language) -> list[Any]:
    effective = show_count(round(difference.overlap.untreated))
    return [
        name.text(language),
        texts.GROUPS[difference.against].text(language),
        difference_with_interval(difference.adjusted, unit, language),
        difference_text(difference.naive, unit, language),
        f"{show_count(units)} ({effective})",
        show_share(difference.overlap.trimmed),
    ]
