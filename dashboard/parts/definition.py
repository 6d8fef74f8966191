"""Names that open their definitions."""

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import html

from analytics.measures.measure import Measure
from dashboard.address.browser import labelled
from dashboard.wording import figure_words as texts
from warehouse.words import Language, Words

_DIRECTIONS = {"higher": texts.HIGHER, "lower": texts.LOWER, None: texts.NEITHER}


def defined_name(measure: Measure, language: Language, against: str = "") -> dmc.Popover:
    """A measure's name; what it means, how it is computed and how sure it is are in a popover.

    against: the days that changes are measured against.
    """
    change = ". ".join(filter(None, [against, texts.CHANGE_METHOD.text(language)]))
    return defined(
        measure.label.text(language),
        (
            (texts.MEANING, measure.meaning.text(language)),
            (texts.FORMULA, measure.formula.text(language)),
            (texts.UNIT, texts.UNITS[measure.unit].text(language)),
            (texts.BETTER_WHEN, _DIRECTIONS[measure.direction].text(language)),
            (texts.HOW_SURE, measure.interval.text(language)),
            (texts.CHANGE_RULE, change),
            (texts.ORIGIN, measure.source),
        ),
        language,
    )


def defined(name: str, definition: Sequence[tuple[Words, str]], language: Language) -> dmc.Popover:
    """A name as a button that opens its definition: what each part of it is, and the part."""
    label = texts.DEFINITION_OF.text(language, measure=name)
    button = dmc.UnstyledButton(name, className="defined-name", **labelled(label))
    rows = [(html.Dt(part.text(language)), html.Dd(text)) for part, text in definition]
    parts = html.Dl([cell for row in rows for cell in row])
    return dmc.Popover(
        [dmc.PopoverTarget(button), dmc.PopoverDropdown(parts, className="definition")],
        width=340,
        shadow="md",
        withArrow=True,
        trapFocus=True,
        returnFocus=True,
        position="bottom-start",
    )
