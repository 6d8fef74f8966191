"""From systems to records to pages: bands as wide as what each system brought, and a line to each page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go
import polars as pl

from dashboard.address.links import to_page
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, line
from dashboard.charts.theme import CATEGORIES, PALETTES, faded
from dashboard.pages.integration import words as texts
from dashboard.pages.integration.sources import source_name, to_contacts_of
from dashboard.wording import terms
from dashboard.wording.dates import show_day
from dashboard.wording.numbers import show_count, show_share
from warehouse.contract import RECORD_KINDS
from warehouse.words import Language, Words

# Names of three dozen pages stand beneath one another.
HEIGHT = 660
_UNSEEN = "rgba(0, 0, 0, 0)"
# Of a place, in parts of the way from one column to the next.
_BAR = 0.03
_BENDS = 24
# Near enough that a pointer on the band is nearer to one than the 20 pixels that Plotly looks around it.
_MARKS = 16
# Of the height: what all records take together, those of a kind at most, and a line to a page.
_ALL_KINDS, _ONE_KIND, _LINE_HEIGHT = 0.55, 0.2, 0.0042
# In pixels; names of pages are longer than those of systems.
_LEFT, _RIGHT = 92, 156
_LONGEST_SYSTEM, _LONGEST_PAGE = 14, 18
_TOP = 0.97
_HEADS = ((texts.SYSTEM_HEAD, "right"), (texts.RECORDS_HEAD, "center"), (texts.PAGES_HEAD, "left"))


class FedPage(NamedTuple):
    """A page, and the record kinds that it is made from."""

    path: str
    name: Words
    records: Sequence[str]


@dataclass(frozen=True)
class _Way:
    """From x to x + 1: where it begins and ends, top and thickness at both ends."""

    x: int
    begins: float
    ends: float
    thick_at_begin: float
    thick_at_end: float
    colour: str
    told: str
    href: str | None


def flow_chart(
    feeds: pl.DataFrame, days: pl.DataFrame, pages: Sequence[FedPage], selection: Selection
) -> go.Figure:
    """Systems at the left, records in the middle, pages at the right. feeds: as `feeds` gives them.

    days: source and last_day.
    """
    language, palette = selection.language, PALETTES[selection.theme]
    if feeds.is_empty():
        return chart_that_says(texts.NO_RECORDS.text(language), selection, HEIGHT)
    chart = canvas(selection, HEIGHT, margin={"l": _LEFT, "r": _RIGHT, "t": 32, "b": 8})
    kinds = [kind for kind in RECORD_KINDS if kind in feeds["record_kind"]]
    size = _kind_height(feeds)
    tops = dict(zip(kinds, _spread(len(kinds), size), strict=True))
    ways = [*_of_systems(feeds, days, tops, selection), *_to_pages(pages, tops, size, selection)]
    chart.add_traces([*_bands(ways), _marks(ways)])
    for kind, top in tops.items():
        _add_bar(chart, 1, top, top - size, palette.muted)
        name = terms.RECORD_KINDS[kind].text(language)
        _write(chart, name, 1 + _BAR / 2, top, palette.text, xanchor="center", yanchor="bottom")
    for place, (head, anchor) in enumerate(_HEADS):
        _write(chart, head.text(language), place, 1.02, palette.muted, xanchor=anchor, yanchor="bottom")
    _name_ends(chart, feeds, pages, selection)
    chart.update_xaxes(range=(0, 2), visible=False)
    return chart.update_yaxes(range=(0, 1.04), visible=False)


def behind_flow(feeds: pl.DataFrame, pages: Sequence[FedPage], language: Language) -> Behind:
    """A row per source and record kind, with the pages that the records go to."""
    columns = [
        Column("source_name", texts.SOURCE.text(language)),
        Column("kind", texts.RECORDS_HEAD.text(language)),
        Column("records", texts.SYSTEMS_COLUMNS[2].text(language), "count"),
        Column("share", texts.APART_COLUMNS[3].text(language), "share"),
        Column("pages", texts.PAGES_HEAD.text(language)),
    ]
    rows = [
        {
            "source_name": source_name(row["source"], language),
            "kind": terms.RECORD_KINDS[row["record_kind"]].text(language),
            "records": row["records"],
            "share": row["share"],
            "pages": ", ".join(
                page.name.text(language) for page in pages if row["record_kind"] in page.records
            ),
        }
        for row in _with_shares(feeds).iter_rows(named=True)
    ]
    return Behind.of(rows, columns, told=("records",))


def _with_shares(feeds: pl.DataFrame) -> pl.DataFrame:
    """In the order of the records, so that bands cross as little as can be."""
    share = pl.col("records") / pl.col("records").sum().over("record_kind")
    order = pl.col("record_kind").cast(pl.Enum([*RECORD_KINDS]))
    return feeds.with_columns(share=share).sort(order, "source", nulls_last=True)


def _of_systems(
    feeds: pl.DataFrame, days: pl.DataFrame, tops: Mapping[str, float], selection: Selection
) -> Iterator[_Way]:
    language, colours = selection.language, _colours(selection)
    last_days = dict(days.select("source", "last_day").iter_rows())
    heights, begun = _system_heights(feeds), dict.fromkeys(feeds["source"], 0.0)
    ended, size = dict.fromkeys(tops, 0.0), _kind_height(feeds)
    for row in _with_shares(feeds).iter_rows(named=True):
        source, kind, thick = row["source"], row["record_kind"], size * row["share"]
        yield _Way(
            0,
            heights[source] - begun[source],
            tops[kind] - ended[kind],
            thick,
            thick,
            colours[kind],
            _told(row, last_days.get(source), language),
            to_contacts_of(source, "linked.all", selection) if kind == "contacts" else None,
        )
        begun[source] += thick
        ended[kind] += thick


def _to_pages(
    pages: Sequence[FedPage], tops: Mapping[str, float], size: float, selection: Selection
) -> Iterator[_Way]:
    language, colours = selection.language, _colours(selection)
    heights = _spread(len(pages), _LINE_HEIGHT * len(tops))
    for kind, top in tops.items():
        fed = [(page, height) for page, height in zip(pages, heights, strict=True) if kind in page.records]
        part = size / max(len(fed), 1)
        name = terms.RECORD_KINDS[kind].text(language)
        for place, (page, height) in enumerate(fed):
            told = texts.FLOW_PAGE.text(language, kind=name, page=page.name.text(language))
            below = _LINE_HEIGHT * [one for one in tops if one in page.records].index(kind)
            yield _Way(
                1,
                top - part * (place + 0.5) + _LINE_HEIGHT / 2,
                height - below,
                _LINE_HEIGHT,
                _LINE_HEIGHT,
                colours[kind],
                told,
                to_page(page.path, selection),
            )


def _bands(ways: Sequence[_Way]) -> Iterator[go.Scatter]:
    """Those of a colour are one trace, as every trace takes time to draw."""
    for colour in dict.fromkeys(way.colour for way in ways):
        x: list[float | None] = []
        y: list[float | None] = []
        for way in ways:
            if way.colour == colour:
                across, upper, thick = _course(way, _BENDS)
                x += [*across.tolist(), *across[::-1].tolist(), None]
                y += [*upper.tolist(), *_sent(upper - thick)[::-1].tolist(), None]
        yield go.Scatter(
            x=x,
            y=y,
            fill="toself",
            fillcolor=faded(colour, 0.42),
            line={"width": 0},
            mode="lines",
            hoverinfo="skip",
        )


def _marks(ways: Sequence[_Way]) -> go.Scatter:
    """Along the middle of each band, where it is read and clicked; a line, as marks would be drawn each."""
    courses = [_course(way, _MARKS) for way in ways]
    x = np.concatenate([across for across, _, _ in courses]).tolist()
    y = np.concatenate([_sent(upper - thick / 2) for _, upper, thick in courses]).tolist()
    unseen = line(x, y, _UNSEEN, [way.told for way in ways for _ in range(_MARKS)], width=0)
    places = [place for place in range(len(ways)) for _ in range(_MARKS)]
    return unseen.update(meta=[way.href for way in ways], customdata=places)


def _course(way: _Way, places: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of a band from left to right: where, how high its upper edge is, and how thick it is."""
    along = np.linspace(0, 1, places)
    bend = (1 - np.cos(np.pi * along)) / 2
    start = way.x + (_BAR if way.x else 0)
    upper = way.begins + (way.ends - way.begins) * bend
    thick = way.thick_at_begin + (way.thick_at_end - way.thick_at_begin) * bend
    return _sent(start + along * (way.x + 1 - start)), _sent(upper), _sent(thick)


