"""Waiting: how long, how it ends, when it is bad, what was promised and what goes with a broken promise."""

from collections.abc import Sequence
from typing import Any

import dash
import polars as pl
from dash import Output, html

from analytics.catalogue import find_measure
from analytics.view import View
from analytics.waiting.broken_promises import broken_promise_effect
from analytics.waiting.ended import ended_waits
from analytics.waiting.hours import waits_by_hour
from analytics.waiting.patience import patience_curve
from dashboard.address import links
from dashboard.address.selection import Selection, Span
from dashboard.charts.series import read_sparkline
from dashboard.charts.theme import PALETTES
from dashboard.lake.store import Reading, Store
from dashboard.pages.waiting import ended_chart, patience_chart, promise_chart
from dashboard.pages.waiting import hours_chart as hours_chart
from dashboard.pages.waiting import words as texts
from dashboard.pages.waiting.finding import promise_finding
from dashboard.pages.waiting.table import figures_table
from dashboard.parts.card import card_skeletons, figure_card
from dashboard.parts.change_finding import finding
from dashboard.parts.comparisons import clearest_change
from dashboard.parts.filling import Filling
from dashboard.parts.panels import chart_panel, table_panel
from dashboard.wording import terms
from dashboard.wording.figure import Figure
from dashboard.wording.numbers import show_count
from warehouse.contract import CONTACT_TIERS
from warehouse.words import Words

PATH = links.WAITING
NAME = Words("대기", "Waiting")
FILTERS: Sequence[str] = ("department", "contact_tier", "channel")

FINDING, FIGURES, CHARTS = "waiting-finding", "waiting-figures", "waiting-charts"
ENDED_TITLE, ENDED = "waiting-ended-title", "waiting-ended"
PATIENCE_TITLE, PATIENCE = "waiting-patience-title", "waiting-patience"
HOURS_TITLE, HOURS, HOURS_PICKER = "waiting-hours-title", "waiting-hours", "waiting-hours-measure"
EFFECT_TITLE, EFFECT = "waiting-effect-title", "waiting-effect"
TABLE_TITLE, TABLE = "waiting-table-title", "waiting-table"

CARDS = (
    "wait_p50",
    "wait_p90",
    "service_level",
    "abandonment",
    "patience_60s",
    "promise_kept",
    "over_promise",
)
WATCHED = ("wait_p90", "service_level", "abandonment", "promise_kept")
_CELLS = ("department", "contact_tier")
_NOTHING = (True, *[dash.no_update] * 10)


def layout(selection: Selection, store: Store) -> list[Any]:
    """Empty places of the final size."""
    language = selection.language
    least = show_count(store.settings.definitions.small_n)
    ended_reading, patience_reading, hours_reading, effect_reading = (
        words.text(language).format(least=least)
        for words in (texts.ENDED_READING, texts.PATIENCE_READING, texts.HOURS_READING, texts.EFFECT_READING)
    )
    picker = hours_chart.hour_picker(HOURS_PICKER, selection)
    above = [
        chart_panel(ENDED_TITLE, ENDED, ended_reading, ended_chart.HEIGHT),
        chart_panel(PATIENCE_TITLE, PATIENCE, patience_reading, patience_chart.HEIGHT),
    ]
    below = [
        chart_panel(EFFECT_TITLE, EFFECT, effect_reading, promise_chart.HEIGHT),
        chart_panel(HOURS_TITLE, HOURS, hours_reading, hours_chart.HEIGHT, picker),
    ]
    return [
        html.Div(id=FINDING, className="finding"),
        html.Div(card_skeletons(len(CARDS)), id=FIGURES, className="cards"),
        html.Div(
            [
                html.Div(above, className="side-by-side"),
                html.Div(below, className="side-by-side"),
                table_panel(TABLE_TITLE, TABLE),
            ],
            id=CHARTS,
        ),
    ]


def register_callbacks(app: dash.Dash, store: Store) -> None:
    """Sentence, figures and charts each on their own, so that what is ready is seen."""
    hours_chart.register_hour_picker(app, store, HOURS_PICKER)
    filling = Filling(app, store, PATH)
    filling.tell(_finding, Output(FINDING, "children"))
    filling.show(_figures, [], Output(FIGURES, "children"))
    filling.show(
        _charts,
        _NOTHING,
        Output(CHARTS, "hidden"),
        *(
            Output(place, part)
            for title, chart in (
                (ENDED_TITLE, ENDED),
                (PATIENCE_TITLE, PATIENCE),
                (EFFECT_TITLE, EFFECT),
                (HOURS_TITLE, HOURS),
            )
            for place, part in ((title, "children"), (chart, "figure"))
        ),
        Output(TABLE_TITLE, "children"),
        Output(TABLE, "children"),
    )


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    """What goes with a broken promise; where nothing can be said of that, the clearest change of a wait."""
    view = selection.view(span)
    effect = _effect(reading, view)
    if effect["note"] is None:
        kept = Figure.of(reading.measure("promise_kept", (), view).row(0, named=True))
        return promise_finding(effect, kept, span, selection)
    changes = [
        reading.compare(name, view, by).drop_nulls(by).with_columns(measure=pl.lit(name))
        for name in WATCHED
        for by in ((), _CELLS)
    ]
    return finding(clearest_change(pl.concat(changes, how="diagonal")), span, selection)


