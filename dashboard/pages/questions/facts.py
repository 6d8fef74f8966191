"""The sentence on top and the key figures."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.notes import NOT_IN_DATA
from analytics.questions.lists import answered_name
from analytics.questions.sets import part_label
from analytics.questions.summary import made_words, missing_words
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.pages.questions import words as texts
from dashboard.pages.questions.pickers import chosen, label_of
from dashboard.parts.card import card
from dashboard.parts.sentence import notice, sentence
from dashboard.wording import figure_words, terms
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.question_settings import INDEX
from warehouse.settings import Settings

Row = dict[str, Any]
# Beside the index as many dimensions as a page has room for.
MOST_CARDS = 7


def finding(
    figures: pl.DataFrame, cells: pl.DataFrame, missing: list[str], settings: Settings, selection: Selection
) -> html.Div:
    """The index, its lowest dimension, and the department that stands out most.

    figures: of `figures_of` without dimensions. cells: of `cells_beside_others`. missing: items that no
    answer has.
    """
    language, name = selection.language, label_of(selection, settings)
    whole = figures.row(by_predicate=pl.col("part") == INDEX, named=True)
    made = made_words(chosen(selection, settings)).text(language)
    if whole["value"] is None:
        least = show_count(settings.definitions.small_n)
        few = texts.TOO_FEW.text(language, least=least)
        why = missing_words(missing).text(language) if whole["note"] == NOT_IN_DATA and missing else few
        return notice(texts.NO_INDEX.text(language, set=name), why)
    title = texts.FOUND.text(language, set=name, **_shown(whole))
    detail = f"{_lowest(figures, settings, selection)} {_standing_out(cells, selection)}".strip()
    return sentence(title, detail, texts.DEFINED.text(language, made=made, n=show_count(whole["n"])))


def cards(figures: pl.DataFrame, settings: Settings, selection: Selection) -> list[html.Article]:
    """The index and each dimension, with their intervals."""
    found, language = chosen(selection, settings), selection.language
    shown = figures.sort("order").drop_nulls("value").head(MOST_CARDS)
    return [
        card(
            html.P(part_label(found, row["part"]).text(language), className="card-name small"),
            _shown(row)["value"],
            [html.P(show_interval(row["low"], row["high"], "score", language), className="small muted")],
            [
                html.Span(texts.N.text(language, n=show_count(row["n"]))),
                _link(row["part"], settings, selection),
            ],
        )
        for row in shown.iter_rows(named=True)
    ]


def _link(part: str, settings: Settings, selection: Selection) -> Any:
    """The contacts with an answer to the first item of the part."""
    found = chosen(selection, settings)
    item = next(dimension.items[0].item for dimension in found.dimensions if part in (INDEX, dimension.name))
    there = to_contacts(answered_name(item, found.respondent), selection)
    return html.Span([" ", dcc.Link(figure_words.SEE_CONTACTS.text(selection.language), href=there)])


def _lowest(figures: pl.DataFrame, settings: Settings, selection: Selection) -> str:
    known = figures.filter(pl.col("part") != INDEX).drop_nulls("value").sort("value")
    if known.height < 2:
        return ""
    row = known.row(0, named=True)
    part = part_label(chosen(selection, settings), row["part"]).text(selection.language)
    return texts.LOWEST.text(selection.language, part=part, **_shown(row))


def _standing_out(cells: pl.DataFrame, selection: Selection) -> str:
    language = selection.language
    if cells.is_empty():
        return ""
    clear = cells.filter("is_clear").sort(pl.col("far").abs(), descending=True)
    if clear.is_empty():
        return texts.NOBODY.text(language, looks=show_count(cells.height))
    row = clear.row(0, named=True)
    is_below = row["difference"] < 0
    ends = sorted((abs(row["difference_low"]), abs(row["difference_high"])))
    gap = {"value": abs(row["difference"]), "low": ends[0], "high": ends[1]}
    shown = _shown(gap)
    words = texts.BELOW if is_below else texts.ABOVE
    tier = terms.tier_name(row["contact_tier"], language)
    places = {"gap": shown["value"], "low": shown["low"], "high": shown["high"]}
    return words.text(language, department=row["department"], tier=tier, **places)


def _shown(row: Row) -> dict[str, str]:
    """The value and the ends of its interval as texts."""
    low, high = row["low"], row["high"]
    return {name: show_estimate(row[name], low, high, "score", "en") for name in ("value", "low", "high")}