def _sent(places: np.ndarray) -> np.ndarray:
    """To a tenth of a pixel: every digit more is sent a thousand times."""
    return np.round(places, 4)


def _name_ends(chart: go.Figure, feeds: pl.DataFrame, pages: Sequence[FedPage], selection: Selection) -> None:
    language, palette = selection.language, PALETTES[selection.theme]
    sizes = _sizes(feeds)
    for source, top in _system_heights(feeds).items():
        name = _shortened(source_name(source, language), _LONGEST_SYSTEM)
        _write(chart, name, 0, top - sizes[source] / 2, palette.text, xanchor="right", xshift=-6)
    for page, middle in zip(pages, _spread(len(pages), 0), strict=True):
        name = _shortened(page.name.text(language), _LONGEST_PAGE)
        _write(chart, name, 2, middle, palette.text, xanchor="left", xshift=6)


def _shortened(name: str, longest: int) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def _sizes(feeds: pl.DataFrame) -> dict[str | None, float]:
    """How high each system's bands are together, in the order of the systems."""
    shares = _with_shares(feeds).group_by("source", maintain_order=True).agg(pl.col("share").sum())
    return {source: _kind_height(feeds) * share for source, share in shares.iter_rows()}


def _kind_height(feeds: pl.DataFrame) -> float:
    """Of the records of a kind: the more kinds, the lower, so that names have room between them."""
    return min(_ONE_KIND, _ALL_KINDS / feeds["record_kind"].n_unique())


