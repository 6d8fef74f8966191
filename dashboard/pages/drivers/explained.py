"""A figure of the drivers' page: its name that opens what it means, and its card."""

import dash_mantine_components as dmc
from dash import html

from analytics.drivers.definitions import Explained
from dashboard.parts.card import card
from dashboard.parts.definition import defined
from dashboard.wording import figure_words as texts
from warehouse.words import Language


def explained_name(figure: Explained, language: Language, name: str | None = None) -> dmc.Popover:
    """The name, or another one for it, as a button; meaning, formula, interval and source in a popover."""
    return defined(
        name or figure.label.text(language),
        (
            (texts.MEANING, figure.meaning.text(language)),
            (texts.FORMULA, figure.formula.text(language)),
            (texts.HOW_SURE, figure.interval.text(language)),
            (texts.ORIGIN, figure.source),
        ),
        language,
    )


def explained_card(
    figure: Explained, value: str, interval: str, note: str, n: str, language: Language
) -> html.Article:
    """Name, value, interval, a note, and n."""
    body = [html.P(interval, className="small muted"), html.P(note, className="small muted note")]
    return card(explained_name(figure, language), value, body, [html.Span(n)])
