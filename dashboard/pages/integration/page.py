"""Integration: which systems feed what, how well records are linked, and what is still apart."""

from collections.abc import Sequence
from datetime import UTC, datetime

import dash
import polars as pl
from dash import html

from analytics.finished import last_finished
from analytics.freshness.sources import is_late, source_freshness, source_loads
from analytics.integration.apart import apart
from analytics.integration.arrivals import arrivals
from analytics.integration.feeds import feeds, with_measures
from analytics.integration.links import LINKS, links
from analytics.integration.overlap import overlap
from dashboard.address.links import INTEGRATION
from dashboard.address.selection import Selection, Span, days_of
from dashboard.lake.store import Reading, Store
from dashboard.pages.integration import facts, flow_chart, matrices, months_chart, tables
from dashboard.pages.integration import words as texts
from dashboard.parts.marked import with_changes
from dashboard.parts.page import Page
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.parts.picker import Picker
from warehouse.contract import RECORD_KINDS
from warehouse.words import Words

_USUAL_LINK = "known"


def _links(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    return reading.ask(links, (), selection.view(span))


def _apart_of(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    return apart(_links(reading, selection, span), reading.settings)


def _late(reading: Reading) -> list[str]:
    return reading.ask(source_loads).filter(is_late(datetime.now(UTC)))["source"].to_list()


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    return not _links(reading, selection, span)["n"].sum()


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    found = _links(reading, selection, span), _apart_of(reading, selection, span)
    return facts.integration_finding(*found, _late(reading), selection)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    watched = reading.ask(source_loads)["due_at"].drop_nulls().len()
    found = _links(reading, selection, span), reading.ask(overlap, selection.view(span))
    return facts.integration_cards(*found, watched, _late(reading), selection)


def fed_pages() -> Sequence[flow_chart.FedPage]:
    """The pages of the dashboard that are made from records, in their order."""
    return [
        flow_chart.FedPage(page["path"], page["label"], page["records"])
        for page in dash.page_registry.values()
        if page["records"]
    ]


def _flow(reading: Reading, selection: Selection, span: Span) -> Drawn:
    language, fed = selection.language, reading.ask(feeds, selection.view(span))
    chart = flow_chart.flow_chart(fed, reading.ask(source_freshness), fed_pages(), selection)
    return Drawn(texts.FLOW.text(language), chart, flow_chart.behind_flow(fed, fed_pages(), language))


def _still_apart(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = _apart_of(reading, selection, span), selection.language
    table = tables.apart_table(found, selection)
    return Laid(texts.APART_TITLE.text(language), table, tables.behind_apart(found, language))


def _linked(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = _links(reading, selection, span), selection.language
    matrix = matrices.links_matrix(found, reading.settings, selection)
    return Laid(texts.LINKED.text(language), matrix, tables.behind_links(found, language))


def _months(reading: Reading, selection: Selection, span: Span) -> Drawn:
    link, language, view = _picked_link(selection), selection.language, selection.view_of_months()
    found = reading.ask(links, ("month",), view, link)
    finished = found.filter(pl.col("month").dt.month_end() <= last_finished(span))
    behind = months_chart.behind_months(finished, language).over(days_of(view, span))
    title = texts.MONTHS.text(language, link=texts.LINKS[link].text(language))
    made = Drawn(title, months_chart.months_chart(finished, selection), behind)
    caption = texts.MONTHS_CAPTION.text(language)
    return with_changes(made, reading, view.picked, days_of(view, span), selection, caption)


def _systems(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = with_measures(reading.ask(feeds, selection.view(span))), selection.language
    days = reading.ask(source_freshness)
    table = tables.systems_table(found, days, _late(reading), selection)
    return Laid(texts.SYSTEMS.text(language), table, tables.behind_systems(found, days, language))


def _arrivals(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = reading.ask(arrivals, "channel", selection.view(span)), selection.language
    matrix = matrices.arrivals_matrix(found, reading.settings, selection)
    return Laid(texts.ARRIVALS.text(language), matrix, matrices.behind_arrivals(found, language))


def _overlap(reading: Reading, selection: Selection, span: Span) -> Laid:
    pairs, language = reading.ask(overlap, selection.view(span)).pairs, selection.language
    matrix = matrices.overlap_matrix(pairs, selection)
    return Laid(texts.OVERLAP.text(language), matrix, matrices.behind_overlap(pairs, language))


def _picked_link(selection: Selection) -> str:
    picked = selection.measure
    return picked if picked is not None and picked in LINKS else _USUAL_LINK


def _options(selection: Selection, _store: Store) -> dict[str, str]:
    return {link: texts.LINKS[link].text(selection.language) for link in LINKS}


_LINK_PICKER = Picker(
    "integration-link",
    "measure",
    texts.PICK_LINK,
    _options,
    lambda selection, _store: _picked_link(selection),
    usual=_USUAL_LINK,
)

PAGE = Page(
    key="integration",
    path=INTEGRATION,
    name=Words("통합", "Integration"),
    group="data",
    finding=_finding,
    cards=_cards,
    card_count=6,
    is_empty=_is_empty,
    records=tuple(RECORD_KINDS),
    parts=[
        Chart("integration-flow", _flow, flow_chart.HEIGHT, texts.FLOW_CAPTION, leads=True),
        Table("integration-apart", _still_apart),
        Table("integration-linked", _linked),
        Chart("integration-months", _months, months_chart.HEIGHT, texts.MONTHS_CAPTION, head=[_LINK_PICKER]),
        Table("integration-systems", _systems),
        Table("integration-arrivals", _arrivals),
        Table("integration-overlap", _overlap),
    ],
)