def _system_heights(feeds: pl.DataFrame) -> dict[str | None, float]:
    """The upper end of each system: all the way down, with the same gap between any two."""
    sizes = _sizes(feeds)
    gap = (_TOP - sum(sizes.values())) / max(len(sizes), 1)
    tops, top = {}, _TOP
    for source, size in sizes.items():
        tops[source] = top - gap / 2
        top -= size + gap
    return tops


def _spread(count: int, size: float) -> list[float]:
    """The upper ends of so many places of a size, all the way down."""
    room = _TOP / max(count, 1)
    return [_TOP - room * place - (room - size) / 2 for place in range(count)]


def _colours(selection: Selection) -> dict[str, str]:
    return dict(zip(RECORD_KINDS, CATEGORIES[selection.theme], strict=False))


def _told(row: Mapping[str, Any], last_day: Any, language: Language) -> str:
    kind = terms.RECORD_KINDS[row["record_kind"]].text(language)
    share = texts.FLOW_SHARE.text(
        language, kind=kind, share=show_share(row["share"]), n=show_count(row["records"])
    )
    lines = [bold(f"{source_name(row['source'], language)} → {kind}"), share]
    if last_day is not None:
        lines.append(texts.FLOW_LATEST.text(language, day=show_day(last_day, language)))
    return "\n".join(lines)


def _add_bar(chart: go.Figure, x: float, top: float, bottom: float, colour: str) -> None:
    chart.add_shape(x0=x, x1=x + _BAR, y0=bottom, y1=top, fillcolor=colour, line={"width": 0})


def _write(chart: go.Figure, text: str, x: float, y: float, colour: str, **where: Any) -> None:
    chart.add_annotation(x=x, y=y, text=text, font={"color": colour}, showarrow=False, **where)
