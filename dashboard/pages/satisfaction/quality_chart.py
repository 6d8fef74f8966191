"""Expected and perceived quality per dimension, and the gap between them."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl

from analytics.measures.servqual import DIMENSIONS
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_range, value_ticks
from dashboard.charts.behind import Behind, Column, count_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import axis_title, canvas, chart_that_says, line, name_rows, points, whiskers
from dashboard.charts.theme import PALETTES, Palette
from dashboard.pages.satisfaction import words as texts
from dashboard.wording import figure_words as figures
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

HEIGHT = 320
_SCORES, _GAPS = (0.0, 0.58), (0.66, 1.0)


def quality_chart(rows: pl.DataFrame, selection: Selection) -> go.Figure:
    """A dumbbell per dimension from expected to perceived, and beside it the gap with its interval.

    rows: as `analytics.satisfaction.servqual.servqual` gives them. Words in its place where there is no gap.
    """
    known = rows.drop_nulls(["gap", "expected", "perceived"]).sort("gap", descending=True)
    palette, language = PALETTES[selection.theme], selection.language
    if known.is_empty():
        return chart_that_says(texts.NO_QUALITY.text(language), selection, HEIGHT)
    chart = canvas(selection, HEIGHT, margin={"r": 24, "b": 40})
    chart.add_trace(_bars(known, palette))
    chart.add_trace(_dots(known, "expected", "diamond-open", palette.muted, language))
    chart.add_trace(_dots(known, "perceived", "circle", palette.accent, language))
    chart.add_trace(_gaps(known, palette, language))
    names = {place: DIMENSIONS[name].text(language) for place, name in enumerate(known["dimension"])}
    name_rows(chart, names, range=(-0.6, len(names) - 0.4), automargin=True)
    _set_axes(chart, known, selection)
    return chart


def behind_quality(rows: pl.DataFrame, language: Language) -> Behind:
    """Every dimension with what was expected, perceived, and the gap."""
    names = {name: words.text(language) for name, words in DIMENSIONS.items()}
    parts = (("gap", texts.GAP_OF), ("expected", texts.EXPECTED), ("perceived", texts.PERCEIVED))
    columns = [
        Column("dimension", texts.DIMENSION.text(language)),
        *(
            Column(part, words.text(language), "score", f"{part}_low", f"{part}_high")
            for part, words in parts
        ),
        count_column(language),
        Column("perceived_n", texts.PERCEIVED_COUNT.text(language), "count"),
    ]
    named = rows.with_columns(pl.col("dimension").replace(names)).sort("gap", nulls_last=True)
    return Behind(named, columns)


def _set_axes(chart: go.Figure, known: pl.DataFrame, selection: Selection) -> None:
    language = selection.language
    scores = value_range("score", _limits(known, ("expected", "perceived")))
    gaps = value_range("score", [*_limits(known, ("gap",)), 0.0])
    for axis, extent, domain, words in (
        ("xaxis", scores, _SCORES, texts.SCORE_AXIS),
        ("xaxis2", gaps, _GAPS, texts.GAP),
    ):
        title = axis_title(words.text(language), selection, standoff=8)
        ticks = value_ticks("score", extent, language)
        chart.update_layout(
            {axis: {"range": extent, "domain": domain, "title": title, "showgrid": True} | ticks}
        )
    # Every gap is labelled: its axis needs no more than the line of no gap.
    chart.update_layout(xaxis2={"anchor": "y", "tickvals": [0], "ticktext": ["0"], "showgrid": False})
    chart.add_vline(x=0, xref="x2", line={"color": PALETTES[selection.theme].muted, "width": 1})


def _bars(known: pl.DataFrame, palette: Palette) -> go.Scatter:
    """A line from expected to perceived; gaps in the line part the dimensions."""
    x: list[Any] = []
    y: list[Any] = []
    for place, (expected, perceived) in enumerate(known.select("expected", "perceived").iter_rows()):
        x += [expected, perceived, None]
        y += [place, place, None]
    return line(x, y, palette.grid, width=6)


def _dots(known: pl.DataFrame, part: str, symbol: str, colour: str, language: Language) -> go.Scatter:
    n = known["n" if part == "expected" else "perceived_n"].to_list()
    words = texts.EXPECTED if part == "expected" else texts.PERCEIVED
    marker = {"symbol": symbol, "size": 10, "color": colour}
    tooltips = _tooltips(known, part, n, words.text(language), language)
    dots = points(known[part], range(known.height), marker, tooltips)
    return dots.update(error_x=_whiskers(known, part, colour), cliponaxis=False)


def _gaps(known: pl.DataFrame, palette: Palette, language: Language) -> go.Scatter:
    colours = [
        palette.worse if high < 0 else palette.better if low > 0 else palette.muted
        for low, high in known.select("gap_low", "gap_high").iter_rows()
    ]
    estimates = known.select("gap", "gap_low", "gap_high").iter_rows()
    labels = [show_estimate(value, low, high, "score", language) for value, low, high in estimates]
    return go.Scatter(
        x=known["gap"].to_list(),
        y=list(range(known.height)),
        xaxis="x2",
        mode="markers+text",
        marker={"size": 10, "color": colours},
        error_x=_whiskers(known, "gap", palette.muted),
        text=labels,
        textposition="top center",
        textfont={"color": colours},
        customdata=_tooltips(known, "gap", known["n"].to_list(), texts.GAP.text(language), language),
        hovertemplate="%{customdata}",
        cliponaxis=False,
    )


def _whiskers(known: pl.DataFrame, part: str, colour: str) -> dict[str, Any]:
    return whiskers(known[part], known[f"{part}_low"], known[f"{part}_high"], colour)


def _tooltips(
    known: pl.DataFrame, part: str, counts: Sequence[int], words: str, language: Language
) -> list[str]:
    rows = known.select("dimension", part, f"{part}_low", f"{part}_high").iter_rows()
    return [
        f"{DIMENSIONS[dimension].text(language)} · {words}"
        f"\n{bold(show_estimate(value, low, high, 'score', language))}"
        f"\n{show_interval(low, high, 'score', language)}"
        f"\n{figures.OUT_OF.text(language, n=show_count(n))}"
        for (dimension, value, low, high), n in zip(rows, counts, strict=True)
    ]


def _limits(known: pl.DataFrame, parts: Sequence[str]) -> list[float]:
    return [limit for part in parts for end in ("low", "high") for limit in known[f"{part}_{end}"]]
