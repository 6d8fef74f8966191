"""The sentence on top and the key figures."""

from typing import Any

import polars as pl
from dash import html

from analytics.notes import NOT_IN_DATA
from analytics.recovery.capacity import ENOUGH, EXCEEDED, FEWEST_DAYS
from analytics.recovery.capacity_words import capacity_words
from dashboard.address.selection import Selection, Span
from dashboard.pages.capacity import words as texts
from dashboard.pages.capacity.shown import (
    Row,
    a_day,
    days_until,
    ends_of,
    last_day,
    lead,
    share_ends,
    share_of,
    view_of,
)
from dashboard.parts.card import card
from dashboard.parts.sentence import notice, sentence
from dashboard.wording.dates import show_day, show_period
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings
from warehouse.words import Language

_TITLES = {EXCEEDED: texts.EXCEEDED_ALL, ENOUGH: texts.ENOUGH_ALL}
# Where nobody says what recovery could take, less is told.
_TITLES_OF_DONE = {EXCEEDED: texts.EXCEEDED_DONE, ENOUGH: texts.ENOUGH_DONE}


def capacity_finding(
    whole: Row | None, found: pl.DataFrame, settings: Settings, selection: Selection, span: Span
) -> html.Div:
    """Whether recovery keeps up with what fails, where it does not, and what stands for its capacity."""
    language = selection.language
    if whole is None or whole["utilisation"] is None:
        return notice(texts.NOT_KNOWN.text(language), _way_out(whole, settings, language))
    titles = _TITLES if whole["is_stated"] else _TITLES_OF_DONE
    title = titles.get(whole["verdict"], texts.UNSURE_ALL).text(
        language,
        inflow=a_day(whole, "inflow", language),
        capacity=a_day(whole, "capacity", language),
        utilisation=share_of(whole),
        interval=share_ends(whole),
    )
    named = found.filter(verdict=EXCEEDED).sort("utilisation", descending=True)["department"].drop_nulls()
    where = (
        texts.WHERE.text(language, departments=", ".join(named))
        if len(named)
        else texts.NOWHERE.text(language)
    )
    looked = texts.LOOKED.text(
        language,
        looks=show_count(found["utilisation"].count()),
        days=show_count(whole["days"]),
        period=show_period(*view_of(selection, span).days, language),
    )
    return sentence(title, f"{where} {looked}", capacity_words(settings).text(language))


def capacity_cards(
    whole: Row | None, settings: Settings, selection: Selection, span: Span
) -> list[html.Article]:
    """Use of the capacity, what comes, can be and is done, what is open and until when, and the level."""
    if whole is None or whole["inflow"] is None:
        return []
    language = selection.language
    basis = f"{100 * settings.recovery.capacity_share:g}"
    source = texts.STATED.text(language) if whole["is_stated"] else texts.DONE.text(language, share=basis)
    coming = lead(a_day(whole, "inflow", language), "coming", whole, selection, span)
    recovered = lead(a_day(whole, "recovered", language), "recovered", whole, selection, span)
    still_open = lead(show_count(whole["open"]), "open", whole, selection, span)
    footer = texts.A_DAY.text(language)
    until = texts.AT_END.text(language, day=show_day(last_day(selection, span), language))
    return [
        _card(texts.UTILISATION, share_of(whole), [share_ends(whole)], footer, language),
        _card(texts.INFLOW, coming, [ends_of(whole, "inflow", language)], footer, language),
        _card(
            texts.CAPACITY,
            a_day(whole, "capacity", language),
            [ends_of(whole, "capacity", language)],
            source,
            language,
        ),
        _card(texts.RECOVERED, recovered, [ends_of(whole, "recovered", language)], footer, language),
        _card(texts.OPEN, still_open, [], until, language),
        _gone(whole, language),
        _full(whole, language),
    ]


def _gone(whole: Row, language: Language) -> html.Article:
    shown, ends = days_until(whole, "gone", "pace", language)
    full, _ = days_until(whole, "gone_full", "pace_full", language)
    pace = texts.PACES[whole["pace"]].text(language) if whole["pace"] else ""
    at_full = (
        "" if whole["pace_full"] is None else texts.PACES_FULL[whole["pace_full"]].text(language, days=full)
    )
    days = texts.DAYS.text(language, days=shown) if shown[:1].isdigit() else shown
    return _card(texts.GONE_IN, days, [ends, at_full], pace, language)


def _full(whole: Row, language: Language) -> html.Article:
    now = ""
    if whole["full_at"] is not None:
        now = texts.NOW_AT.text(
            language,
            contacts=a_day(whole, "contacts", language),
            above=show_count(whole["days_above"]),
            days=show_count(whole["days"]),
        )
    ends = ends_of(whole, "full_at", language) if whole["full_at"] is not None else ""
    return _card(texts.FULL_AT, a_day(whole, "full_at", language), [ends], now, language)


def _way_out(whole: Row | None, settings: Settings, language: Language) -> str:
    if whole is None or whole["note"] == NOT_IN_DATA:
        return texts.NOT_IN_DATA.text(language)
    if whole["note"] is None:
        return texts.NOTHING_DONE.text(language)
    least = show_count(settings.definitions.small_n)
    return texts.TOO_FEW.text(language, days=FEWEST_DAYS, least=least)


def _card(name: Any, value: Any, notes: list[str], footer: str, language: Language) -> html.Article:
    head = html.P(name.text(language), className="card-name small")
    small = [html.P(note, className="small muted") for note in notes if note]
    return card(head, value, [*small, html.Div(className="course")], [html.Span(footer)])
