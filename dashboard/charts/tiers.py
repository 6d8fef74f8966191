"""A department's tiers side by side, each against the same tier elsewhere."""

from collections.abc import Iterable, Mapping

import plotly.graph_objects as go

from analytics.measures.measure import Measure
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_range, value_ticks
from dashboard.charts.blank import chart_that_says
from dashboard.charts.chart_text import bold
from dashboard.charts.theme import PALETTES, TEMPLATES
from dashboard.wording import figure_words as texts
from dashboard.wording import terms
from dashboard.wording.figure import Figure, interval_text, note_text, value_text
from dashboard.wording.numbers import show_count
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings
from warehouse.words import Language

HEIGHT = 300
_ASIDE = 0.16

Figures = Mapping[str, Figure]


def tiers_chart(
    own: Figures,
    others: Figures,
    measure: Measure,
    settings: Settings,
    selection: Selection,
) -> go.Figure:
    """A dot with whisker per tier; beneath it, hollow, the same tier of all other departments.

    own and others by tier. Words in its place where no tier has a value.
    """
    known = [figure for figure in own.values() if figure.value is not None]
    if not known:
        figure = next(iter(own.values()), Figure())
        return chart_that_says(note_text(figure, measure, settings, selection.language), selection, HEIGHT)
    tiers = [tier for tier in CONTACT_TIERS if tier in own]
    palette = PALETTES[selection.theme]
    rows = {tier: len(tiers) - place for place, tier in enumerate(tiers)}
    extent = value_range(measure, _limits([*own.values(), *others.values()]))
    chart = go.Figure(layout={"template": TEMPLATES[selection.theme], "height": HEIGHT})
    for tier, row in rows.items():
        chart.add_trace(_dot(own.get(tier), row + _ASIDE, "circle", palette.tiers[tier], measure, selection))
        chart.add_trace(
            _dot(others.get(tier), row - _ASIDE, "diamond-open", palette.muted, measure, selection)
        )
    chart.update_xaxes(range=extent, showgrid=True, **value_ticks(measure, extent, selection.language))
    chart.update_yaxes(
        range=(0.5, len(tiers) + 0.5),
        showgrid=False,
        tickvals=list(rows.values()),
        ticktext=[terms.tier_name(tier, selection.language) for tier in rows],
    )
    return chart


def _limits(figures: Iterable[Figure]) -> list[float]:
    return [limit for figure in figures for limit in (figure.low, figure.high) if limit is not None]


def _dot(
    figure: Figure | None, height: float, symbol: str, colour: str, measure: Measure, selection: Selection
) -> go.Scatter:
    """The value as text above its dot, the interval as a whisker."""
    known = figure if figure and figure.value is not None else Figure()
    if known.value is None or known.low is None or known.high is None:
        return go.Scatter(x=[], y=[])
    language = selection.language
    return go.Scatter(
        x=[known.value],
        y=[height],
        mode="markers+text",
        marker={"symbol": symbol, "size": 10, "color": colour},
        error_x={
            "array": [known.high - known.value],
            "arrayminus": [known.value - known.low],
            "color": colour,
            "thickness": 2,
            "width": 0,
        },
        text=[value_text(known, measure, language)],
        textposition="top center" if symbol == "circle" else "bottom center",
        textfont={"color": colour},
        hovertemplate=_tooltip(known, measure, language),
        cliponaxis=False,
    )


def _tooltip(figure: Figure, measure: Measure, language: Language) -> str:
    n = texts.OUT_OF.text(language).format(n=show_count(figure.n))
    value, interval = value_text(figure, measure, language), interval_text(figure, measure, language)
    return f"{bold(value)}\n{interval}\n{n}"
