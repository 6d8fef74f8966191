"""Teams or agents beside those who serve in the same way, by one figure."""

from collections.abc import Sequence

import plotly.graph_objects as go

from analytics.measures.measure import Measure
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, department_column, tier_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, dot, line, write
from dashboard.charts.theme import PALETTES
from dashboard.pages.people import words as texts
from dashboard.pages.people.who import Row, Somebody, name_of, place_name
from dashboard.wording import figure_words, terms
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.settings import Settings
from warehouse.words import Language

MOST = 10
_ROW_HEIGHT, _AROUND = 44, 56
HEIGHT = _AROUND + _ROW_HEIGHT * MOST
# A row's name stands above its marks, so that narrow screens have room for both.
_ABOVE, _BELOW = 0.32, 0.14
_TICK = 0.2


def furthest(found: Sequence[Somebody], measure: Measure) -> list[Somebody]:
    """Those furthest from what is usual by the figure, those behind on top."""
    known = [one for one in found if one.distance(measure.name) >= 0]
    chosen = sorted(known, key=lambda one: -one.distance(measure.name))[:MOST]
    sign = 1 if measure.direction == "lower" else -1
    return sorted(chosen, key=lambda one: -sign * one.figures[measure.name]["z"])


def who_chart(
    found: Sequence[Somebody], measure: Measure, who: str, settings: Settings, selection: Selection
) -> go.Figure:
    """Dots with whiskers, and ticks at what is usual. found: as `furthest` gives them."""
    palette, language = PALETTES[selection.theme], selection.language
    if not found:
        return chart_that_says(texts.NOTHING_TO_COMPARE.text(language), selection, HEIGHT)
    chart, scale = canvas(selection, HEIGHT, margin={"r": 24}), _scale(measure)
    colours = {"worse": palette.worse, "better": palette.better, None: palette.muted}
    tick_x: list[float | None] = []
    tick_y: list[float | None] = []
    for place, one in enumerate(found):
        row, height = one.figures[measure.name], len(found) - place
        value, low, high = (scale * row[name] for name in ("shrunk", "shrunk_low", "shrunk_high"))
        told = _told(row, measure, language)
        chart.add_trace(dot(value, low, high, height - _BELOW, colours[row["stands_out"]], told))
        usual, middle = scale * row["expected"], height - _BELOW
        tick_x += [usual, usual, None]
        tick_y += [middle - _TICK, middle + _TICK, None]
        name = _name(one, place, who, settings, language)
        write(chart, name, 0, height + _ABOVE, palette.text)
    # One line with gaps is drawn sooner than as many.
    chart.add_trace(line(tick_x, tick_y, palette.text))
    chart.update_yaxes(range=(0.4, len(found) + 0.7), visible=False)
    suffix = " %" if measure.unit == "share" else ""
    return chart.update_xaxes(ticksuffix=suffix, nticks=5, showgrid=True)


def behind_who(
    found: Sequence[Somebody], measure: Measure, who: str, settings: Settings, language: Language
) -> Behind:
    """The same rows."""
    label = measure.label.text(language)
    columns = [
        Column("name", (texts.TEAM if who == "team" else texts.AGENT).text(language)),
        tier_column(language),
        department_column(language),
        Column("channel", terms.CHANNEL.text(language)),
        Column(
            "shrunk", f"{label}, {texts.SHRUNK.text(language)}", measure.unit, "shrunk_low", "shrunk_high"
        ),
        Column("value", label, measure.unit),
        Column("expected", texts.USUAL.text(language), measure.unit),
        Column("n", figure_words.COUNT.text(language), "count"),
    ]
    rows = [
        one.figures[measure.name] | {"name": name_of(one, place, who, settings, language)}
        for place, one in enumerate(found)
    ]
    return Behind.of([_without_id(row) for row in rows], columns)


def shown(row: Row, name: str, measure: Measure, language: Language) -> str:
    """A figure with as many digits as its interval supports."""
    return show_estimate(row[name], row["shrunk_low"], row["shrunk_high"], measure.unit, language)


def _without_id(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "who"}


def _scale(measure: Measure) -> float:
    return 100 if measure.unit == "share" else 1


def _name(one: Somebody, place: int, who: str, settings: Settings, language: Language) -> str:
    name = place_name(one, name_of(one, place, who, settings, language), who, language)
    return f"{name} ({terms.tier_name(one.tier, language)})"


def _told(row: Row, measure: Measure, language: Language) -> str:
    interval = show_interval(row["shrunk_low"], row["shrunk_high"], measure.unit, language)
    expected = shown(row, "expected", measure, language)
    beside = texts.TIP.text(language, expected=expected, n=show_count(row["n"]))
    return f"{bold(shown(row, 'shrunk', measure, language))} ({interval})\n{beside}"
