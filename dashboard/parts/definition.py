"""A measure's name that opens its definition."""

import dash_mantine_components as dmc
from dash import html

from analytics.measures.measure import Measure
from dashboard.address.browser import labelled
from dashboard.wording import figure_words as texts
from warehouse.words import Language, Words

_DIRECTIONS = {"higher": texts.HIGHER, "lower": texts.LOWER, None: texts.NEITHER}


def defined_name(measure: Measure, language: Language) -> dmc.Popover:
    """The name as a button; what it means, how it is computed and how sure it is in a popover."""
    name = measure.label.text(language)
    button = dmc.UnstyledButton(
        name,
        className="defined-name",
        **labelled(texts.DEFINITION_OF.text(language).format(measure=name)),
    )
    return dmc.Popover(
        [
            dmc.PopoverTarget(button),
            dmc.PopoverDropdown(_definition(measure, language), className="definition"),
        ],
        width=340,
        shadow="md",
        withArrow=True,
        trapFocus=True,
        returnFocus=True,
        position="bottom-start",
    )


def _definition(measure: Measure, language: Language) -> html.Dl:
    rows: list[tuple[Words, str]] = [
        (texts.MEANING, measure.meaning.text(language)),
        (texts.FORMULA, measure.formula.text(language)),
        (texts.UNIT, texts.UNITS[measure.unit].text(language)),
        (texts.BETTER_WHEN, _DIRECTIONS[measure.direction].text(language)),
        (texts.HOW_SURE, measure.interval.text(language)),
        (texts.CHANGE_RULE, texts.CHANGE_METHOD.text(language)),
        (texts.ORIGIN, measure.source),
    ]
    return html.Dl([part for name, text in rows for part in (html.Dt(name.text(language)), html.Dd(text))])
