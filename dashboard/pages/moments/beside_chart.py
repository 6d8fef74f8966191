"""Touchpoints beside others of their tier and stage, by one figure."""

from collections.abc import Sequence

import plotly.graph_objects as go

from analytics.measures.measure import Measure
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, dot, write
from dashboard.charts.theme import PALETTES, Palette
from dashboard.pages.moments import words as texts
from dashboard.pages.moments.card_table import shown_value
from dashboard.pages.moments.touchpoints import Row, Touchpoint, behind, place_name
from dashboard.wording import figure_words, terms
from dashboard.wording.numbers import show_count, show_interval
from warehouse.words import Language

MOST = 12
_ROW_HEIGHT, _AROUND = 44, 56
HEIGHT = _AROUND + _ROW_HEIGHT * MOST
# A row's name stands above its marks, so that narrow screens have room for both.
_ABOVE, _BELOW = 0.32, 0.14
# Half of the height of the tick at what is usual, in rows.
_TICK = 0.2


def furthest(found: Sequence[Touchpoint], measure: str) -> list[Touchpoint]:
    """Those furthest from what is usual by the measure, the ones behind on top."""
    known = [one for one in found if measure in one.figures and one.figures[measure]["z"] is not None]
    chosen = sorted(known, key=lambda one: -abs(one.figures[measure]["z"]))[:MOST]
    return sorted(chosen, key=lambda one: -behind(one.figures[measure]))


def beside_chart(found: Sequence[Touchpoint], measure: Measure, selection: Selection) -> go.Figure:
    """Dots with whiskers, and ticks at what is usual. found: as `furthest` gives them."""
    palette, language = PALETTES[selection.theme], selection.language
    if not found:
        return chart_that_says(texts.NOTHING_TO_COMPARE.text(language), selection, HEIGHT)
    chart = canvas(selection, HEIGHT, margin={"r": 24})
    for height, touchpoint in zip(range(len(found), 0, -1), found, strict=True):
        row = touchpoint.figures[measure.name]
        colour = {"worse": palette.worse, "better": palette.better, None: palette.muted}[row["stands_out"]]
        value, low, high = (100 * row[name] for name in ("shrunk", "shrunk_low", "shrunk_high"))
        chart.add_trace(dot(value, low, high, height - _BELOW, colour, _told(row, measure, language)))
        _mark_usual(chart, 100 * row["expected"], height - _BELOW, palette)
        write(chart, _name(touchpoint, language), 0, height + _ABOVE, palette.text)
    chart.update_yaxes(range=(0.4, len(found) + 0.7), visible=False)
    return chart.update_xaxes(ticksuffix=" %", nticks=5, showgrid=True, rangemode="tozero")


def behind_beside(found: Sequence[Touchpoint], measure: Measure, language: Language) -> Behind:
    """The same touchpoints."""
    label = measure.label.text(language)
    shrunk = f"{label}, {texts.SHRUNK.text(language)}"
    columns = [
        Column("name", texts.TOUCHPOINT.text(language)),
        Column("shrunk", shrunk, measure.unit, "shrunk_low", "shrunk_high"),
        Column("value", label, measure.unit),
        Column("expected", texts.USUAL.text(language), measure.unit),
        Column("n", figure_words.COUNT.text(language), "count"),
    ]
    rows = [touchpoint.figures[measure.name] | {"name": _name(touchpoint, language)} for touchpoint in found]
    return Behind.of(rows, columns)


def _mark_usual(chart: go.Figure, expected: float, height: float, palette: Palette) -> None:
    line = {"color": palette.text, "width": 2}
    chart.add_shape(x0=expected, x1=expected, y0=height - _TICK, y1=height + _TICK, line=line)


def _name(touchpoint: Touchpoint, language: Language) -> str:
    return f"{place_name(touchpoint.place, language)} ({terms.tier_name(touchpoint.tier, language)})"


def _told(row: Row, measure: Measure, language: Language) -> str:
    interval = show_interval(row["shrunk_low"], row["shrunk_high"], measure.unit, language)
    expected = shown_value(row, "expected", measure, language)
    beside = texts.EXPECTED_TIP.text(language, expected=expected, n=show_count(row["n"]))
    return f"{bold(shown_value(row, 'shrunk', measure, language))} ({interval})\n{beside}"
