"""Matrices: how well each system is linked, where hand-overs arrived, which customers systems share."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.integration.links import LINKS
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.pages.integration import words as texts
from dashboard.pages.integration.sources import to_contacts_of
from dashboard.wording import figure_words
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.settings import Settings
from warehouse.words import Language

Row = Mapping[str, Any]
Cell = Callable[[Row | None], html.Td]
# In pixels: narrow screens scroll in the matrix.
_FIRST_WIDTH, _COLUMN_WIDTH = 130, 120
# The contacts that lack a link; surveys have no contacts to show.
_UNLINKED = {
    "named": "linked.no_id",
    "known": "linked.unknown",
    "arrived": "linked.lost",
    "as_sent": "linked.elsewhere",
}


def links_matrix(links: pl.DataFrame, settings: Settings, selection: Selection) -> html.Div:
    """Rows are systems, all of them together last; columns links."""
    language = selection.language
    cells = {(row["source"], row["link"]): row for row in links.iter_rows(named=True) if row["n"]}
    shown = [link for link in LINKS if (None, link) in cells]
    if not shown:
        return html.Div(html.P(texts.NO_RECORDS.text(language), className="muted"))
    sources = sorted({source for source, _ in cells if source is not None})
    names = [texts.LINKS[link].text(language) for link in shown]
    rows = [
        (source, [_linked(cells.get((source, link)), link, source, selection) for link in shown])
        for source in sources
    ]
    whole = (
        texts.EVERY_SYSTEM.text(language),
        [_linked(cells[None, link], link, None, selection) for link in shown],
    )
    caption = texts.LINKED_CAPTION.text(language, **_meant(settings))
    return _matrix("", names, [*rows, whole], caption)


def arrivals_matrix(arrivals: pl.DataFrame, settings: Settings, selection: Selection) -> html.Div:
    """Rows are channels that handed over, columns those where customers came next."""
    language = selection.language
    if arrivals.is_empty():
        return html.Div(html.P(texts.NO_HAND_OVERS.text(language), className="muted"))
    cells = {(row["origin"], row["arrived_at"]): row for row in arrivals.iter_rows(named=True)}
    totals = (
        arrivals.group_by("arrived_at").agg(pl.col("hand_overs").sum()).sort("hand_overs", descending=True)
    )
    places = totals.sort(pl.col("arrived_at").is_null(), maintain_order=True)["arrived_at"].to_list()
    names = [place or texts.NOT_ARRIVED.text(language) for place in places]
    rows = [
        (origin, [_arrived(cells.get((origin, place)), origin, selection) for place in places])
        for origin in dict.fromkeys(arrivals["origin"])
    ]
    caption = texts.ARRIVALS_CAPTION.text(language, **_meant(settings))
    return _matrix(texts.HANDED_OVER.text(language), names, rows, caption)


def behind_arrivals(arrivals: pl.DataFrame, language: Language) -> Behind:
    """Every way that hand-overs went."""
    columns = [
        Column("origin", texts.HANDED_OVER.text(language)),
        Column("place", texts.ARRIVED_AT.text(language)),
        Column("hand_overs", texts.HAND_OVERS.text(language), "count"),
        Column("value", texts.SHARE.text(language), "share", "low", "high"),
        Column("n", figure_words.COUNT.text(language), "count"),
    ]
    rows = [
        row | {"place": row["arrived_at"] or texts.NOT_ARRIVED.text(language)}
        for row in arrivals.iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def overlap_matrix(pairs: pl.DataFrame, selection: Selection) -> html.Div:
    """Rows and columns are systems: of the customers of the row's how many are the column's too."""
    language = selection.language
    if pairs.is_empty():
        return html.Div(html.P(texts.NO_OVERLAP.text(language), className="muted"))
    cells = {(row["source"], row["other"]): row for row in pairs.iter_rows(named=True)}
    sources = list(dict.fromkeys(pairs["source"]))
    rows = [
        (
            [source, html.Div(texts.CUSTOMERS_OF.text(language, n=show_count(n)), className="small muted")],
            [_shared(cells.get((source, other)), language) for other in sources],
        )
        for source, n in pairs.select("source", "n").unique(maintain_order=True).iter_rows()
    ]
    return _matrix(texts.SYSTEM.text(language), sources, rows, texts.OVERLAP_CAPTION.text(language))


def behind_overlap(pairs: pl.DataFrame, language: Language) -> Behind:
    """Every pair."""
    columns = [
        Column("source", texts.SYSTEM.text(language)),
        Column("other", texts.OTHER_SYSTEM.text(language)),
        Column("value", texts.OVERLAP.text(language), "share", "low", "high"),
        Column("n", figure_words.COUNT.text(language), "count"),
    ]
    return Behind(pairs, columns)


def _meant(settings: Settings) -> dict[str, object]:
    definitions = settings.definitions
    return {"minutes": definitions.handover_minutes, "least": show_count(definitions.small_n)}


def _matrix(
    corner: str, names: Sequence[str], rows: Sequence[tuple[Any, Sequence[html.Td]]], caption: str
) -> html.Div:
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in (corner, *names)]))
    body = html.Tbody([html.Tr([html.Th(name, scope="row"), *cells]) for name, cells in rows])
    width = {"minWidth": _FIRST_WIDTH + _COLUMN_WIDTH * len(names)}
    table = html.Table([head, body], className="matrix", style=width)
    return html.Div(
        [html.Div(table, className="scroll", tabIndex=0), html.P(caption, className="small muted")]
    )


def _linked(row: Row | None, link: str, source: str | None, selection: Selection) -> html.Td:
    if row is None:
        return html.Td("–", className="absent")
    parts, title = _said(row, row["n"], selection.language)
    if behind := _UNLINKED.get(link):
        content: Any = dcc.Link(parts, href=to_contacts_of(source, behind, selection), title=title)
    else:
        content = html.Div(parts, title=title, className="cell")
    return html.Td(content, className="few" if row["value"] is None else "")


def _arrived(row: Row | None, origin: str, selection: Selection) -> html.Td:
    if row is None:
        return html.Td("–", className="absent")
    parts, title = _said(row, row["hand_overs"], selection.language)
    there = selection.pick(channel=origin)
    behind = "linked.lost" if row["arrived_at"] is None else "linked.arrived"
    link = dcc.Link(parts, href=to_contacts(behind, there), title=title)
    return html.Td(link, className="few" if row["value"] is None else "")


def _shared(row: Row | None, language: Language) -> html.Td:
    if row is None:
        return html.Td("–", className="absent")
    parts, title = _said(row, row["both"], language)
    return html.Td(html.Div(parts, title=title, className="cell"))


def _said(row: Row, count: int, language: Language) -> tuple[list[Any], str]:
    """The share with a number beneath, and its interval for those who ask."""
    n = html.Span(figure_words.OUT_OF.text(language, n=show_count(count)), className="small muted")
    if row["value"] is None:
        return [n], ""
    share = show_estimate(row["value"], row["low"], row["high"], "share", language)
    return [html.Span(share), n], show_interval(row["low"], row["high"], "share", language)
