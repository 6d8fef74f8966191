"""Main and auxiliary channel side by side."""

from typing import Any

import polars as pl
from dash import dcc, html

from analytics.catalogue import find_measure
from analytics.channels.roles import Roles
from analytics.notes import NOT_IN_DATA
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.charts.behind import NO_FIGURE, Behind, Column
from dashboard.pages.channels import words as texts
from dashboard.pages.channels.finding import side_name
from dashboard.parts.definition import defined_name
from dashboard.wording.numbers import (
    show_change_interval,
    show_count,
    show_difference,
    show_estimate,
    show_interval,
    show_share,
)
from warehouse.words import Language

_SIDES = ("main", "auxiliary")


def beside_table(roles: Roles, rows: pl.DataFrame, counts: tuple[int, int], selection: Selection) -> html.Div:
    """A row per figure, contacts as they are first. counts: contacts of both sides."""
    language = selection.language
    sides = [side_name(channels) for channels in roles]
    head = [texts.FIGURE.text(language), *sides]
    head += [words.text(language) for words in (texts.DIFFERENCE, texts.OVERLAP)]
    cells = [
        html.Th(name, scope="col", className="number" if place else "") for place, name in enumerate(head)
    ]
    body = [_contacts(roles, counts, selection)]
    body += [_row(row, roles, selection) for row in rows.iter_rows(named=True)]
    table = html.Table([html.Thead(html.Tr(cells)), html.Tbody(body)], className="plain figures")
    caption = texts.BESIDE_CAPTION.text(language, main=sides[0], auxiliary=sides[1])
    return html.Div(
        [html.Div(table, className="scroll", tabIndex=0), html.P(caption, className="small muted")]
    )


def behind_beside(roles: Roles, rows: pl.DataFrame, language: Language) -> Behind:
    """Every figure as a plain number, as shares, seconds and money stand in the same column."""
    names = {name: find_measure(name).label.text(language) for name in rows["figure"]}
    columns = [
        Column("figure", texts.FIGURE.text(language)),
        *(
            Column(side, side_name(getattr(roles, side)), "ratio", f"{side}_low", f"{side}_high")
            for side in _SIDES
        ),
        Column("difference", texts.DIFFERENCE.text(language), "ratio", "low", "high"),
        Column("plain", texts.PLAIN.text(language), "ratio"),
        Column("overlap", texts.OVERLAP.text(language), "share"),
        Column("is_clear", texts.CLEAR.text(language)),
    ]
    return Behind(rows.with_columns(pl.col("figure").replace(names)), columns)


def _contacts(roles: Roles, counts: tuple[int, int], selection: Selection) -> html.Tr:
    cells = [
        html.Td(_link(show_count(count), "contacts", channels, selection), className="number")
        for count, channels in zip(counts, roles, strict=True)
    ]
    name = defined_name(find_measure("contacts"), selection.language)
    nothing = [html.Td(NO_FIGURE, className="number muted")] * 2
    return html.Tr([html.Th(name, scope="row"), *cells, *nothing])


def _row(row: dict[str, Any], roles: Roles, selection: Selection) -> html.Tr:
    language, measure = selection.language, find_measure(row["figure"])
    name = html.Th(defined_name(measure, language), scope="row")
    if row["note"] is not None:
        needs = texts.NOT_THERE.text(language, needs=measure.needs.text(language))
        said = needs if row["note"] == NOT_IN_DATA else texts.FEW.text(language)
        return html.Tr([name, html.Td(said, colSpan=4, className="muted")])
    sides = [
        _side([row[f"{side}{end}"] for end in ("", "_low", "_high")], row["figure"], channels, selection)
        for side, channels in zip(_SIDES, roles, strict=True)
    ]
    ends = row["low"], row["high"]
    difference = show_difference(row["difference"], *ends, measure.unit, language)
    shown = html.Strong(difference) if row["is_clear"] else difference
    interval = show_change_interval(*ends, measure.unit, language)
    return html.Tr(
        [
            name,
            *sides,
            html.Td([shown, html.Div(interval, className="small muted")], className="number"),
            html.Td(show_share(row["overlap"]), className="number muted"),
        ]
    )


def _side(figure: list[float], name: str, channels: tuple[str, ...], selection: Selection) -> html.Td:
    unit, language = find_measure(name).unit, selection.language
    value, low, high = figure
    link = _link(show_estimate(value, low, high, unit, language), name, channels, selection)
    interval = show_interval(low, high, unit, language)
    return html.Td([html.Div(link), html.Div(interval, className="small muted")], className="number")


def _link(shown: str, name: str, channels: tuple[str, ...], selection: Selection) -> dcc.Link:
    return dcc.Link(shown, href=to_contacts(name, selection.pick(channel=channels)))
