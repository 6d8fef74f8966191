"""A figure's name that opens what it means, and a card for one figure."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from analytics.drivers.definitions import Explained
from dashboard.address.browser import labelled
from dashboard.wording import figure_words as texts
from warehouse.words import Language, Words


def explained_name(figure: Explained, language: Language, name: str | None = None) -> dmc.Popover:
    """The name as a button; meaning, formula, interval and source in a popover."""
    shown = name or figure.label.text(language)
    button = dmc.UnstyledButton(
        shown, className="defined-name", **labelled(texts.DEFINITION_OF.text(language).format(measure=shown))
    )
    rows: list[tuple[Words, str]] = [
        (texts.MEANING, figure.meaning.text(language)),
        (texts.FORMULA, figure.formula.text(language)),
        (texts.HOW_SURE, figure.interval.text(language)),
        (texts.ORIGIN, figure.source),
    ]
    meaning = html.Dl([part for key, text in rows for part in (html.Dt(key.text(language)), html.Dd(text))])
    return dmc.Popover(
        [dmc.PopoverTarget(button), dmc.PopoverDropdown(meaning, className="definition")],
        width=340,
        shadow="md",
        withArrow=True,
        trapFocus=True,
        returnFocus=True,
        position="bottom-start",
    )


def explained_card(
    figure: Explained, value: str, interval: str, note: str, n: str, language: Language
) -> html.Article:
    """Name, value, interval, a note, and n."""
    parts: list[Any] = [
        explained_name(figure, language),
        html.P(value, className="large"),
        html.P(interval, className="small muted"),
        html.P(note, className="small muted note"),
        html.Footer(html.Span(n), className="small muted"),
    ]
    return html.Article(parts, className="card")