def _effect(reading: Reading, view: View) -> dict[str, Any]:
    effects = reading.ask(broken_promise_effect, None, view)
    return effects.filter(pl.col("score") == "mean").row(0, named=True)


def _figures(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    view = selection.view(span)
    if not _has_contacts(reading, view):
        return []
    return [_card(reading, name, selection, span) for name in CARDS]


def _card(reading: Reading, name: str, selection: Selection, span: Span) -> html.Article:
    measure, view = find_measure(name), selection.view(span)
    figure = Figure.of(reading.compare(name, view).row(0, named=True))
    course = read_sparkline(reading, measure, view, span) if figure.value is not None else []
    return figure_card(measure, figure, course, reading.settings, selection)


def _has_contacts(reading: Reading, view: View) -> bool:
    return bool(reading.measure("contacts", (), view)["n"].item())


def _charts(reading: Reading, selection: Selection, span: Span) -> tuple[Any, ...]:
    view = selection.view(span)
    if not _has_contacts(reading, view):
        return _NOTHING
    language = selection.language
    return (
        False,
        *_ended(reading, selection, view),
        *_patience(reading, selection, view),
        *_promises(reading, selection, view),
        *_hours(reading, selection, view),
        texts.TABLE.text(language),
        waiting_table(reading, selection, view),
    )


def _ended(reading: Reading, selection: Selection, view: View) -> tuple[Any, ...]:
    ended = reading.ask(ended_waits, view)
    seconds = reading.settings.definitions.service_level_seconds
    in_time, ended_in_time = (
        Figure.of(reading.measure(name, (), view).row(0, named=True))
        for name in ("service_level_negative", "service_level_positive")
    )
    return (
        ended_chart.ended_title(in_time, ended_in_time, seconds, selection.language),
        ended_chart.ended_chart(ended, seconds, selection),
    )


def _patience(reading: Reading, selection: Selection, view: View) -> tuple[Any, ...]:
    """By tier; within a single tier by channel."""
    by = "channel" if len(view.contact_tiers) == 1 else "contact_tier"
    curves = reading.ask(patience_curve, by, view)
    chart = patience_chart.patience_chart(curves, by, reading.settings, selection)
    return patience_chart.patience_title(curves, by, selection.language), chart


def _promises(reading: Reading, selection: Selection, view: View) -> tuple[Any, ...]:
    """All, and beneath it each tier if there are several."""
    palette, language = PALETTES[selection.theme], selection.language
    whole = _effect(reading, view)
    effects = [(texts.EVERYTHING.text(language), whole, palette.accent)]
    by_tier = reading.ask(broken_promise_effect, "contact_tier", view).filter(pl.col("score") == "mean")
    found = {row["contact_tier"]: row for row in by_tier.iter_rows(named=True)}
    if len(found) > 1:
        effects += [
            (terms.tier_name(tier, language), found[tier], palette.tiers[tier])
            for tier in CONTACT_TIERS
            if tier in found
        ]
    chart = promise_chart.promise_chart(effects, reading.settings, selection)
    return promise_chart.promise_title(whole, language), chart


def _hours(reading: Reading, selection: Selection, view: View) -> tuple[Any, ...]:
    measure = hours_chart.hour_measure(selection)
    title = texts.HOURS.text(selection.language).format(measure=measure.label.text(selection.language))
    week = reading.ask(waits_by_hour, view)
    return title, hours_chart.hours_chart(week, measure, reading.settings, selection)


def waiting_table(reading: Reading, selection: Selection, view: View) -> html.Div:
    """Departments within each tier, longest waits first: across tiers they are not compared."""
    measures = [find_measure(name) for name in (*CARDS, "no_show")]
    figures: dict[str | None, dict[str, dict[str, Figure]]] = {}
    for measure in measures:
        split = reading.measure(measure.name, _CELLS, view).drop_nulls("department")
        for row in split.iter_rows(named=True):
            of_tier = figures.setdefault(row["contact_tier"], {})
            of_tier.setdefault(row["department"], {})[measure.name] = Figure.of(row)
    groups = [
        (terms.tier_name(tier, selection.language), sorted(figures[tier].items(), key=_longest_first))
        for tier in (*CONTACT_TIERS, None)
        if tier in figures
    ]
    table = figures_table(groups, measures, reading.settings, selection)
    reading_line = html.P(texts.TABLE_READING.text(selection.language), className="small muted")
    return html.Div([table, reading_line])


def _longest_first(row: tuple[str, dict[str, Figure]]) -> tuple[float, str]:
    department, figures = row
    return -(figures["wait_p90"].value or 0), department
