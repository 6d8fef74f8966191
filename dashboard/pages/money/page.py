"""What it is worth: value that leaves, what goes wrong in money a year, cost to serve, lifetime value."""

from dataclasses import replace
from typing import Any

import polars as pl
from dash import html

from analytics.dimensions import find_dimension
from analytics.money.at_stake import at_stake
from analytics.money.bought import bought
from analytics.money.lifetime_value import LifetimeValue, lifetime_value
from analytics.money.lost import value_lost
from analytics.money.money_a_year import money_a_year
from analytics.money.refunds import refunds_after_failures
from analytics.money.rules_of_thumb import rules_of_thumb
from analytics.money.serving import serving
from analytics.money.values import of_customers
from analytics.view import Picked, View
from dashboard.address.selection import Selection, Span, days_of
from dashboard.lake.store import Reading
from dashboard.pages.money import facts, tables, worth_charts, year_chart
from dashboard.pages.money import words as texts
from dashboard.parts.a_year import behind_a_year
from dashboard.parts.page import Page, Row
from dashboard.parts.panel import Chart, Drawn, Laid, Table
from dashboard.wording.figure import Figure
from warehouse.words import Words

# As many as the page of drivers lists.
_AT_RISK = 200


def _view(reading: Reading, selection: Selection) -> View:
    """All days unless some are picked, and of what is picked that of customers: contacts have no value."""
    return of_customers(selection.view_of_months(), reading.settings)


def _left_out(reading: Reading, selection: Selection) -> list[str]:
    kept = _view(reading, selection).picked
    return [
        find_dimension(reading.settings, name).label.text(selection.language)
        for name in selection.picked
        if name not in kept
    ]


def _linked(reading: Reading, selection: Selection, span: Span) -> Selection:
    """The selection whose links lead to contacts of the same days and customers."""
    view = _view(reading, selection)
    since, until = days_of(view, span)
    return replace(selection, since=since, until=until, picked=Picked(view.picked))


def _lost(reading: Reading, selection: Selection) -> pl.DataFrame:
    return reading.ask(value_lost, _view(reading, selection))


def _value(reading: Reading, selection: Selection) -> LifetimeValue:
    return reading.ask(lifetime_value, _view(reading, selection))


def _is_empty(reading: Reading, _selection: Selection, _span: Span) -> bool:
    return int(reading.measure("contacts")["n"].item()) == 0


def _finding(reading: Reading, selection: Selection, span: Span) -> html.Div:
    days = days_of(_view(reading, selection), span)
    lost, value = _lost(reading, selection), _value(reading, selection)
    left_out = _left_out(reading, selection)
    return facts.money_finding(lost, value, days, left_out, reading.settings, selection)


def _cards(reading: Reading, selection: Selection, span: Span) -> list[html.Article]:
    view = _view(reading, selection)
    measured = {
        name: Figure.of(reading.measure(name, (), view).row(0, named=True)) for name in facts.MEASURES
    }
    stake = reading.ask(at_stake, _AT_RISK, view)
    linked = _linked(reading, selection, span)
    lost, value = _lost(reading, selection), _value(reading, selection)
    return facts.money_cards(lost, value, stake, measured, reading.settings, linked)


def _year(reading: Reading, selection: Selection, span: Span) -> Drawn:
    found, language = reading.ask(money_a_year, _view(reading, selection)), selection.language
    chart = year_chart.year_chart(found, _linked(reading, selection, span))
    behind = behind_a_year(found, language).over(days_of(_view(reading, selection), span))
    return Drawn(texts.YEAR.text(language), chart, behind)


def _served(reading: Reading, selection: Selection) -> pl.DataFrame:
    return reading.ask(serving, _view(reading, selection))


def _serving(reading: Reading, selection: Selection, span: Span) -> Drawn:
    served, language = _served(reading, selection), selection.language
    chart = worth_charts.serving_chart(served, _linked(reading, selection, span))
    behind = worth_charts.behind_serving(served, language).over(days_of(_view(reading, selection), span))
    return Drawn(texts.SERVING.text(language), chart, behind)


