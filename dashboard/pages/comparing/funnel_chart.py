"""The funnel: departments of one tier by size, within the limits of chance and the usual spread."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
import polars as pl

from analytics.comparing.kind import Usual, limits
from analytics.measures.measure import Measure
from analytics.notes import TOO_FEW
from dashboard.address.selection import Selection
from dashboard.charts.axes import Range, spread, value_range, value_ticks
from dashboard.charts.blank import chart_that_says
from dashboard.charts.chart_text import bold
from dashboard.charts.theme import PALETTES, SMALL, TEMPLATES, Palette
from dashboard.pages.comparing import words as texts
from dashboard.wording import figure_words as figures
from dashboard.wording.figure import Figure, is_better, note_text
from dashboard.wording.numbers import show_count, show_interval, show_value
from warehouse.settings import Settings
from warehouse.words import Language

HEIGHT = 360
_STEPS = 80
_AIR = 1.25
_MOST_TICKS = 5
_LABEL_GAP = 0.06
_ENDS = (("low_998", 1.5), ("high_998", 1.5), ("low_95", 1), ("high_95", 1))


def funnel_figure(
    frame: pl.DataFrame, measure: Measure, settings: Settings, selection: Selection
) -> go.Figure:
    """Departments of one tier as `analytics.comparing.funnel.fair_comparison` gives them.

    Words in its place where there is nothing to compare.
    """
    known = frame.drop_nulls("value")
    if known.height < 2:
        return chart_that_says(_why_empty(frame, measure, settings, selection.language), selection, HEIGHT)
    palette, language = PALETTES[selection.theme], selection.language
    sizes = _sizes(known)
    lines = limits(measure, sizes, _usual(known))
    extent = value_range(measure, _heights(known))
    chart = go.Figure(layout={"template": TEMPLATES[selection.theme], "height": HEIGHT})
    chart.add_traces(_lines(sizes, lines, _usual(known), palette))
    chart.add_traces(_departments(known, measure, palette, language))
    chart.update_yaxes(range=extent, **value_ticks(measure, extent, language))
    chart.update_xaxes(
        type="log",
        range=[float(np.log10(sizes[0])), float(np.log10(sizes[-1]))],
        title={
            "text": texts.RECORDS_AXIS.text(language),
            "font": {"color": palette.muted, "size": SMALL},
            "standoff": 4,
        },
        **_size_ticks(sizes),
    )
    _name_lines(chart, lines, _usual(known), extent, palette, language)
    return chart


def half_width(row: dict[str, Any]) -> float:
    """Half of what 95 % of the units of this size would be within by chance; decides how many digits are
    shown."""
    return float(1.96 * row["spread"] / row["n"] ** 0.5)


def tone(row: dict[str, Any], measure: Measure, palette: Palette) -> str:
    """Colour only for a department outside the limits."""
    if not row["is_outside"]:
        return palette.muted
    better = is_better(measure, row["value"] - row["expected"])
    return {True: palette.better, False: palette.worse, None: palette.accent}[better]


def _why_empty(frame: pl.DataFrame, measure: Measure, settings: Settings, language: Language) -> str:
    if frame.height == 1 and frame["value"][0] is not None:
        return texts.ONLY_ONE.text(language)
    if frame.is_empty():
        return note_text(Figure(), measure, settings, language)
    return note_text(Figure(n=int(frame["n"].sum()), note=TOO_FEW), measure, settings, language)


def _usual(known: pl.DataFrame) -> Usual:
    row = known.row(0, named=True)
    return Usual(row["expected"], row["doubt"], row["spread"], row["phi"], row["tau"])


def _sizes(known: pl.DataFrame) -> np.ndarray:
    n = known["n"].to_numpy()
    return np.unique(np.geomspace(n.min() / _AIR, n.max() * _AIR, _STEPS).round().clip(min=1))


def _heights(known: pl.DataFrame) -> list[float]:
    return [*known["value"], *known["low_998"], *known["high_998"]]


def _lines(
    sizes: np.ndarray, lines: dict[str, np.ndarray], usual: Usual, palette: Palette
) -> list[go.Scatter]:
    ends = [_line(sizes, lines[name], palette.muted, "solid", width) for name, width in _ENDS]
    if usual.tau > 0:
        ends += [_line(sizes, lines[f"chance_{end}_998"], palette.muted, "dot", 1) for end in ("low", "high")]
    centre = np.full(len(sizes), usual.expected)
    return [*ends, _line(sizes, centre, palette.accent, "solid", 1)]


def _line(x: np.ndarray, y: np.ndarray, colour: str, dash: str, width: float) -> go.Scatter:
    line = {"color": colour, "dash": dash, "width": width}
    return go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip")


def _departments(
    known: pl.DataFrame, measure: Measure, palette: Palette, language: Language
) -> list[go.Scatter]:
    return [_department(row, measure, palette, language) for row in known.iter_rows(named=True)]


def _department(row: dict[str, Any], measure: Measure, palette: Palette, language: Language) -> go.Scatter:
    """A dot; outside the limits with its name."""
    colour = tone(row, measure, palette)
    is_above = row["value"] > row["expected"]
    return go.Scatter(
        x=[row["n"]],
        y=[row["value"]],
        mode="markers+text" if row["is_outside"] else "markers",
        marker={"size": 11, "color": colour, "line": {"color": palette.surface, "width": 1}},
        text=[bold(row["department"])],
        textposition="top center" if is_above else "bottom center",
        textfont={"color": colour},
        hovertemplate=_tooltip(row, measure, language),
        cliponaxis=False,
    )


def _tooltip(row: dict[str, Any], measure: Measure, language: Language) -> str:
    half = half_width(row)
    lines = [
        bold(f"{row['department']} {show_value(row['value'], half, measure.unit, language)}"),
        texts.LIMITS.text(language).format(
            limits=show_interval(row["low_998"], row["high_998"], measure.unit, language)
        ),
        texts.EXPECTED.text(language).format(value=show_value(row["expected"], half, measure.unit, language)),
        figures.OUT_OF.text(language).format(n=show_count(row["n"])),
    ]
    return "\n".join(lines)


def _size_ticks(sizes: np.ndarray) -> dict[str, list[object]]:
    """Round numbers: 1, 2, 5 of every ten, or only 1 where those are many."""
    low, high = float(sizes[0]), float(sizes[-1])
    powers = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    round_numbers = [factor * 10**power for power in powers for factor in (1, 2, 5)]
    fine = [value for value in round_numbers if low <= value <= high]
    coarse = [value for value in fine if str(value).startswith("1")]
    chosen: Sequence[float] = fine if len(fine) <= _MOST_TICKS or not coarse else coarse
    return {"tickvals": list(chosen), "ticktext": [show_count(int(value)) for value in chosen]}


def _name_lines(
    chart: go.Figure,
    lines: dict[str, np.ndarray],
    usual: Usual,
    extent: Range,
    palette: Palette,
    language: Language,
) -> None:
    """What each line is, at its right end."""
    lines_named = {
        "99.8 %": (float(lines["high_998"][-1]), palette.muted),
        "95 %": (float(lines["low_95"][-1]), palette.muted),
        texts.USUAL_LINE.text(language): (usual.expected, palette.accent),
    }
    heights = [(height - extent[0]) / (extent[1] - extent[0]) for height, _ in lines_named.values()]
    for place, (name, (_, colour)) in zip(spread(heights, _LABEL_GAP), lines_named.items(), strict=True):
        chart.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=6,
            y=place,
            yref="paper",
            yanchor="middle",
            showarrow=False,
            text=name,
            font={"color": colour},
        )
