"""The sentence on top, and the key figures."""

from typing import Any

import polars as pl
from dash import html

from analytics.outbound.lists import ANSWERED, REACHED, TRIED
from analytics.outbound.staying import Stayed
from analytics.statistics.common import Interval
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.pages.outbound import words as texts
from dashboard.parts.card import card
from dashboard.parts.moves import counted
from dashboard.parts.sentence import sentence
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import (
    show_change_interval,
    show_count,
    show_difference,
    show_estimate,
    show_interval,
)
from warehouse.settings import Settings
from warehouse.words import Language


def finding(found: Stayed, settings: Settings, language: Language) -> html.Div:
    """Whether those called stay, at equal circumstances, beside the difference as it stands."""
    days, tried = show_count(settings.outbound.followed_days), found.tried
    defined = texts.DEFINED.text(language, period=show_period(*found.days, language)) if found.days else ""
    if tried.difference is None or tried.plain is None:
        return sentence(texts.NOTES[tried.note or "no_calls"].text(language, days=days), defined)
    words = texts.NO_DIFFERENCE
    if tried.is_clear:
        words = texts.MORE if tried.difference.value > 0 else texts.FEWER
    shown = tried.difference if words is texts.NO_DIFFERENCE else _size(tried.difference)
    title = words.text(
        language,
        days=days,
        difference=_difference(shown, language, words is texts.NO_DIFFERENCE),
        interval=_ends(shown, language),
    )
    plain = texts.PLAIN.text(
        language, plain=_difference(tried.plain, language, True), interval=_ends(tried.plain, language)
    )
    return sentence(title, plain, defined)


def cards(whole: pl.DataFrame, attempts: pl.DataFrame, selection: Selection) -> list[html.Article]:
    """Tried, reached and answered calls, customers tried, and attempts per customer."""
    row, language = whole.row(0, named=True), selection.language
    if not row["tried"]:
        return []
    of_all = attempts.filter(pl.col("attempts").is_null()).to_dicts()
    calls = texts.OF_CALLS.text(language, n=show_count(row["tried"]))
    reached = texts.OF_REACHED.text(language, n=show_count(row["reached"]))
    found = [
        _card(texts.TRIED, counted(row["tried"], to_contacts(TRIED, selection)), "", "", language),
        _card(
            texts.REACHED,
            _rate(row, "reach", language),
            texts.REACHED_NOTE.text(language),
            [calls, " · ", counted(row["reached"], to_contacts(REACHED, selection))],
            language,
            row,
            "reach",
        ),
        _card(
            texts.ANSWERED,
            _rate(row, "answer", language),
            texts.ANSWERED_NOTE.text(language),
            [reached, " · ", counted(row["answered"], to_contacts(ANSWERED, selection))],
            language,
            row,
            "answer",
        ),
    ]
    for each in of_all:
        n = texts.OF_CUSTOMERS.text(language, n=show_count(each["customers"]))
        found += [
            _card(texts.CUSTOMERS_REACHED, _rate(each, "reach", language), "", n, language, each, "reach"),
            _card(texts.ATTEMPTS, _number(each, language), "", n, language),
        ]
    return found


def _card(
    name: Any, value: Any, note: str, footer: Any, language: Language, row: Any = None, rate: str = ""
) -> html.Article:
    ends = _interval(row, rate, language) if row else ""
    small = [html.P(text, className="small muted") for text in (ends, note) if text]
    head = html.P(name.text(language), className="card-name small")
    return card(head, value, [*small, html.Div(className="course")], [html.Span(footer)])


def _rate(row: dict[str, Any], name: str, language: Language) -> str:
    if row[name] is None:
        return "–"
    return show_estimate(row[name], row[f"{name}_low"], row[f"{name}_high"], "share", language)


def _interval(row: dict[str, Any], name: str, language: Language) -> str:
    if row[name] is None:
        return ""
    return show_interval(row[f"{name}_low"], row[f"{name}_high"], "share", language)


def _number(row: dict[str, Any], language: Language) -> str:
    if row["mean"] is None:
        return "–"
    return show_estimate(row["mean"], row["mean_low"], row["mean_high"], "score", language)


def _size(figure: Interval) -> Interval:
    """Without its sign, which the words say."""
    return figure if figure.value >= 0 else Interval(-figure.value, -figure.high, -figure.low)


def _difference(figure: Interval, language: Language, has_sign: bool) -> str:
    shown = show_difference(*figure, "share", language)
    return shown if has_sign else shown.removeprefix("+")


def _ends(figure: Interval, language: Language) -> str:
    return show_change_interval(figure.low, figure.high, "share", language)
