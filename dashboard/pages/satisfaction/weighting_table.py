"""Weighted satisfaction with all that says how far to trust it."""

from typing import Any

import polars as pl
from dash import dcc, html

from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.pages.satisfaction import words as texts
from dashboard.parts.table import plain_table
from dashboard.wording import figure_words as figures
from dashboard.wording import terms
from dashboard.wording.numbers import (
    MINUS,
    show_change,
    show_change_interval,
    show_count,
    show_interval,
    show_share,
    show_value,
)
from warehouse.words import Language

NONE = "–"


def weighting_table(whole: pl.DataFrame, tiers: pl.DataFrame, selection: Selection) -> html.Div:
    """All tiers together and each tier; beneath, how it is weighted and the way to the answered contacts.

    whole and tiers: as `analytics.satisfaction.weighting.weighted_satisfaction` gives them, by nothing and by
    contact tier.
    """
    language = selection.language
    rows = [[texts.ALL_TIERS.text(language), *_cells(whole.row(0, named=True), language)]]
    rows += [
        [terms.tier_name(row["contact_tier"], language), *_cells(row, language)]
        for row in tiers.iter_rows(named=True)
    ]
    method = html.Details(
        [html.Summary(texts.HOW_WEIGHTED.text(language)), html.P(texts.WEIGHTING_METHOD.text(language))],
        className="small muted method",
    )
    link = dcc.Link(
        figures.SEE_CONTACTS.text(language), href=to_contacts("response_rate", selection), className="small"
    )
    return html.Div(
        [plain_table(texts.WEIGHTING_COLUMNS, rows, language, numbers_from=1), html.Div([method, link])]
    )


def behind_weighting(whole: pl.DataFrame, tiers: pl.DataFrame, language: Language) -> Behind:
    """The same rows."""
    names = [column.text(language) for column in texts.WEIGHTING_COLUMNS]
    (tier, weighted, _, plain, difference, _, mean, n, effective, effect, rate, joined) = names
    columns = [
        Column("name", tier),
        Column("value", weighted, "share", "low", "high"),
        Column("plain_value", plain, "share", "plain_low", "plain_high"),
        Column("difference", difference, "share", "difference_low", "difference_high"),
        Column("mean", mean, "score", "mean_low", "mean_high"),
        Column("n", n, "count"),
        Column("effective_n", effective, "count"),
        Column("design_effect", effect, "ratio"),
        Column("response_rate", rate, "share"),
        Column("joined_share", joined, "share"),
    ]
    rows = [{"name": texts.ALL_TIERS.text(language), **whole.row(0, named=True)}]
    rows += [
        {"name": terms.tier_name(row["contact_tier"], language), **row} for row in tiers.iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def _cells(row: dict[str, Any], language: Language) -> list[str]:
    coverage = [NONE if row["response_rate"] is None else show_share(row["response_rate"])]
    if row["value"] is None:
        return [*[NONE] * 6, show_count(row["n"]), NONE, NONE, *coverage, NONE]
    half = (row["high"] - row["low"]) / 2
    half_of_mean = (row["mean_high"] - row["mean_low"]) / 2
    return [
        show_value(row["value"], half, "share", language),
        show_interval(row["low"], row["high"], "share", language),
        show_value(row["plain_value"], half, "share", language),
        show_difference(row, language),
        show_change_interval(row["difference_low"], row["difference_high"], "share", language),
        show_value(row["mean"], half_of_mean, "score", language),
        show_count(row["n"]),
        show_count(round(row["effective_n"])),
        f"{row['design_effect']:.2f}",
        *coverage,
        show_share(row["joined_share"]),
    ]


def show_difference(row: dict[str, Any], language: Language) -> str:
    """Weighted less plain, with its sign."""
    half = (row["difference_high"] - row["difference_low"]) / 2
    size = show_change(row["difference"], half, row["plain_value"], "share", language)
    return f"{MINUS if row['difference'] < 0 else '+'}{size}"
