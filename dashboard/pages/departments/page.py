"""Departments: one of them, against itself before and against the same tier elsewhere, and its contacts."""

from collections.abc import Iterable
from dataclasses import replace

from dash import html

from analytics.measures.measure import Measure
from analytics.standing_out import Comparisons
from analytics.view import View
from dashboard.address.links import DEPARTMENTS
from dashboard.address.selection import EVERY_DEPARTMENT, Selection, Span
from dashboard.charts import tiers, trend
from dashboard.charts.series import read_series
from dashboard.lake.store import Reading
from dashboard.pages.departments import words as texts
from dashboard.pages.departments.contact_panel import CONTACT_PANEL
from dashboard.pages.departments.picked_department import (
    DEPARTMENT_PICKER,
    picked_department,
    view_of,
    view_of_others,
)
from dashboard.pages.departments.position import position
from dashboard.parts.change_finding import finding, read_changes
from dashboard.parts.headline import MOST_FIGURES, chosen_measure, headline_cards
from dashboard.parts.marked import with_changes
from dashboard.parts.matrix import CELLS
from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Drawn, Table
from dashboard.parts.picker import measure_picker
from dashboard.wording import figure_words as figures
from dashboard.wording.figure import Figure, target_of
from warehouse.settings import Settings
from warehouse.words import Words


def _view(reading: Reading, selection: Selection, span: Span) -> View:
    return view_of(picked_department(reading, selection), selection, span)


def _changes(reading: Reading, selection: Selection, span: Span) -> Comparisons:
    return read_changes(reading, _view(reading, selection, span), CELLS)


def _place(reading: Reading, selection: Selection) -> str:
    """The department; nothing where it is all of them."""
    department = picked_department(reading, selection)
    return "" if department == EVERY_DEPARTMENT else department


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    return not _changes(reading, selection, span).has_records


def _measure(reading: Reading, selection: Selection, span: Span) -> Measure:
    return chosen_measure(reading, selection, _changes(reading, selection, span).measure)


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    return finding(_changes(reading, selection, span), span, selection)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    at_focus = replace(selection, focus=picked_department(reading, selection))
    return headline_cards(reading, at_focus, _view(reading, selection, span), span)


def _tiers(reading: Reading, selection: Selection, span: Span) -> Drawn:
    measure, view = _measure(reading, selection, span), _view(reading, selection, span)
    others = view_of_others(reading, picked_department(reading, selection), view)
    own, beside = _by_tier(reading, measure, view), _by_tier(reading, measure, others) if others else {}
    title = texts.TIERS.text(selection.language, measure=measure.label.text(selection.language))
    targets = _targets(own, measure, view, reading.settings)
    chart = tiers.tiers_chart(own, beside, measure, reading.settings, selection, targets)
    names = texts.ALL_TOGETHER if selection.focus == EVERY_DEPARTMENT else texts.THIS_DEPARTMENT
    figures_behind = tiers.behind_tiers(
        own, beside, names, texts.OTHERS, measure, selection.language, targets
    )
    caption = _tiers_caption(selection, bool(targets))
    return Drawn(title, chart, figures_behind.at(_place(reading, selection)), caption)


def _targets(by_tier: Iterable[str], measure: Measure, view: View, settings: Settings) -> dict[str, float]:
    """Those that apply to the tiers of the view, by tier."""
    applying = {tier: target_of(measure, settings, view.pick(contact_tier=tier).picked) for tier in by_tier}
    return {tier: target for tier, target in applying.items() if target is not None}


def _tiers_caption(selection: Selection, has_targets: bool) -> str:
    words = texts.INTERVALS_CAPTION if selection.focus == EVERY_DEPARTMENT else texts.TIERS_CAPTION
    marks = [words, *([texts.TARGET_CAPTION] if has_targets else [])]
    return " · ".join(mark.text(selection.language) for mark in marks)


def _by_tier(reading: Reading, measure: Measure, view: View) -> dict[str, Figure]:
    frame = reading.measure(measure.name, ("contact_tier",), view).drop_nulls("contact_tier")
    return {row["contact_tier"]: Figure.of(row) for row in frame.iter_rows(named=True)}


def _trend(reading: Reading, selection: Selection, span: Span) -> Drawn:
    measure, view = _measure(reading, selection, span), _view(reading, selection, span)
    series = read_series(reading, measure, view, span)
    chart = trend.trend_chart(series, reading.settings, selection)
    caption = trend.trend_caption(series, reading.settings, selection.language)
    title = trend.trend_title(series, "", selection.language)
    behind = trend.behind_trend(series, selection.language)
    made = Drawn(title, chart, behind.at(_place(reading, selection)), caption)
    return with_changes(made, reading, view.picked, series.days, selection)


PAGE = Page(
    key="departments",
    path=DEPARTMENTS,
    name=Words("부서", "Departments"),
    group="departments",
    records=("contacts", "answers"),
    above=[DEPARTMENT_PICKER],
    finding=_finding,
    cards=_cards,
    is_compared=True,
    card_count=MOST_FIGURES,
    is_empty=_is_empty,
    parts=[
        Row(
            [
                Chart(
                    "departments-tiers",
                    _tiers,
                    tiers.HEIGHT,
                    head=[measure_picker("departments-measure")],
                ),
                Chart("departments-trend", _trend, trend.HEIGHT, figures.TREND_CAPTION),
            ]
        ),
        Table("departments-position", position),
        CONTACT_PANEL,
    ],
    filters=("contact_tier", "channel", "segment"),
)
