"""The score cards as a table: a row per touchpoint, the same figures in each."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from dash import dcc, html

from analytics.catalogue import find_measure
from analytics.measures.measure import Measure
from analytics.moments.score_cards import FIGURES
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import Behind, Column, department_column, tier_column
from dashboard.pages.moments import words as texts
from dashboard.pages.moments.touchpoints import Row, Touchpoint, place_name
from dashboard.parts.definition import defined_name
from dashboard.wording import figure_words, terms
from dashboard.wording.numbers import show_count, show_estimate
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings
from warehouse.words import Language

# More are not read on a page; the files have them all.
_MOST_OF_A_TIER = 12
# In pixels: narrow screens scroll in the table.
_WIDTH = 760
_SHADES = {"better": "better-far", "worse": "worse-far", None: ""}


def card_table(found: Sequence[Touchpoint], settings: Settings, selection: Selection) -> html.Div:
    """Touchpoints of each tier in the order given."""
    language = selection.language
    if not found:
        return html.Div(html.P(texts.NO_CONTACTS.text(language), className="muted"))
    measures = [find_measure(name) for name in FIGURES]
    head = [
        html.Th(texts.TOUCHPOINT.text(language), scope="col"),
        *(html.Th(defined_name(measure, language), scope="col") for measure in measures),
    ]
    tiers = [(tier, [one for one in found if one.tier == tier]) for tier in CONTACT_TIERS]
    bodies = [_body(tier, of_tier, measures, selection) for tier, of_tier in tiers if of_tier]
    table = html.Table([html.Thead(html.Tr(head)), *bodies], className="matrix", style={"minWidth": _WIDTH})
    shown = sum(min(len(of_tier), _MOST_OF_A_TIER) for _, of_tier in tiers)
    cut = texts.SHOWN_OF.text(language, count=show_count(len(found)), most=show_count(shown))
    least = show_count(settings.definitions.small_n)
    said = [texts.CARDS_CAPTION.text(language, least=least), *([cut] if shown < len(found) else [])]
    return html.Div(
        [html.Div(table, className="scroll", tabIndex=0), html.P(" · ".join(said), className="small muted")]
    )


def behind_cards(cards: pl.DataFrame, language: Language) -> Behind:
    """Every figure of every touchpoint."""
    columns = [
        tier_column(language),
        department_column(language),
        Column("channel", terms.CHANNEL.text(language)),
        Column("stage_name", texts.STAGE.text(language)),
        Column("measure_name", texts.MEASURE.text(language)),
        Column("value", texts.VALUE.text(language), "ratio"),
        Column("n", figure_words.COUNT.text(language), "count"),
        Column("shrunk", texts.SHRUNK.text(language), "ratio", "shrunk_low", "shrunk_high"),
        Column("expected", texts.USUAL.text(language), "ratio"),
        Column("standing", texts.STANDING.text(language)),
    ]
    rows = [
        row
        | {
            "stage_name": row["stage"] and terms.value_name("stage", row["stage"], language),
            "measure_name": find_measure(row["measure"]).label.text(language),
            "standing": row["stands_out"] and texts.STANDINGS[row["stands_out"]].text(language),
        }
        for row in cards.iter_rows(named=True)
    ]
    return Behind.of(rows, columns)


def shown_value(row: Row, name: str, measure: Measure, language: Language) -> str:
    """A figure with as many digits as its interval supports."""
    return show_estimate(row[name], row["shrunk_low"], row["shrunk_high"], measure.unit, language)


def _body(
    tier: str, found: Sequence[Touchpoint], measures: Sequence[Measure], selection: Selection
) -> html.Tbody:
    name = terms.tier_name(tier, selection.language)
    rows = [_row(touchpoint, measures, selection) for touchpoint in found[:_MOST_OF_A_TIER]]
    head = html.Tr(html.Th(name, scope="rowgroup", colSpan=len(measures) + 1), className="group")
    return html.Tbody([head, *rows])


def _row(touchpoint: Touchpoint, measures: Sequence[Measure], selection: Selection) -> html.Tr:
    department, channel, stage = touchpoint.place
    there = selection.pick(
        department=department, channel=channel, stage=stage or (), contact_tier=touchpoint.tier
    )
    cells = [_cell(touchpoint.figures.get(measure.name), measure, there) for measure in measures]
    return html.Tr([html.Th(place_name(touchpoint.place, selection.language), scope="row"), *cells])


def _cell(row: Row | None, measure: Measure, there: Selection) -> html.Td:
    language = there.language
    if row is None:
        return html.Td("–", className="absent")
    n = figure_words.OUT_OF.text(language, n=show_count(row["n"]))
    if row["value"] is None:
        return html.Td(dcc.Link(n, href=to_contacts(measure.name, there)), className="few")
    title = ""
    if row["expected"] is not None:
        title = texts.BEHIND_USUAL.text(language, expected=shown_value(row, "expected", measure, language))
    parts: list[Any] = [
        html.Span(shown_value(row, "value", measure, language)),
        html.Span(n, className="small muted"),
    ]
    link = dcc.Link(parts, href=to_contacts(measure.name, there), title=title)
    return html.Td(link, className=_SHADES[row["stands_out"]])
