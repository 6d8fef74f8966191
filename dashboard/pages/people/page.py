"""The staff: quality within a tier, load, what goes with satisfaction, experience, staff needed."""

from typing import Any

import polars as pl
from dash import html

from analytics.people.experience import experience_by_tier, time_by_tier
from analytics.people.goes_with import goes_with_of
from analytics.people.needed import staff_needed
from analytics.people.profiles import profiles
from analytics.people.tiers import cost_of_tiers, spread_of
from analytics.people.workload import workload, workload_by_hour
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading, Store
from dashboard.pages.people import goes_with_chart, hours_chart, needed_chart, tiers_table, who_chart
from dashboard.pages.people import words as texts
from dashboard.pages.people.finding import nobody, people_cards, people_finding
from dashboard.pages.people.who import (
    AGENT,
    FIGURE_PICKER,
    WHO_PICKER,
    everybody,
    picked_figure,
    picked_who,
    quality,
    quarter,
    scores,
    year,
)
from dashboard.pages.people.who_table import behind_table, who_table
from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.parts.picker import Picker
from dashboard.wording.numbers import show_count
from dashboard.wording.staff_names import are_shown
from warehouse.words import Words

_TIGHTEST = "tightest"


def _load(reading: Reading, selection: Selection, span: Span) -> dict[str, Any] | None:
    """That of all; None where nobody served."""
    found = reading.ask(workload, (), selection.view(span))
    return found.row(0, named=True) if found.height and found["agents"].item() else None


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    return _load(reading, selection, span) is None


def _factors(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    people, small_n = _profiles(reading, selection, span), reading.settings.definitions.small_n
    return goes_with_of(scores(reading, selection, span), people, small_n)


def _profiles(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    return reading.ask(profiles, year(selection, span))


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    if _is_empty(reading, selection, span):
        return nobody(selection.language)
    view = year(selection, span)
    found = quality(reading, AGENT, selection, span)
    spread = spread_of(scores(reading, selection, span), reading.settings.definitions.small_n)
    return people_finding(spread, found, _factors(reading, selection, span), view, selection)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    load = _load(reading, selection, span)
    return [] if load is None else people_cards(load, _profiles(reading, selection, span), selection)


def _who(reading: Reading, selection: Selection, span: Span) -> Drawn:
    who, measure, settings = picked_who(reading, selection, span), picked_figure(selection), reading.settings
    language = selection.language
    found = who_chart.furthest(everybody(reading, selection, span), measure)
    words = texts.BESIDE_AGENTS if who == AGENT else texts.BESIDE
    behind = who_chart.behind_who(found, measure, who, settings, language).over(year(selection, span).days)
    least = show_count(settings.definitions.small_n)
    said = [texts.BESIDE_CAPTION.text(language, most=who_chart.MOST, least=least)]
    if who == AGENT and not are_shown(settings):
        said.append(texts.LETTERS.text(language))
    return Drawn(
        words.text(language, measure=measure.label.text(language)),
        who_chart.who_chart(found, measure, who, settings, selection),
        behind,
        " · ".join(said),
    )


def _goes_with(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found, language = _factors(reading, selection, span), selection.language
    behind = goes_with_chart.behind_goes_with(found, language).over(year(selection, span).days)
    return Drawn(texts.GOES_WITH.text(language), goes_with_chart.goes_with_chart(found, selection), behind)


def _hours(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found = reading.ask(workload_by_hour, ("contact_tier",), selection.view(span))
    behind = hours_chart.behind_hours(found, selection.language)
    return Drawn(texts.HOURS.text(selection.language), hours_chart.hours_chart(found, selection), behind)


def _needed(reading: Reading, selection: Selection, span: Span) -> Drawn:
    view, language = quarter(selection, span), selection.language
    found = reading.ask(staff_needed, view)
    desk = needed_chart.shown_desk(found, selection.focus)
    return Drawn(
        needed_chart.needed_title(desk, language),
        needed_chart.needed_chart(desk, selection),
        needed_chart.behind_needed(found, language).over(view.days),
        needed_chart.needed_caption(reading.settings, language),
    )


def _table(reading: Reading, selection: Selection, span: Span) -> Laid:
    who, settings, language = picked_who(reading, selection, span), reading.settings, selection.language
    found, view = everybody(reading, selection, span), year(selection, span)
    return Laid(
        texts.TABLE[who].text(language),
        who_table(found, who, settings, selection, view),
        behind_table(found, who, settings, language).over(view.days),
    )


def _tiers(reading: Reading, selection: Selection, span: Span) -> Laid:
    view, language = year(selection, span), selection.language
    tiers, experience = reading.ask(cost_of_tiers, view), reading.ask(experience_by_tier, view)
    behind = tiers_table.behind_tiers(tiers, experience, language).over(view.days)
    return Laid(texts.TIERS.text(language), tiers_table.tiers_table(tiers, experience, selection), behind)


def _time(reading: Reading, selection: Selection, span: Span) -> Laid:
    view, language = selection.view(span), selection.language
    time, loads = reading.ask(time_by_tier, view), reading.ask(workload, ("department",), view)
    table = tiers_table.time_table(time, loads, selection)
    return Laid(texts.TIME.text(language), table, tiers_table.behind_time(time, language))


def _desks(store: Store, selection: Selection) -> list[str]:
    def read(reading: Reading) -> list[str]:
        span = reading.span()
        if span is None:
            return []
        found = reading.ask(staff_needed, quarter(selection, span))
        pairs = found.select("department", "channel").unique().sort("department", "channel")
        return [needed_chart.desk_name(*pair) for pair in pairs.iter_rows()]

    nothing: list[str] = []
    return store.find(read, nothing)


def _desk_options(selection: Selection, store: Store) -> dict[str, str]:
    desks = {desk: desk for desk in _desks(store, selection)}
    return {_TIGHTEST: texts.TIGHTEST.text(selection.language)} | desks


def _chosen_desk(selection: Selection, store: Store) -> str:
    focus = selection.focus
    return focus if focus and focus in _desks(store, selection) else _TIGHTEST


DESK_PICKER = Picker("people-desk", "focus", texts.DESK, _desk_options, _chosen_desk, usual=_TIGHTEST)

PAGE = Page(
    key="people",
    path="/people",
    name=Words("직원", "Staff"),
    group="departments",
    records=("contacts", "answers", "staff"),
    finding=_finding,
    cards=_cards,
    card_count=5,
    is_empty=_is_empty,
    parts=[
        Chart("people-beside", _who, who_chart.HEIGHT, head=[WHO_PICKER, FIGURE_PICKER]),
        Row(
            [
                Chart("people-goes-with", _goes_with, goes_with_chart.HEIGHT, texts.GOES_WITH_CAPTION),
                Chart("people-hours", _hours, hours_chart.HEIGHT, texts.HOURS_CAPTION),
            ]
        ),
        Chart("people-needed", _needed, needed_chart.HEIGHT, head=[DESK_PICKER]),
        Table("people-tiers", _tiers),
        Table("people-table", _table),
        Table("people-time", _time),
    ],
)
