"""The index by department and tier, and the items that it is made of."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.notes import TOO_FEW
from analytics.questions.lists import answered_name
from dashboard.address.links import to_cell, to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, count_column, department_column, tier_column
from dashboard.pages.questions import words as texts
from dashboard.parts.matrix import few_records, matrix, tiers_in
from dashboard.parts.table import plain_table
from dashboard.wording.numbers import show_count, show_estimate, show_interval, show_share
from warehouse.question_settings import QuestionSet
from warehouse.settings import Settings
from warehouse.words import Language

NONE = "–"
Row = dict[str, Any]


def index_matrix(
    cells: pl.DataFrame, beside: pl.DataFrame, tiers: pl.DataFrame, settings: Settings, selection: Selection
) -> html.Div:
    """The index of each department in each tier.

    cells, tiers: of `figures_of` by both, and by tier. beside: of `cells_beside_others`.
    """
    language = selection.language
    clear = {
        (row["department"], row["contact_tier"]): row["difference"] > 0
        for row in beside.filter("is_clear").iter_rows(named=True)
    }
    found = {(row["department"], row["contact_tier"]): row for row in cells.iter_rows(named=True)}
    whole = {row["contact_tier"]: row for row in tiers.iter_rows(named=True)}
    order = _worst_first(cells, beside)
    caption = [
        texts.MATRIX_CAPTION.text(language, looks=show_count(beside.height)),
        " ",
        *few_records(settings, language),
    ]
    return matrix(
        order,
        tiers_in(cells),
        lambda department, tier: _cell(
            found.get((department, tier)), clear.get((department, tier)), selection
        ),
        lambda tier: _value(whole.get(tier), language),
        caption,
        language,
    )


def behind_matrix(cells: pl.DataFrame, beside: pl.DataFrame, language: Language) -> Behind:
    """Every department and tier, and what all others of the tier have."""
    others = beside.select(
        "department", "contact_tier", "others", "difference", "difference_low", "difference_high", "is_clear"
    )
    rows = cells.join(others, on=["department", "contact_tier"], how="left", nulls_equal=True)
    columns = [
        department_column(language),
        tier_column(language),
        Column("value", texts.VALUE.text(language), "score", "low", "high"),
        count_column(language),
        Column("others", texts.OTHERS.text(language), "score"),
        Column("difference", texts.DIFFERENCE.text(language), "score", "difference_low", "difference_high"),
        Column("is_clear", texts.IS_CLEAR.text(language)),
    ]
    return Behind(rows.sort("department", "contact_tier"), columns)


def items_table(items: pl.DataFrame, found: QuestionSet, selection: Selection) -> html.Div:
    """A row per item, then where the set is from and what of it is not public. items: of `question_items`."""
    language = selection.language
    rows = [_item(row, found, selection) for row in items.iter_rows(named=True)]
    not_public = found.not_public.ko if language == "ko" else found.not_public.en
    source = texts.SOURCE.text(language, source=found.source) if found.source else ""
    notes = [html.P(text, className="small muted") for text in (source, not_public) if text]
    return html.Div([plain_table(texts.ITEM_COLUMNS, rows, language, numbers_from=4), *notes])


def behind_items(items: pl.DataFrame, language: Language) -> Behind:
    """Every item."""
    heads = [words.text(language) for words in texts.ITEM_COLUMNS]
    columns = [
        Column("dimension", heads[0]),
        Column("item", heads[2]),
        Column("weight", heads[4], "share"),
        Column("value", heads[5], "score", "low", "high"),
        count_column(language),
    ]
    return Behind(items, columns)


def _worst_first(cells: pl.DataFrame, beside: pl.DataFrame) -> list[str]:
    """Departments, the one that is furthest below others of a tier first."""
    far = beside.group_by("department").agg(far=pl.col("far").min())
    departments = cells.select("department").drop_nulls().unique()
    ordered = departments.join(far, on="department", how="left").sort("far", "department", nulls_last=True)
    return ordered["department"].to_list()


def _cell(row: Row | None, is_above: bool | None, selection: Selection) -> html.Td:
    if row is None or not row["n"]:
        return html.Td(NONE, className="absent")
    language = selection.language
    n = texts.N.text(language, n=show_count(row["n"]))
    has_value = row["value"] is not None
    interval = show_interval(row["low"], row["high"], "score", language) if has_value else ""
    link = dcc.Link(
        [html.Span(_value(row, language)), html.Span(n, className="small muted")],
        href=to_cell(row["department"], row["contact_tier"], selection),
        title=interval,
    )
    shade = "" if is_above is None else "better-far" if is_above else "worse-far"
    return html.Td(link, className="few" if row["note"] == TOO_FEW else shade)


def _value(row: Row | None, language: Language) -> str:
    if row is None or row["value"] is None:
        return NONE
    return show_estimate(row["value"], row["low"], row["high"], "score", language)


def _item(row: Row, found: QuestionSet, selection: Selection) -> list[Any]:
    language = selection.language
    dimension = next(part for part in found.dimensions if part.name == row["dimension"])
    item = next(item for item in dimension.items if item.item == row["item"])
    name = item.label if item.label.en != item.item else dimension.label
    href = to_contacts(answered_name(row["item"], found.respondent), selection)
    answers: Any = dcc.Link(show_count(row["n"]), href=href) if row["n"] else texts.NO_ANSWERS.text(language)
    return [
        dimension.label.text(language),
        name.text(language),
        html.Code(row["item"]),
        f"{row['worst']:g} – {row['best']:g}",
        show_share(row["weight"]),
        _value(row, language),
        answers,
    ]
