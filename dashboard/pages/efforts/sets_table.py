"""What was done, alone and together, as a table."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.recovery.efforts import OUTCOMES, Efforts
from analytics.recovery.lists import by_kinds, kinds_name
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column
from dashboard.pages.efforts import words as texts
from dashboard.pages.efforts.effects_chart import UNITS, Row, with_interval
from dashboard.parts.table import plain_table
from dashboard.wording.numbers import show_count, show_share, show_value
from warehouse.settings import Settings
from warehouse.words import Language

# Of a mean of 1-5, two decimals are what some hundred answers support.
_HALF_WIDTH = 0.05
# More sets than a table is read for; the files have them all.
_MOST_ROWS = 12


def sets_table(found: Efforts, settings: Settings, selection: Selection) -> html.Div:
    """A row per set of kinds, the most frequent first."""
    language, sets = selection.language, _sets(found)
    if not sets:
        return html.Div(html.P(texts.NOT_SAID.text(language), className="muted"))
    rows = [_row(kinds, figures, selection) for kinds, figures in list(sets.items())[:_MOST_ROWS]]
    caption = texts.SETS_CAPTION.text(language, least=show_count(settings.definitions.small_n))
    table = plain_table(texts.SETS_COLUMNS, rows, language, numbers_from=1)
    return html.Div([table, html.P(caption, className="small muted")])


def behind_sets(found: Efforts, language: Language) -> Behind:
    """Every set and outcome."""
    named = {kinds: kinds_name(kinds).text(language) for kinds in found.combinations["kinds"].unique()}
    outcomes = {name: words.text(language) for name, words in texts.OUTCOMES.items()}
    columns = [
        Column("outcome", texts.DIFFERENCE.text(language)),
        Column("kinds", texts.KIND.text(language)),
        Column("n", texts.WITH_IT.text(language), "count"),
        Column("value", texts.SETS_COLUMNS[3].text(language), "ratio"),
        Column("difference", texts.SETS_COLUMNS[4].text(language), "ratio", "low", "high"),
        Column("is_clear", texts.IS_CLEAR.text(language)),
    ]
    rows = found.combinations.with_columns(
        pl.col("kinds").replace(named), pl.col("outcome").replace(outcomes)
    )
    return Behind(rows, columns)


def _sets(found: Efforts) -> dict[str, dict[str, Row]]:
    """By set and outcome, the sets tried most often first."""
    tried = found.combinations.filter(pl.col("outcome") == "recovered")["kinds"].to_list()
    sets: dict[str, dict[str, Row]] = {kinds: {} for kinds in tried}
    for row in found.combinations.iter_rows(named=True):
        sets[row["kinds"]][row["outcome"]] = row
    return sets


def _row(kinds: str, figures: dict[str, Row], selection: Selection) -> list[Any]:
    language = selection.language
    rated, tried, left = (figures.get(outcome) for outcome in OUTCOMES)
    assert tried is not None
    recovered = round(tried["value"] * tried["n"])
    link = dcc.Link(show_count(recovered), href=to_contacts(by_kinds(kinds), selection))
    return [
        kinds_name(kinds).text(language),
        show_count(tried["n"]),
        html.Span([link, f" ({show_share(tried['value'])})"]),
        "–"
        if rated is None
        else f"{show_value(rated['value'], _HALF_WIDTH, 'score', language)} ({show_count(rated['n'])})",
        _difference(rated, "csat", language),
        "–" if left is None else f"{show_share(left['value'])} ({show_count(left['n'])})",
        _difference(left, "left", language),
    ]


def _difference(row: Row | None, outcome: Any, language: Language) -> Any:
    if row is None or row["note"] is not None:
        return "–"
    shown = with_interval(row, UNITS[outcome], language)
    return html.Strong(shown) if row["is_clear"] else shown
