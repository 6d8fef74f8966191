"""Satisfaction after a broken promise against a kept one, at equal wait and regardless of it."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.charts.marks import canvas, chart_that_says, dot, name_rows
from dashboard.charts.theme import PALETTES
from dashboard.pages.waiting import words as texts
from dashboard.wording import terms
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.settings import Settings
from warehouse.words import Language

HEIGHT = 300
_ASIDE = 0.16
_MARGIN = {"l": 8, "r": 24, "t": 16, "b": 8}

Effect = Mapping[str, Any]
Names = tuple[str, str, str]

# The columns of the difference at equal wait, and of that regardless of it.
_ADJUSTED: Names = ("difference", "low", "high")
_PLAIN: Names = ("naive", "naive_low", "naive_high")


def promise_chart(
    effects: Sequence[tuple[str, Effect, str]], settings: Settings, selection: Selection
) -> go.Figure:
    """A dot with whisker per row, beneath it, hollow, the difference regardless of the wait; zero is marked.

    effects: name, row of `analytics.waiting.broken_promises.broken_promise_effect` and colour; the first is
    that of all. Words in the chart's place where it has no difference.
    """
    language, palette = selection.language, PALETTES[selection.theme]
    if why := effect_note(effects[0][1], settings, language):
        return chart_that_says(why, selection, HEIGHT)
    shown = [(name, row, colour) for name, row, colour in effects if row["naive"] is not None]
    chart = canvas(selection, HEIGHT, margin=_MARGIN)
    chart.add_vline(x=0, line={"color": palette.muted, "width": 1})
    for place, (_, row, colour) in enumerate(shown):
        chart.add_trace(_dot(row, _ADJUSTED, place - _ASIDE, colour, language))
        chart.add_trace(_dot(row, _PLAIN, place + _ASIDE, palette.muted, language))
    chart.update_xaxes(showgrid=True, nticks=5, tickformat=".1f")
    names = {place: name for place, (name, *_) in enumerate(shown)}
    name_rows(chart, names, range=(len(shown) - 0.5, -0.5))
    return chart


def behind_promises(effects: Sequence[tuple[str, Effect, str]], language: Language) -> Behind:
    """Both differences of each row, and the answers they are out of."""
    rows = [{"group": name, **row} for name, row, _ in effects]
    counts = (("used", texts.ANSWERS_USED), ("broken", texts.BROKEN), ("kept", texts.KEPT))
    columns = [
        Column("group", terms.TIER.text(language)),
        Column(_ADJUSTED[0], texts.DIFFERENCE_AT_EQUAL_WAIT.text(language), "score", *_ADJUSTED[1:]),
        Column(_PLAIN[0], texts.DIFFERENCE_REGARDLESS.text(language), "score", *_PLAIN[1:]),
        *(Column(source, words.text(language), "count") for source, words in counts),
    ]
    return Behind.of(rows, columns)


def promise_title(effect: Effect, language: Language) -> str:
    """What is compared, and how many answers at equal wait."""
    if effect["note"] is not None:
        return texts.EFFECT.text(language)
    return texts.EFFECT_OF.text(language, n=show_count(effect["used"]))


def effect_note(row: Effect, settings: Settings, language: Language) -> str:
    """Why there is no difference, in words; nothing where there is one."""
    if row["note"] is None:
        return ""
    if row["broken"] + row["kept"] == 0:
        return texts.NO_PROMISES.text(language)
    return texts.TOO_FEW_PROMISES.text(language, least=show_count(settings.definitions.small_n))


def _dot(row: Effect, names: Names, place: float, colour: str, language: Language) -> go.Scatter:
    value, low, high = (row[name] for name in names)
    if value is None:
        return go.Scatter(x=[], y=[])
    label, symbol = _value(row, names, language), "circle" if names == _ADJUSTED else "diamond-open"
    return dot(value, low, high, place, colour, _tooltip(row, names, language), symbol=symbol, label=label)


def _value(row: Effect, names: Names, language: Language) -> str:
    value, low, high = (row[name] for name in names)
    return show_estimate(value, low, high, "score", language)


def _tooltip(row: Effect, names: Names, language: Language) -> str:
    is_at_equal_wait, everything = names == _ADJUSTED, row["broken"] + row["kept"]
    return texts.EFFECT_TOOLTIP.text(
        language,
        value=_value(row, names, language),
        how=(texts.AT_EQUAL_WAIT if is_at_equal_wait else texts.REGARDLESS).text(language),
        interval=show_interval(row[names[1]], row[names[2]], "score", language),
        used=show_count(row["used"] if is_at_equal_wait else everything),
        all=show_count(everything),
        broken=show_count(row["broken"]),
    )
