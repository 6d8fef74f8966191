"""Balance: how company, staff and customers of each department stand, which gives way, and who leads."""

import polars as pl
from dash import html

from analytics.balance.leading import leading
from analytics.balance.sides import Balance, balance
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading, Store
from dashboard.pages.balance import sides_chart, tables
from dashboard.pages.balance import words as texts
from dashboard.pages.balance.facts import balance_cards, balance_finding
from dashboard.pages.balance.shown import linked, view_of
from dashboard.parts.page import Page
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.parts.picker import Picker
from warehouse.words import Words


def _balance(reading: Reading, selection: Selection, span: Span) -> Balance:
    return reading.ask(balance, view_of(selection, span))


def _leading(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    return reading.ask(leading, view_of(selection, span))


def _is_empty(reading: Reading, selection: Selection, span: Span) -> bool:
    return _balance(reading, selection, span).sides.is_empty()


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    found, view = _balance(reading, selection, span), view_of(selection, span)
    return balance_finding(found, view, reading.settings, selection.language)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    return balance_cards(_balance(reading, selection, span), reading.settings, selection)


def _sides(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found, settings, language = _balance(reading, selection, span), reading.settings, selection.language
    behind = sides_chart.behind_sides(found, settings, language).over(view_of(selection, span).days)
    chart = sides_chart.sides_chart(found, settings, selection, linked(selection, span))
    return Drawn(texts.FIGURE.text(language), chart, behind, texts.FIGURE_CAPTION.text(language))


def _leads(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found, language = _leading(reading, selection, span), selection.language
    behind = sides_chart.behind_leads(found, language).over(view_of(selection, span).days)
    chart = sides_chart.leads_chart(found, selection, linked(selection, span))
    return Drawn(texts.LEADS.text(language), chart, behind, texts.LEADS_CAPTION.text(language))


def _table(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, settings, language = _balance(reading, selection, span), reading.settings, selection.language
    table = tables.sides_table(found, _leading(reading, selection, span), settings, language)
    behind = sides_chart.behind_sides(found, settings, language).over(view_of(selection, span).days)
    return Laid(texts.TABLE.text(language), table, behind)


def _figures(reading: Reading, selection: Selection, span: Span) -> Laid:
    found, settings, language = _balance(reading, selection, span), reading.settings, selection.language
    department = _picked(found, selection)
    table = tables.figures_table(found, department, settings, linked(selection, span))
    behind = tables.behind_figures(found, settings, language).over(view_of(selection, span).days)
    return Laid(texts.FIGURES.text(language, department=department), table, behind)


def _meanings(reading: Reading, selection: Selection, _span: Span) -> Laid:
    return Laid(texts.MEANS.text(selection.language), tables.meanings(reading.settings, selection.language))


def _picked(found: Balance, selection: Selection) -> str:
    """The department of the address; else the one in which a side surest gives way, or stands lowest."""
    there = sides_chart.shown_departments(found) or found.sides["department"].unique().sort().to_list()
    if selection.focus in there:
        return str(selection.focus)
    giving = found.giving_way["department"].to_list()
    return str((giving or there)[0])


def _departments(store: Store, selection: Selection) -> tuple[list[str], str | None]:
    def read(reading: Reading) -> tuple[list[str], str | None]:
        span = reading.span()
        if span is None:
            return [], None
        found = _balance(reading, selection, span)
        names = found.sides["department"].unique().sort().to_list()
        return names, _picked(found, selection) if names else None

    nothing: tuple[list[str], str | None] = ([], None)
    return store.find(read, nothing)


def _options(selection: Selection, store: Store) -> dict[str, str]:
    return {name: name for name in _departments(store, selection)[0]}


def _chosen(selection: Selection, store: Store) -> str | None:
    return _departments(store, selection)[1]


PICKER = Picker("balance-department", "focus", texts.PICK, _options, _chosen)

PAGE = Page(
    key="balance",
    path="/balance",
    name=Words("세 주체의 균형", "Balance of the three sides"),
    group="strategy",
    records=("contacts", "answers", "staff"),
    finding=_finding,
    cards=_cards,
    card_count=3,
    is_empty=_is_empty,
    parts=[
        Chart("balance-sides", _sides, sides_chart.height_of(7), leads=True),
        Table("balance-table", _table),
        Chart("balance-leads", _leads, sides_chart.leads_height(7), leads=True),
        Table("balance-beside", _figures, head=[PICKER]),
        Table("balance-meanings", _meanings),
    ],
)
