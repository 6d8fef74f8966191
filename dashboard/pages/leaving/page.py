"""Why they leave: what leavers say, what they lived through, and what follows a failure."""

from dataclasses import replace
from typing import Any

import polars as pl
from dash import html

from analytics.dimensions import find_dimension
from analytics.finished import last_finished
from analytics.leaving.causes import causes, causes_beside_others
from analytics.leaving.lived import said_and_lived, said_beside_drivers
from analytics.leaving.paths import failure_paths
from analytics.leaving.service import of_the_service
from analytics.money.lost import value_lost
from analytics.money.values import of_customers
from analytics.view import View
from dashboard.address.selection import Selection, Span, days_of
from dashboard.lake.store import Reading
from dashboard.pages.leaving import causes_chart, flow_chart, tables
from dashboard.pages.leaving import words as texts
from dashboard.pages.leaving.facts import leaving_cards, leaving_finding
from dashboard.pages.leaving.split import SPLIT_PICKER, split_of
from dashboard.parts.marked import with_changes
from dashboard.parts.page import Page
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.parts.word_of_mouth import word_of_mouth_table
from warehouse.words import Words

_MONTHS_CAPTION = Words(*(text.format(most=causes_chart.MOST_LINES) for text in texts.MONTHS_CAPTION))


def _linked(selection: Selection, span: Span) -> Selection:
    """The selection whose links lead to contacts of the same days."""
    since, until = days_of(selection.view_of_months(), span)
    return replace(selection, since=since, until=until)


def _causes(reading: Reading, selection: Selection) -> pl.DataFrame:
    return reading.ask(causes, (), selection.view_of_months())


def _is_empty(reading: Reading, selection: Selection, _span: Span) -> bool:
    return _causes(reading, selection).drop_nulls("value").is_empty()


def _lived(reading: Reading, view: View) -> pl.DataFrame:
    return reading.ask(said_beside_drivers, view)


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    view = selection.view_of_months()
    found, lived = _causes(reading, selection), reading.ask(said_and_lived, view)
    return leaving_finding(found, lived, days_of(view, span), reading.settings, selection)


def _cards(reading: Reading, selection: Selection, _span: Span) -> list[html.Article]:
    service: dict[str, Any] = reading.ask(of_the_service, selection.view_of_months()).row(0, named=True)
    return leaving_cards(_causes(reading, selection), service, selection)


def _named(reading: Reading, selection: Selection, span: Span) -> Drawn:
    language, view = selection.language, selection.view_of_months()
    # Of a part of the contacts no value is known.
    is_valued = of_customers(view, reading.settings) == view
    lost = reading.ask(value_lost, view) if is_valued else None
    found = causes_chart.with_money(_causes(reading, selection), lost)
    behind = causes_chart.behind_causes(found, language).over(days_of(selection.view_of_months(), span))
    return Drawn(texts.CAUSES.text(language), causes_chart.causes_chart(found, selection), behind)


def _by_month(reading: Reading, selection: Selection, span: Span) -> Drawn:
    language, view = selection.language, selection.view_of_months()
    months = reading.ask(causes, ("month",), view)
    finished = months.filter(pl.col("month").dt.month_end() <= last_finished(span))
    behind = causes_chart.behind_months(finished, language).over(days_of(view, span))
    made = Drawn(texts.MONTHS.text(language), causes_chart.months_chart(finished, selection), behind)
    caption = _MONTHS_CAPTION.text(language)
    return with_changes(made, reading, view.picked, days_of(view, span), selection, caption)


def _split(reading: Reading, selection: Selection, span: Span) -> Laid:
    by, language = split_of(selection, reading.settings), selection.language
    found = reading.ask(causes_beside_others, by, selection.view_of_months())
    label = find_dimension(reading.settings, by).label.text(language)
    table = tables.split_table(found, by, _linked(selection, span))
    behind = tables.behind_split(found, by, label, language)
    title = texts.SPLIT.text(language, dimension=label.lower())
    return Laid(title, table, behind.over(days_of(selection.view_of_months(), span)))


def _said(reading: Reading, selection: Selection, span: Span) -> Laid:
    language, view = selection.language, selection.view_of_months()
    found = _lived(reading, view)
    behind = tables.behind_lived(found, language).over(days_of(view, span))
    return Laid(texts.LIVED.text(language), tables.lived_table(found, _linked(selection, span)), behind)


def _flow(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found, language = reading.ask(failure_paths, selection.view_of_months()), selection.language
    behind = flow_chart.behind_flow(found, language).over(days_of(selection.view_of_months(), span))
    chart = flow_chart.flow_chart(found, _linked(selection, span))
    return Drawn(flow_chart.flow_title(found, language), chart, behind)


def _ways(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, language = reading.ask(failure_paths, selection.view_of_months()), selection.language
    behind = flow_chart.behind_flow(found, language).over(days_of(selection.view_of_months(), span))
    table = flow_chart.flow_table(found, _linked(selection, span))
    return Laid(texts.FLOW_TABLE.text(language), table, behind)


def _told(reading: Reading, selection: Selection, span: Span) -> Laid:
    return word_of_mouth_table(reading, selection.view_of_months(), _linked(selection, span))


PAGE = Page(
    key="leaving",
    path="/leaving",
    name=Words("떠나는 이유", "Why they leave"),
    group="customers",
    records=("contacts", "answers", "customers", "purchases"),
    finding=_finding,
    cards=_cards,
    card_count=5,
    is_empty=_is_empty,
    parts=[
        Chart("leaving-causes", _named, causes_chart.HEIGHT, texts.CAUSES_CAPTION),
        Table("leaving-lived", _said),
        Table("leaving-split", _split, head=[SPLIT_PICKER]),
        Chart(
            "leaving-months",
            _by_month,
            causes_chart.HEIGHT,
            _MONTHS_CAPTION,
        ),
        Chart("leaving-flow", _flow, flow_chart.HEIGHT, texts.FLOW_CAPTION, leads=True),
        Table("leaving-ways", _ways),
        Table("leaving-told", _told),
    ],
)
