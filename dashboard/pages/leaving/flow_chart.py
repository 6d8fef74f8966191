"""What follows a failure, as bands that are as wide as failures went that way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
import polars as pl
from dash import dcc, html

from analytics.leaving.lists import STEP_LABELS
from analytics.leaving.paths import FAILURE, STEPS, FailurePaths
from analytics.notes import TOO_FEW
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, points
from dashboard.charts.theme import PALETTES, Palette, faded
from dashboard.pages.leaving import words as texts
from dashboard.parts.table import plain_table
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

HEIGHT = 360
# Between bands that end at different places, in parts of the height.
_GAP = 0.05
# Of a place, in parts of the way from one step to the next.
_BAR = 0.03
_BENDS = 24
# Marks in a band that is this wide stand in two rows, so that each part of it is near one.
_MARKED_EVERY = 0.1
_ORDER: Mapping[str, tuple[str, ...]] = {"failure": (FAILURE,), **STEPS}


@dataclass
class _Place:
    """A bar from top to bottom; `left` and `right` are how far down bands have come in and gone out."""

    top: float
    bottom: float
    left: float
    right: float


def flow_chart(found: FailurePaths, selection: Selection) -> go.Figure:
    """From left to right: failure, complaint, recovery, staying or leaving."""
    palette, language = PALETTES[selection.theme], selection.language
    if found.note is not None:
        return chart_that_says(texts.NO_FAILURES.text(language), selection, HEIGHT)
    chart = canvas(selection, HEIGHT, margin={"l": 8, "r": 112, "t": 32, "b": 8})
    scale = _scale(found)
    places = [_places(found, step, scale) for step in _ORDER]
    for link in _in_order(found.links).iter_rows(named=True):
        column = [*_ORDER].index(link["step"])
        source, target = places[column - 1][link["source"]], places[column][link["target"]]
        chart.add_traces(_band(link, column, source, target, scale, selection))
    for column, there in enumerate(places):
        _name_column(chart, column, palette, language)
        for name, place in there.items():
            _add_bar(chart, column, place, palette)
            _name_place(chart, column, name, place, palette, language)
    chart.update_xaxes(range=(-0.02, len(places) - 1 + _BAR), visible=False)
    return chart.update_yaxes(range=(-0.02, 1.04), visible=False)


def flow_table(found: FailurePaths, selection: Selection) -> html.Div:
    """A row each way from one step to the next; its failures are a link to their contacts."""
    language = selection.language
    if found.note is not None:
        return html.Div(html.P(texts.NO_FAILURES.text(language), className="muted"))
    rows = [_row(link, selection) for link in _in_order(found.links).iter_rows(named=True)]
    return html.Div(plain_table(texts.FLOW_COLUMNS, rows, language, numbers_from=2))


def behind_flow(found: FailurePaths, language: Language) -> Behind:
    """Every way from one step to the next; none where there are too few."""
    names = {step: words.text(language) for step, words in STEP_LABELS.items()}
    links = found.links if found.note is None else found.links.clear()
    way = pl.concat_str(pl.col("source").replace(names), pl.lit(" → "), pl.col("target").replace(names))
    columns = [
        Column("way", texts.WAY.text(language)),
        Column("failures", texts.FAILURES.text(language), "count"),
        Column("value", texts.SHARE_OF_STEP.text(language), "share", "low", "high"),
    ]
    return Behind(_in_order(links).with_columns(way=way), columns, told=("failures",))


def flow_title(found: FailurePaths, language: Language) -> str:
    """How many failures are followed."""
    if found.note is not None and found.note != TOO_FEW:
        return texts.FLOW.text(language)
    return texts.FLOW_OF.text(language, n=show_count(found.failures))


def _row(link: dict[str, Any], selection: Selection) -> list[Any]:
    language = selection.language
    source, target = (STEP_LABELS[link[end]].text(language) for end in ("source", "target"))
    what = texts.SEE_CONTACTS.text(language, what=f"{source} → {target}")
    count = dcc.Link(show_count(link["failures"]), href=to_contacts(link["name"], selection), title=what)
    share = show_estimate(link["value"], link["low"], link["high"], "share", language)
    return [source, target, count, f"{share} ({show_interval(link['low'], link['high'], 'share', language)})"]


def _in_order(links: pl.DataFrame) -> pl.DataFrame:
    """Down the page as the places stand, so that bands cross as little as can be."""
    names = [name for step in _ORDER.values() for name in step]
    return links.sort(
        pl.col("step").cast(pl.Enum([*_ORDER])),
        *(pl.col(end).cast(pl.Enum(names)) for end in ("source", "target")),
    )


def _scale(found: FailurePaths) -> float:
    """The height of a failure: bars and the gaps between them fill the chart where there are most."""
    most = max(len(_counts(found, step)) for step in _ORDER)
    return (1 - _GAP * (most - 1)) / found.failures


def _counts(found: FailurePaths, step: str) -> dict[str, int]:
    if step == "failure":
        return {FAILURE: found.failures}
    counts = dict(found.paths.group_by(step).agg(pl.col("failures").sum()).iter_rows())
    return {name: counts[name] for name in _ORDER[step] if name in counts}


def _places(found: FailurePaths, step: str, scale: float) -> dict[str, _Place]:
    places, top = {}, 1.0
    for name, failures in _counts(found, step).items():
        places[name] = _Place(top, top - failures * scale, top, top)
        top -= failures * scale + _GAP
    return places


def _band(
    link: dict[str, Any], column: int, source: _Place, target: _Place, scale: float, selection: Selection
) -> Sequence[go.Scatter]:
    """The band, and unseen marks in it where its figures are read and a click leads to its contacts."""
    width = link["failures"] * scale
    begins, ends = source.right, target.left
    source.right, target.left = begins - width, ends - width
    way = np.linspace(0, 1, _BENDS)
    x = column - 1 + _BAR + way * (1 - _BAR)
    upper = begins + (ends - begins) * (1 - np.cos(np.pi * way)) / 2
    palette = PALETTES[selection.theme]
    colour = {"left": palette.worse, "stayed": palette.better}.get(link["target"], palette.accent)
    shape = go.Scatter(
        x=[*x, *x[::-1]],
        y=[*upper, *(upper - width)[::-1]],
        fill="toself",
        fillcolor=faded(colour, 0.28),
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )
    rows = max(1, round(width / _MARKED_EVERY))
    depths = np.arange(0.5, rows) / rows
    marks = [(across, top - width * depth) for across, top in zip(x, upper, strict=True) for depth in depths]
    unseen = points(
        [across for across, _ in marks],
        [height for _, height in marks],
        {"opacity": 0, "size": 12},
        [_told(link, selection.language)] * len(marks),
    )
    return shape, unseen.update(meta=to_contacts(link["name"], selection))


def _told(link: dict[str, Any], language: Language) -> str:
    source, target = (STEP_LABELS[link[end]].text(language) for end in ("source", "target"))
    share = show_estimate(link["value"], link["low"], link["high"], "share", language)
    interval = show_interval(link["low"], link["high"], "share", language)
    return f"{bold(f'{source} → {target}')}\n{show_count(link['failures'])}\n{share} ({interval})"


def _add_bar(chart: go.Figure, column: int, place: _Place, palette: Palette) -> None:
    chart.add_shape(
        x0=column, x1=column + _BAR, y0=place.bottom, y1=place.top, fillcolor=palette.muted, line={"width": 0}
    )


def _name_column(chart: go.Figure, column: int, palette: Palette, language: Language) -> None:
    chart.add_annotation(
        x=column,
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor="left",
        text=texts.STEP_HEADS[column].text(language),
        font={"color": palette.muted},
        showarrow=False,
    )


def _name_place(
    chart: go.Figure, column: int, name: str, place: _Place, palette: Palette, language: Language
) -> None:
    chart.add_annotation(
        x=column + _BAR,
        y=(place.top + place.bottom) / 2,
        xanchor="left",
        xshift=4,
        text=STEP_LABELS[name].text(language),
        font={"color": palette.text},
        showarrow=False,
    )
