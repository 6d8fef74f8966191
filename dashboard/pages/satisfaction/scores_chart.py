"""How scores from 1 to 5 are spread: bars that part in the middle, so that both sides can be compared."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.address.selection import Selection
from dashboard.charts.axes import spread
from dashboard.charts.behind import Behind, Column, count_column, tier_column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, name_rows
from dashboard.charts.theme import PALETTES, Palette, faded
from dashboard.pages.satisfaction import words as texts
from dashboard.wording import figure_words as figures
from dashboard.wording import terms
from dashboard.wording.numbers import show_count, show_estimate, show_interval, show_value
from warehouse.words import Language

HEIGHT = 300
_MIDDLE = 3
# Thinner segments have no room for their share.
_LEAST_LABELLED = 0.1
# A digit and some air, in parts of all answers, which take the width of the chart.
_LABEL_GAP = 0.06
_AIR = 0.02


def scores_chart(scores: pl.DataFrame, selection: Selection) -> go.Figure:
    """A stacked bar per tier, its middle score in the middle.

    scores: as `analytics.satisfaction.distribution.satisfaction_scores` gives them. Words in its place where
    there are too few.
    """
    palette, language = PALETTES[selection.theme], selection.language
    if scores.is_empty():
        return chart_that_says(texts.TOO_FEW_SCORES.text(language), selection, HEIGHT)
    placed = _placed(scores)
    chart = canvas(selection, HEIGHT, barmode="overlay", margin={"r": 16, "t": 24})
    for score in placed["score"].unique(maintain_order=True):
        chart.add_trace(_segment(placed.filter(pl.col("score") == score), score, palette, language))
    tiers = placed.unique("row", maintain_order=True)
    names = {row: terms.tier_name(tier, language) for row, tier in tiers.select("row", "contact_tier").rows()}
    name_rows(chart, names, range=(-0.5, tiers.height - 0.2))
    start, end = pl.col("start").min() - _AIR, (pl.col("start") + pl.col("share")).max()
    chart.update_xaxes(visible=False, range=placed.select(start=start, end=end).row(0))
    chart.add_vline(x=0, line={"color": palette.surface, "width": 1})
    _add_names(chart, placed.filter(pl.col("row") == tiers.height - 1), palette)
    return chart


def behind_scores(scores: pl.DataFrame, language: Language) -> Behind:
    """The share of each score in each tier."""
    columns = [
        tier_column(language),
        Column("score", texts.SCORE.text(language)),
        Column("share", texts.SHARE_OF_ANSWERS.text(language), "share", "low", "high"),
        count_column(language),
    ]
    return Behind(scores, columns)


def _placed(scores: pl.DataFrame) -> pl.DataFrame:
    """Each segment's row, from the bottom up, and where it starts: the middle score is halved by 0."""
    share, score = pl.col("share"), pl.col("score")
    left = share.filter(score < _MIDDLE).sum() + share.filter(score == _MIDDLE).sum() / 2
    rows = scores.select("contact_tier").unique(maintain_order=True).reverse().with_row_index("row")
    return scores.join(rows, on="contact_tier", nulls_equal=True, maintain_order="left").with_columns(
        start=(share.cum_sum() - share - left).over("contact_tier"), row=pl.col("row").cast(pl.Int64)
    )


def _segment(rows: pl.DataFrame, score: int, palette: Palette, language: Language) -> go.Bar:
    fill, ink = _colours(palette)[score]
    shares = [show_value(share, 0.01, "share", language) for share in rows["share"]]
    return go.Bar(
        x=rows["share"].to_list(),
        base=rows["start"].to_list(),
        y=rows["row"].to_list(),
        orientation="h",
        width=0.55,
        marker={"color": fill, "line": {"color": palette.surface, "width": 1}},
        text=[
            text if share >= _LEAST_LABELLED else ""
            for text, share in zip(shares, rows["share"], strict=True)
        ],
        textposition="inside",
        # The line in the middle runs through the middle score.
        insidetextanchor="start" if score == _MIDDLE else "middle",
        constraintext="none",
        textangle=0,
        textfont={"color": ink},
        customdata=[_tooltip(row, language) for row in rows.iter_rows(named=True)],
        hovertemplate="%{customdata}",
    )


def _colours(palette: Palette) -> dict[int, tuple[str, str]]:
    """Fill and ink of each score; pale fills carry the page's own ink."""
    return {
        1: (palette.worse, palette.surface),
        2: (faded(palette.worse, 0.45), palette.text),
        3: (faded(palette.muted, 0.25), palette.text),
        4: (faded(palette.better, 0.4), palette.text),
        5: (palette.better, palette.surface),
    }


def _tooltip(row: dict[str, Any], language: Language) -> str:
    low, high = row["low"], row["high"]
    name = texts.SCORE_OF.text(
        language, tier=terms.tier_name(row["contact_tier"], language), score=row["score"]
    )
    value = show_estimate(row["share"], low, high, "share", language)
    count = figures.OUT_OF.text(language, n=show_count(row["n"]))
    return f"{name}\n{bold(value)}\n{show_interval(low, high, 'share', language)}\n{count}"


def _add_names(chart: go.Figure, top: pl.DataFrame, palette: Palette) -> None:
    """The scores above the topmost bar, kept apart."""
    centres = (top["start"] + top["share"] / 2).to_list()
    for place, score in zip(spread(centres, _LABEL_GAP), top["score"], strict=True):
        chart.add_annotation(
            x=place,
            y=top["row"][0] + 0.32,
            yanchor="bottom",
            showarrow=False,
            text=str(score),
            font={"color": palette.muted},
        )
