"""The funnel: departments of one tier by size, within the limits of chance and the usual spread."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
import polars as pl

from analytics.comparing.units import Usual, limits
from analytics.measures.measure import Measure
from analytics.notes import TOO_FEW
from analytics.statistics.common import Z
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_range, value_ticks
from dashboard.charts.behind import Behind, Column, count_column, department_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import End, axis_title, canvas, chart_that_says, line, name_ends
from dashboard.charts.theme import PALETTES, Palette
from dashboard.pages.comparing import words as texts
from dashboard.wording import figure_words as figures
from dashboard.wording import terms
from dashboard.wording.figure import Figure, is_better, note_text
from dashboard.wording.numbers import show_count, show_interval, show_value
from warehouse.settings import Settings
from warehouse.words import Language, Words

HEIGHT = 360
# So many points make lines smooth; beside the least and the most records there is air for names.
_STEPS = 80
_AIR = 1.25
# A title has room for so many.
_MOST_NAMES = 2
_MOST_TICKS = 5
_ENDS = (("low_998", 1.5), ("high_998", 1.5), ("low_95", 1), ("high_95", 1))


def funnel_chart(
    frame: pl.DataFrame, measure: Measure, settings: Settings, selection: Selection
) -> go.Figure:
    """Departments of one tier as `analytics.comparing.funnel.fair_comparison` gives them.

    Words in its place where there is nothing to compare.
    """
    known, language = frame.drop_nulls("value"), selection.language
    if known.height < 2:
        return chart_that_says(_why_empty(frame, measure, settings, language), selection, HEIGHT)
    palette, sizes, usual = PALETTES[selection.theme], _sizes(known), _usual(known)
    lines = limits(measure, sizes, usual)
    extent = value_range(measure.unit, _heights(known))
    chart = canvas(selection, HEIGHT)
    chart.add_traces(_lines(sizes, lines, usual, palette))
    chart.add_traces([_department(row, measure, palette, language) for row in known.iter_rows(named=True)])
    chart.update_yaxes(range=extent, **value_ticks(measure.unit, extent, language))
    chart.update_xaxes(
        type="log",
        range=[float(np.log10(sizes[0])), float(np.log10(sizes[-1]))],
        title=axis_title(_axis(known).text(language), selection, standoff=4),
        **_size_ticks(sizes),
    )
    name_ends(chart, _ends(lines, usual, palette, language), extent)
    return chart


def behind_funnel(frame: pl.DataFrame, measure: Measure, language: Language) -> Behind:
    """Every department with its usual value and limits."""
    limits = (
        (f"{end}_{share}", words.text(language, limit=limit.text(language)))
        for share, limit in (("95", texts.LIMIT_95), ("998", texts.LIMIT_998))
        for end, words in (("low", texts.LOW_END), ("high", texts.HIGH_END))
    )
    columns = [
        department_column(language),
        Column("value", measure.label.text(language), measure.unit),
        count_column(language),
        Column("expected", texts.USUAL_LINE.text(language), measure.unit),
        *(Column(source, name, measure.unit) for source, name in limits),
        Column("is_outside", texts.IS_OUTSIDE.text(language)),
    ]
    return Behind(frame, columns, outside="is_outside")


def funnel_title(compared: pl.DataFrame, measure: Measure, tier: str, language: Language) -> str:
    """The measure, the tier, and which departments are outside the limits."""
    return texts.FUNNEL.text(
        language,
        measure=measure.label.text(language),
        tier=terms.tier_name(tier, language),
        finding=_outside(compared, language),
    )


def _outside(compared: pl.DataFrame, language: Language) -> str:
    if compared["is_outside"].drop_nulls().is_empty():
        return texts.NOT_COMPARED.text(language)
    outside = compared.filter("is_outside")["department"].to_list()
    if not outside:
        return texts.NONE_OUTSIDE.text(language)
    if len(outside) > _MOST_NAMES:
        return texts.MANY_OUTSIDE.text(language, count=len(outside))
    words = texts.ONE_OUTSIDE if len(outside) == 1 else texts.SOME_OUTSIDE
    return words.text(language, names=", ".join(outside))


def half_width(row: dict[str, Any]) -> float:
    """Half of what 95 % of the units of this size would be within by chance; decides how many digits are
    shown."""
    return float(Z * row["spread"] / row["effective_n"] ** 0.5)


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
    n = known["effective_n"].to_numpy()
    return np.unique(np.geomspace(n.min() / _AIR, n.max() * _AIR, _STEPS).round().clip(min=1))


def _axis(known: pl.DataFrame) -> Words:
    """Limits hang on how much records say, which is less than their number where they weigh differently."""
    is_weighted = (known["effective_n"] != known["n"]).any()
    return texts.EFFECTIVE_AXIS if is_weighted else texts.RECORDS_AXIS


def _heights(known: pl.DataFrame) -> list[float]:
    return [*known["value"], *known["low_998"], *known["high_998"]]


def _lines(
    sizes: np.ndarray, lines: dict[str, np.ndarray], usual: Usual, palette: Palette
) -> list[go.Scatter]:
    ends = [line(sizes, lines[name], palette.muted, width=width, dash="solid") for name, width in _ENDS]
    if usual.tau > 0:
        chance = [lines[f"chance_{end}_998"] for end in ("low", "high")]
        ends += [line(sizes, heights, palette.muted, width=1, dash="dot") for heights in chance]
    centre = np.full(len(sizes), usual.expected)
    return [*ends, line(sizes, centre, palette.accent, width=1, dash="solid")]


def _department(row: dict[str, Any], measure: Measure, palette: Palette, language: Language) -> go.Scatter:
    """A dot; outside the limits with its name."""
    colour = tone(row, measure, palette)
    is_above = row["value"] > row["expected"]
    return go.Scatter(
        x=[row["effective_n"]],
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
        texts.LIMITS.text(
            language, limits=show_interval(row["low_998"], row["high_998"], measure.unit, language)
        ),
        texts.EXPECTED.text(language, value=show_value(row["expected"], half, measure.unit, language)),
        figures.OUT_OF.text(language, n=show_count(row["n"])),
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


def _ends(lines: dict[str, np.ndarray], usual: Usual, palette: Palette, language: Language) -> Sequence[End]:
    return (
        (float(lines["high_998"][-1]), "99.8 %", palette.muted),
        (float(lines["low_95"][-1]), "95 %", palette.muted),
        (usual.expected, texts.USUAL_LINE.text(language), palette.accent),
    )
