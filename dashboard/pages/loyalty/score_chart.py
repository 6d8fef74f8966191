"""A share by score: adjusted with its interval, and as it is."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from analytics.loyalty.by_score import Loyalty
from analytics.loyalty.lists import rated_with
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.axes import value_range, value_ticks
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import axis_title, canvas, chart_that_says, line, whiskers, write
from dashboard.charts.theme import PALETTES, Palette, faded
from dashboard.pages.loyalty import words as texts
from dashboard.pages.loyalty.pickers import item_name
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

HEIGHT = 340
# Plain dots stand a little beside the adjusted ones, in points of the score.
_ASIDE = 0.12

Row = dict[str, Any]


def score_chart(found: Loyalty, selection: Selection) -> go.Figure:
    """Solid dots with whiskers on a line, hollow ones beside them; a mark where the line bends.

    A click on a dot leads to the contacts with that score.
    """
    palette, language = PALETTES[selection.theme], selection.language
    rows = found.scores.drop_nulls("adjusted").rows(named=True)
    if not rows:
        return chart_that_says(texts.NO_SCORES.text(language), selection, HEIGHT)
    chart = canvas(selection, HEIGHT, margin={"r": 16})
    extent = value_range("share", [row[end] for row in rows for end in ("adjusted_low", "adjusted_high")])
    scores, shares = ([row[name] for row in rows] for name in ("score", "adjusted"))
    chart.add_trace(line(scores, shares, faded(palette.accent, 0.5)))
    _mark_bend(chart, found, palette, language)
    for row in rows:
        address = to_contacts(rated_with(found.item.name, row["score"]), selection)
        chart.add_trace(_plain(row, palette).update(meta=address))
        chart.add_trace(_adjusted(row, palette, language).update(meta=address))
    chart.update_yaxes(range=extent, **value_ticks("share", extent, language))
    title = axis_title(texts.SCORE_AXIS.text(language, item=item_name(found.item.name)), selection)
    lowest, highest = found.item.lowest, found.item.highest
    return chart.update_xaxes(range=(lowest - 0.4, highest + 0.4), dtick=1, title=title)


def behind_scores(found: Loyalty, language: Language) -> Behind:
    """Every score of the scale."""
    columns = [
        Column("score", texts.SCORE.text(language), "count"),
        Column("adjusted", texts.ADJUSTED.text(language), "share", "adjusted_low", "adjusted_high"),
        Column("value", texts.PLAIN.text(language), "share", "low", "high"),
        Column("n", texts.CUSTOMER_COUNT.text(language), "count"),
    ]
    return Behind(found.scores, columns, along="score", told=("adjusted",))


def _mark_bend(chart: go.Figure, found: Loyalty, palette: Palette, language: Language) -> None:
    if not found.is_bent or found.bend is None:
        return
    place, low, high = found.bend.place
    chart.add_vrect(x0=low, x1=high, fillcolor=faded(palette.muted, 0.12), line_width=0, layer="below")
    chart.add_vline(x=place, line={"color": palette.muted, "width": 1, "dash": "dot"})
    shown = texts.BENDS_AT.text(language, place=f"{place:.1f}", low=f"{low:.1f}", high=f"{high:.1f}")
    write(chart, shown, place, 1, palette.muted, xref="x", yref="paper", yanchor="bottom")


def _plain(row: Row, palette: Palette) -> go.Scatter:
    return go.Scatter(
        x=[row["score"] + _ASIDE],
        y=[row["value"]],
        mode="markers",
        marker={"symbol": "circle-open", "size": 9, "color": palette.muted},
        hoverinfo="skip",
    )


def _adjusted(row: Row, palette: Palette, language: Language) -> go.Scatter:
    return go.Scatter(
        x=[row["score"]],
        y=[row["adjusted"]],
        mode="markers",
        marker={"size": 10, "color": palette.accent},
        error_y=whiskers([row["adjusted"]], [row["adjusted_low"]], [row["adjusted_high"]], palette.accent),
        hovertemplate=_tooltip(row, language),
    )


def _tooltip(row: Row, language: Language) -> str:
    low, high = row["adjusted_low"], row["adjusted_high"]
    adjusted = show_estimate(row["adjusted"], low, high, "share", language)
    plain = show_estimate(row["value"], row["low"], row["high"], "share", language)
    lines: Sequence[str] = (
        f"{bold(adjusted)} ({show_interval(low, high, 'share', language)})",
        f"{texts.PLAIN.text(language)} {plain}",
        texts.CUSTOMERS.text(language, n=show_count(row["n"])),
    )
    return "\n".join(lines)
