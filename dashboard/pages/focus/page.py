"""Operating focus: more contact or less of it, what moved where, and what went with that."""

import polars as pl
from dash import html

from analytics.focus.agreeing import with_agreement
from analytics.focus.mix import CANNOT_TELL, ENHANCEMENT, FEWEST_WEEKS, REDUCTION, focus, tier_mix
from analytics.focus.moves import Moves, moves
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.pages.focus import mix_chart, tables
from dashboard.pages.focus import words as texts
from dashboard.pages.focus.looked_at import (
    DAY_PICKER,
    MOST_DAYS,
    dated,
    day_between,
    parts_view,
    picked_day,
    view_of,
)
from dashboard.parts.card import measure_card
from dashboard.parts.page import Page
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.parts.sentence import sentence
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import show_change_interval, show_count, show_difference
from warehouse.words import Words

CARDS = ("without_person", "containment", "csat_mean", "failure", "conversion", "cost_per_contact")
_TITLES = {REDUCTION: texts.REDUCTION, ENHANCEMENT: texts.ENHANCEMENT, CANNOT_TELL: texts.CANNOT_TELL}


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    return not reading.measure("contacts", (), view_of(selection, span))["n"].item()


def _focus(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    return reading.ask(focus, view_of(selection, span))


def _moves(reading: Reading, selection: Selection, span: Span) -> Moves | None:
    view = view_of(selection, span)
    first, last = view.days
    return None if first >= last else reading.ask(moves, day_between(selection, view), view)


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    language = selection.language
    if _is_empty(reading, selection, span):
        return sentence(texts.NO_CONTACTS.text(language))
    found = _focus(reading, selection, span)
    whole = found.row(0, named=True)
    if whole["change"] is None:
        least = show_count(reading.settings.definitions.small_n)
        return sentence(
            texts.TOO_SHORT.text(language), texts.NEEDS_WEEKS.text(language, weeks=FEWEST_WEEKS, least=least)
        )
    half = (whole["change_high"] - whole["change_low"]) / 2
    low = whole["low_change"]
    title = _TITLES[whole["focus"]].text(
        language, low_change=show_difference(low, low - half, low + half, "share", language)
    )
    ends = whole["change_low"], whole["change_high"]
    said = texts.LEVEL_SAID.text(
        language,
        change=show_difference(whole["change"], *ends, "share", language),
        interval=show_change_interval(*ends, "share", language),
        weeks=whole["weeks"],
        n=show_count(whole["n"]),
        period=show_period(*view_of(selection, span).days, language),
    )
    names = {way: _named(found, way) or texts.NOBODY.text(language) for way in _TITLES}
    departments = texts.DEPARTMENTS_SAID.text(language, **names)
    return sentence(title, said, departments, _compared(selection, span))


def _compared(selection: Selection, span: Span) -> str:
    """Which days the cards and the departments' figures compare."""
    later, language = parts_view(selection, span), selection.language
    days = {"later": later.days, "earlier": later.before().days}
    return texts.COMPARED.text(
        language, **{name: show_period(*part, language) for name, part in days.items()}
    )


def _named(found: pl.DataFrame, way: str) -> str:
    return ", ".join(found.drop_nulls("department").filter(focus=way)["department"])


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    if _is_empty(reading, selection, span):
        return []
    later, there = parts_view(selection, span), dated(selection, span)
    return [measure_card(reading, name, there, span, later) for name in CARDS]


def _mix(reading: Reading, selection: Selection, span: Span) -> Drawn:
    view, language = view_of(selection, span), selection.language
    mix = reading.ask(tier_mix, "month", view)
    chart = mix_chart.mix_chart(mix, dated(selection, span))
    behind = mix_chart.behind_mix(mix, language).over(view.days)
    return Drawn(texts.MIX.text(language), chart, behind)


def _departments(reading: Reading, selection: Selection, span: Span) -> Laid:
    view, language = view_of(selection, span), selection.language
    first, last = view.days
    on = picked_day(selection, view)
    title = texts.FOCUS.text(language)
    if first >= last:
        return Laid(title, html.Div(html.P(texts.NO_PARTS.text(language), className="muted")))
    found = reading.ask(with_agreement, on, view, MOST_DAYS)
    table = tables.focus_table(found, parts_view(selection, span), dated(selection, span))
    return Laid(title, table, tables.behind_focus(found, language).over(view.days))


def _ways(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = _moves(reading, selection, span), selection.language
    title = texts.MOVES.text(language)
    if found is None:
        return Laid(title, html.Div(html.P(texts.NO_PARTS.text(language), className="muted")))
    view = view_of(selection, span)
    table = tables.moves_table(found, view, dated(selection, span))
    return Laid(title, table, tables.behind_moves(found.ways, language).over(view.days))


def _effects(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = _moves(reading, selection, span), selection.language
    title = texts.EFFECTS.text(language)
    if found is None:
        return Laid(title, html.Div(html.P(texts.NO_PARTS.text(language), className="muted")))
    days = view_of(selection, span).days
    table = tables.effects_table(found, selection)
    return Laid(title, table, tables.behind_effects(found.effects, language).over(days))


PAGE = Page(
    key="focus",
    path="/focus",
    name=Words("운영초점", "Operating focus"),
    group="strategy",
    records=("contacts", "answers", "purchases"),
    finding=_finding,
    cards=_cards,
    card_count=len(CARDS),
    measures=CARDS,
    is_empty=_is_empty,
    parts=[
        Chart("focus-mix", _mix, mix_chart.HEIGHT, texts.MIX_CAPTION, leads=True),
        Table("focus-departments", _departments, head=[DAY_PICKER]),
        Table("focus-moves", _ways),
        Table("focus-effects", _effects),
    ],
)
