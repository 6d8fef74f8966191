"""Plain tables."""

from collections.abc import Sequence
from typing import Any

from dash import html

from warehouse.words import Language, Words


def plain_table(
    columns: Sequence[Words], rows: Sequence[Sequence[Any]], language: Language, numbers_from: int
) -> html.Div:
    """A table with a head; columns from a place on hold numbers. Scrolls in itself when narrow."""
    head = html.Tr(
        [
            html.Th(name.text(language), scope="col", className=_class(place, numbers_from))
            for place, name in enumerate(columns)
        ]
    )
    body = [
        html.Tr([html.Td(cell, className=_class(place, numbers_from)) for place, cell in enumerate(row)])
        for row in rows
    ]
    table = html.Table([html.Thead(head), html.Tbody(body)], className="plain")
    return html.Div(table, className="scroll", tabIndex=0)


def _class(place: int, numbers_from: int) -> str:
    return "number" if place >= numbers_from else ""
