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
    whole,
    whole_ends,
)
from dashboard.parts.card import card
from dashboard.parts.sentence import notice, sentence
from dashboard.wording.dates import show_date, show_period
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings
from warehouse.words import Language

_TITLES = {EXCEEDED: texts.EXCEEDED_ALL, ENOUGH: texts.ENOUGH_ALL}
# Where nobody says what recovery could take, less is told.
_TITLES_OF_DONE = {EXCEEDED: texts.EXCEEDED_DONE, ENOUGH: texts.ENOUGH_DONE}


def capacity_finding(
    row: Row | None, found: pl.DataFrame, settings: Settings, selection: Selection, span: Span
) -> html.Div:
    """Whether recovery keeps up with what fails, where it does not, and what stands for its capacity."""
    language = selection.language
    if row is None or row["utilisation"] is None:
        return notice(texts.NOT_KNOWN.text(language), _way_out(row, settings, language))
    titles = _TITLES if row["is_stated"] else _TITLES_OF_DONE
    title = titles.get(row["verdict"], texts.UNSURE_ALL).text(
        language,
        inflow=a_day(row, "inflow", language),
        capacity=whole(row, "capacity"),
        utilisation=share_of(row),
        interval=share_ends(row),
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
        days=show_count(row["days"]),
        period=show_period(*view_of(selection, span).days, language),
    )
    return sentence(title, f"{where} {looked}", capacity_words(settings).text(language))


def capacity_cards(
    row: Row | None, settings: Settings, selection: Selection, span: Span
) -> list[html.Article]:
    """Use of the capacity, what comes, can be and is done, what is open and until when, and the level."""
    if row is None or row["inflow"] is None:
        return []
    language = selection.language
    basis = f"{100 * settings.recovery.capacity_share:g}"
    source = texts.STATED.text(language) if row["is_stated"] else texts.DONE.text(language, share=basis)
    coming = lead(a_day(row, "inflow", language), "coming", row, selection, span)
    recovered = lead(a_day(row, "recovered", language), "recovered", row, selection, span)
    still_open = lead(show_count(row["open"]), "open", row, selection, span)
    footer = texts.A_DAY.text(language)
    until = texts.AT_END.text(language, day=show_date(last_day(selection, span), language))
    return [
        _card(texts.UTILISATION, share_of(row), [share_ends(row)], footer, language),
        _card(texts.INFLOW, coming, [ends_of(row, "inflow", language)], footer, language),
        _card(
            texts.CAPACITY, whole(row, "capacity"), [whole_ends(row, "capacity"), source], footer, language
        ),
        _card(texts.RECOVERED, recovered, [ends_of(row, "recovered", language)], footer, language),
        _card(texts.OPEN, still_open, [], until, language),
        _gone(row, language),
        _full(row, language),
    ]


def _gone(row: Row, language: Language) -> html.Article:
    shown, ends = days_until(row, "gone", "pace", language)
    full, _ = days_until(row, "gone_full", "pace_full", language)
    pace = texts.PACES[row["pace"]].text(language) if row["pace"] else ""
    said = texts.PACES_FULL.get(row["pace_full"])
    at_full = said.text(language, days=full) if said else ""
    return _card(texts.GONE_IN, shown, [ends, pace, at_full], texts.WORKING.text(language), language)


def _full(row: Row, language: Language) -> html.Article:
    if row["full_at"] is None:
        return _card(texts.FULL_AT, "–", [], texts.A_DAY.text(language), language)
    now = texts.NOW_AT.text(
        language,
        contacts=a_day(row, "contacts", language),
        above=show_count(row["days_above"]),
        days=show_count(row["days"]),
    )
    notes = [ends_of(row, "full_at", language), now]
    return _card(texts.FULL_AT, a_day(row, "full_at", language), notes, texts.A_DAY.text(language), language)


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