def _care(reading: Reading, selection: Selection, span: Span) -> Laid:
    served, language = _served(reading, selection), selection.language
    table = tables.care_table(served, _linked(reading, selection, span))
    return Laid(texts.CARE.text(language), table, tables.behind_care(served, language))


def _sales(reading: Reading, selection: Selection, span: Span) -> Drawn:
    view, language = _view(reading, selection), selection.language
    named = {"sales": "sales_per_contact", "cost": "cost_per_contact"}
    found = [_named(reading.measure(name, ("channel",), view), figure) for figure, name in named.items()]
    figures = found[0].join(found[1], on="channel", how="full", coalesce=True, nulls_equal=True)
    chart = worth_charts.sales_chart(figures, _linked(reading, selection, span))
    behind = worth_charts.behind_sales(figures, language).over(days_of(view, span))
    return Drawn(texts.SALES.text(language), chart, behind)


def _costs(reading: Reading, selection: Selection, span: Span) -> Laid:
    view, language = _view(reading, selection), selection.language
    parts = []
    for by in tables.SPLITS:
        found = [_named(reading.measure(name, (by,), view), name) for name in tables.COSTED]
        joined = found[0]
        for other in found[1:]:
            joined = joined.join(other, on=by, how="left", nulls_equal=True, maintain_order="left")
        parts.append(joined.rename({by: "name"}).insert_column(0, pl.lit(by).alias("by")))
    figures = pl.concat(parts, how="vertical_relaxed")
    table = tables.costs_table(figures, _linked(reading, selection, span))
    behind = tables.behind_costs(figures, language).over(days_of(view, span))
    return Laid(texts.COSTS.text(language), table, behind)


def _named(figures: pl.DataFrame, name: str) -> pl.DataFrame:
    """A measure's figures under a name of their own."""
    names = {"value": name, "low": f"{name}_low", "high": f"{name}_high", "n": f"{name}_n"}
    return figures.drop("note").rename(names)


def _lifetime(reading: Reading, selection: Selection, span: Span) -> Drawn:
    value, language = _value(reading, selection), selection.language
    chart = worth_charts.lifetime_chart(value.groups, selection)
    behind = worth_charts.behind_lifetime(value.groups, language)
    caption = facts.ahead(texts.LIFETIME_CAPTION, reading.settings, language)
    return Drawn(
        texts.LIFETIME.text(language), chart, behind.over(days_of(_view(reading, selection), span)), caption
    )


def _bought(reading: Reading, selection: Selection, span: Span) -> Laid:
    view, language = _view(reading, selection), selection.language
    found = reading.ask(bought, view)
    refunds = reading.ask(refunds_after_failures, view)
    table = tables.bought_table(found, refunds, _linked(reading, selection, span))
    return Laid(texts.BOUGHT.text(language), table, tables.behind_bought(found, language))


def _rules(reading: Reading, selection: Selection, _span: Span) -> Laid:
    rules: Any = reading.ask(rules_of_thumb, _view(reading, selection))
    table = tables.rules_table(rules, reading.settings, selection)
    return Laid(texts.RULES.text(selection.language), table)


PAGE = Page(
    key="money",
    path="/money",
    name=Words("돈으로 본 서비스", "What it is worth"),
    group="strategy",
    records=("contacts", "answers", "customers", "purchases"),
    finding=_finding,
    cards=_cards,
    card_count=7,
    filters=("segment",),
    measures=facts.MEASURES,
    is_empty=_is_empty,
    parts=[
        Row(
            [
                Chart("money-year", _year, year_chart.HEIGHT, texts.YEAR_CAPTION, leads=True),
                Chart("money-lifetime", _lifetime, worth_charts.LIFETIME_HEIGHT),
            ]
        ),
        Row(
            [
                Chart(
                    "money-serving",
                    _serving,
                    worth_charts.SERVING_HEIGHT,
                    texts.SERVING_CAPTION,
                    leads=True,
                ),
                Chart("money-sales", _sales, worth_charts.SALES_HEIGHT, texts.SALES_CAPTION, leads=True),
            ]
        ),
        Table("money-care", _care),
        Table("money-costs", _costs),
        Table("money-bought", _bought),
        Table("money-rules", _rules),
    ],
)
