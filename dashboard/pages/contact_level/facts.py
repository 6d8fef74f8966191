"""The sentence on top, the key figures, and the chart of what groups bring."""

from typing import Any

import plotly.graph_objects as go
import polars as pl
from dash import html

from analytics.contact_level.lists import LEVEL_NAMES, of_level
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection, Span
from dashboard.charts.axes import value_ticks
from dashboard.charts.behind import Behind, Column
from dashboard.charts.chart_text import bold
from dashboard.charts.marks import canvas, chart_that_says, dot, name_rows
from dashboard.charts.theme import PALETTES
from dashboard.pages.contact_level import words as texts
from dashboard.parts.card import card
from dashboard.parts.moves import counted
from dashboard.parts.sentence import notice, sentence
from dashboard.wording.dates import show_period
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.settings import Settings
from warehouse.words import Language

HEIGHT = 280
_AIR = 0.15


def finding(
    sizes: pl.DataFrame, moved: pl.DataFrame, days: Span, settings: Settings, language: Language
) -> html.Div:
    """Whether more customers rose than fell, beyond chance."""
    if not sizes["customers"].sum():
        return notice(texts.NOBODY.text(language), texts.NEEDED.text(language))
    row, cut = moved.row(0, named=True), settings.contact_level
    defined = texts.DEFINED.text(
        language,
        period=show_period(*days, language),
        often=f"{cut.often_per_month:g}",
        deep=f"{100 * cut.deep_share:g} %",
        n=show_count(row["n"]),
    )
    if row["points"] is None:
        return sentence(texts.TOO_FEW.text(language, least=show_count(settings.definitions.small_n)), defined)
    is_more = row["points_low"] > 0
    words = texts.ROSE if is_more else texts.FELL if row["points_high"] < 0 else texts.BALANCED
    ends = (
        sorted(abs(row[f"points{end}"]) for end in ("_low", "_high")) if words is not texts.BALANCED else None
    )
    low, high = ends or (row["points_low"], row["points_high"])
    value = row["points"] if words is texts.BALANCED else abs(row["points"])
    title = words.text(
        language,
        rose=_share(row, "rose_share", language),
        fell=_share(row, "fell_share", language),
        points=show_estimate(value, low, high, "points", language),
        interval=show_interval(low, high, "points", language),
    )
    return sentence(title, defined)


def cards(sizes: pl.DataFrame, selection: Selection) -> list[html.Article]:
    """A card for each group: how many customers, and their share."""
    return [_card(row, selection) for row in sizes.to_dicts() if row["n"]]


def worth_chart(worth: pl.DataFrame, selection: Selection) -> go.Figure:
    """A dot with its whisker per group, from little contact to much."""
    language, rows = selection.language, worth.drop_nulls("annual").to_dicts()
    if not rows:
        return chart_that_says(texts.NO_WORTH.text(language), selection, HEIGHT)
    chart, palette = canvas(selection, HEIGHT), PALETTES[selection.theme]
    for height, row in zip(range(len(rows), 0, -1), rows, strict=True):
        figure = (row["annual"], row["annual_low"], row["annual_high"])
        value, interval = (
            show_estimate(*figure, "money", language),
            show_interval(*figure[1:], "money", language),
        )
        name = LEVEL_NAMES[row["level"]].text(language)
        told = f"{name} {bold(value)}\n{interval}\nn {show_count(row['n'])}"
        chart.add_trace(dot(*figure, height, palette.accent, told, label=value))
    names = {len(rows) - place: LEVEL_NAMES[row["level"]].text(language) for place, row in enumerate(rows)}
    name_rows(chart, names, range=(0.4, len(rows) + 0.6))
    ends = [row[name] for row in rows for name in ("annual_low", "annual_high")]
    # Dots need no zero, which would press them together.
    air = (max(ends) - min(ends) or max(ends)) * _AIR
    extent = (min(ends) - air, max(ends) + air)
    return chart.update_xaxes(range=extent, showgrid=True, **value_ticks("money", extent, language))


def behind_worth(worth: pl.DataFrame, language: Language) -> Behind:
    """Every group with what it is worth."""
    columns = [
        Column("name", texts.LEVEL.text(language)),
        Column("annual", texts.ANNUAL.text(language), "money", "annual_low", "annual_high"),
        Column("lifetime", texts.LIFETIME.text(language), "money", "lifetime_low", "lifetime_high"),
        Column("customers", texts.CUSTOMERS.text(language), "count"),
    ]
    rows = [row | {"name": LEVEL_NAMES[row["level"]].text(language)} for row in worth.to_dicts()]
    return Behind.of(rows, columns)


def _card(row: dict[str, Any], selection: Selection) -> html.Article:
    language = selection.language
    href = to_contacts(of_level(row["level"]), selection) if row["contacts"] else ""
    share = texts.OF_ALL.text(
        language,
        n=show_count(row["n"]),
        share=show_estimate(row["value"], row["low"], row["high"], "share", language),
        interval=show_interval(row["low"], row["high"], "share", language),
    )
    head = html.P(LEVEL_NAMES[row["level"]].text(language), className="card-name small")
    note = html.P(share, className="small muted")
    contacts = texts.CONTACTS.text(language, n=show_count(row["contacts"]))
    body = [note, html.Div(className="course")]
    return card(head, counted(row["customers"], href), body, [html.Span(contacts)])


def _share(row: dict[str, Any], name: str, language: Language) -> str:
    return show_estimate(row[name], row[f"{name}_low"], row[f"{name}_high"], "share", language)
