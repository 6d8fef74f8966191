"""Waiting: how long, how it ends, when it is bad, what was promised and what goes with a broken promise."""

from typing import Any

import polars as pl
from dash import html

from analytics.standing_out import clearest_change
from analytics.view import View
from analytics.waiting.broken_promises import broken_promise_effect
from analytics.waiting.ended import ended_waits
from analytics.waiting.hours import waits_by_hour
from analytics.waiting.patience import patience_curve
from dashboard.address.selection import Selection, Span
from dashboard.charts.theme import PALETTES
from dashboard.lake.store import Reading
from dashboard.pages.waiting import ended_chart, hours_chart, patience_chart, promise_chart
from dashboard.pages.waiting import words as texts
from dashboard.pages.waiting.finding import promise_finding
from dashboard.pages.waiting.table import behind_waiting, waiting_table
from dashboard.parts.card import measure_card
from dashboard.parts.change_finding import finding
from dashboard.parts.matrix import CELLS
from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.wording import terms
from dashboard.wording.figure import Figure
from warehouse.contract import CONTACT_TIERS
from warehouse.words import Words

CARDS = (
    "wait_p50",
    "wait_p90",
    "service_level",
    "abandonment",
    "patience_60s",
    "promise_kept",
    "over_promise",
)
# What a wait is judged by, where there is no promise to speak of.
_WATCHED = ("wait_p90", "service_level", "abandonment", "promise_kept")


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    return not reading.measure("contacts", (), selection.view(span))["n"].item()


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    """What goes with a broken promise; where nothing can be said of that, the clearest change of a wait."""
    view = selection.view(span)
    effect = _effect(reading, view)
    if effect["note"] is None:
        kept = Figure.of(reading.measure("promise_kept", (), view).row(0, named=True))
        return promise_finding(effect, kept, span, selection)
    changes = [
        reading.compare(name, view, by).drop_nulls(by).with_columns(measure=pl.lit(name))
        for name in _WATCHED
        for by in ((), CELLS)
    ]
    return finding(clearest_change(pl.concat(changes, how="diagonal")), span, selection)


def _effect(reading: Reading, view: View) -> dict[str, Any]:
    effects = reading.ask(broken_promise_effect, None, view)
    return effects.filter(pl.col("score") == "mean").row(0, named=True)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    if _is_empty(reading, selection, span):
        return []
    return [measure_card(reading, name, selection, span) for name in CARDS]


def _ended(reading: Reading, selection: Selection, span: Span) -> Drawn:
    view = selection.view(span)
    seconds = reading.settings.definitions.service_level_seconds
    in_time, ended_in_time = (
        Figure.of(reading.measure(name, (), view).row(0, named=True))
        for name in ("service_level_negative", "service_level_positive")
    )
    title = ended_chart.ended_title(in_time, ended_in_time, seconds, selection.language)
    ended = reading.ask(ended_waits, view)
    chart = ended_chart.ended_chart(ended, seconds, selection)
    return Drawn(title, chart, ended_chart.behind_ended(ended, selection.language))


def _patience(reading: Reading, selection: Selection, span: Span) -> Drawn:
    """By tier; within a single tier by channel."""
    by = "channel" if len(selection.of("contact_tier")) == 1 else "contact_tier"
    curves = reading.ask(patience_curve, by, selection.view(span))
    settings, language = reading.settings, selection.language
    return Drawn(
        patience_chart.patience_title(curves, by, language),
        patience_chart.patience_chart(curves, by, settings, selection),
        patience_chart.behind_patience(curves, by, settings, language),
        patience_chart.patience_caption(curves, by, settings, language),
    )


def _promises(reading: Reading, selection: Selection, span: Span) -> Drawn:
    """All, and beneath it each tier if there are several."""
    view, palette, language = selection.view(span), PALETTES[selection.theme], selection.language
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
    title = promise_chart.promise_title(whole, language)
    return Drawn(title, chart, promise_chart.behind_promises(effects, language))


def _hours(reading: Reading, selection: Selection, span: Span) -> Drawn:
    measure = hours_chart.hour_measure(selection)
    title = texts.HOURS.text(selection.language, measure=measure.label.text(selection.language))
    week = reading.ask(waits_by_hour, selection.view(span))
    chart = hours_chart.hours_chart(week, measure, reading.settings, selection)
    return Drawn(title, chart, hours_chart.behind_hours(week, measure, selection.language))


def _table(reading: Reading, selection: Selection, span: Span) -> Laid:
    view, names = selection.view(span), (*CARDS, "no_show")
    return Laid(
        texts.TABLE.text(selection.language),
        waiting_table(reading, selection, view, names),
        behind_waiting(reading, view, names, selection.language),
    )


PAGE = Page(
    key="waiting",
    path="/waiting",
    name=Words("대기", "Waiting"),
    group="experience",
    records=("contacts", "answers"),
    finding=_finding,
    cards=_cards,
    is_compared=True,
    card_count=len(CARDS),
    measures=CARDS,
    is_empty=_is_empty,
    parts=[
        Row(
            [
                Chart("waiting-ended", _ended, ended_chart.HEIGHT, texts.ENDED_CAPTION),
                Chart("waiting-patience", _patience, patience_chart.HEIGHT),
            ]
        ),
        Row(
            [
                Chart("waiting-effect", _promises, promise_chart.HEIGHT, texts.EFFECT_CAPTION),
                Chart(
                    "waiting-hours",
                    _hours,
                    hours_chart.HEIGHT,
                    texts.HOURS_CAPTION,
                    head=[hours_chart.HOUR_PICKER],
                ),
            ]
        ),
        Table("waiting-table", _table),
    ],
)
