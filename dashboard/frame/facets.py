"""The filters of dimensions: what of each is chosen, in words, and where a reader chooses it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import dash_mantine_components as dmc
from dash import html

from analytics.dimensions import Dimension, filters
from dashboard.address.browser import labelled
from dashboard.address.selection import AT_HAND, Selection
from dashboard.frame import words as texts
from dashboard.wording import terms
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings

MORE = "more-filters"
_EVERYTHING = {
    "department": terms.EVERY_DEPARTMENT,
    "contact_tier": terms.EVERY_TIER,
    "channel": terms.EVERY_CHANNEL,
    "segment": terms.EVERY_SEGMENT,
}
_CHOICE = "choice-"
# The longest list that is not tiresome; typing finds the rest.
_MOST_SHOWN = 100


@dataclass(frozen=True)
class Facet:
    """The filter of a dimension: its ids, and what of it is chosen."""

    dimension: Dimension

    @property
    def name(self) -> str:
        """The dimension's."""
        return self.dimension.name

    @property
    def is_at_hand(self) -> bool:
        """Whether it stands in the bar itself."""
        return self.name in AT_HAND

    @property
    def choice_id(self) -> str:
        """What the values are chosen with."""
        return f"{_CHOICE}{self.name}"

    @property
    def button_id(self) -> str:
        """The button that opens them and says what is chosen."""
        return f"chosen-{self.name}"


def facets(settings: Settings) -> list[Facet]:
    """The filters there are, those at hand first."""
    return sorted(map(Facet, filters(settings)), key=lambda facet: not facet.is_at_hand)


def is_choice(component_id: str) -> bool:
    """Whether the component's value is a list of values of a dimension."""
    return component_id.startswith(_CHOICE)


def facet_text(facet: Facet, selection: Selection) -> str:
    """What is chosen, in few words: all, one, or one and how many more."""
    language = selection.language
    names = [terms.value_name(facet.name, value, language) for value in selection.of(facet.name)]
    if not names:
        everything = _EVERYTHING.get(facet.name, texts.EVERYTHING)
        return everything.text(language, dimension=facet.dimension.label.text(language))
    if len(names) == 1:
        return names[0]
    return texts.OTHERS.text(language, first=names[0], count=len(names) - 1)


def picked_texts(selection: Selection, shown: Sequence[str], settings: Settings) -> list[str]:
    """What the filters that are shown say; of those that are not at hand only what is chosen."""
    return [
        facet_text(facet, selection)
        for facet in facets(settings)
        if facet.name in shown or (shown and not facet.is_at_hand and selection.of(facet.name))
    ]


def more_text(selection: Selection, settings: Settings) -> str:
    """The button of the filters that are not at hand, and how many of them are in use."""
    others = (facet for facet in facets(settings) if not facet.is_at_hand)
    used = sum(1 for facet in others if selection.of(facet.name))
    words = texts.MORE_USED if used else texts.MORE
    return words.text(selection.language, count=used)


def facet_choice(facet: Facet, selection: Selection, values: Sequence[str]) -> dmc.Popover:
    """A button that says what is chosen of a filter at hand, and opens its values."""
    language = selection.language
    label = facet.dimension.label.text(language)
    boxes = [dmc.Checkbox(**option, size="sm") for option in _options(facet, selection, values)]
    choice = dmc.CheckboxGroup(boxes, id=facet.choice_id, value=list(selection.of(facet.name)), label=label)
    return opened_by(facet.button_id, facet_text(facet, selection), label, choice)


def other_choices(
    others: Sequence[Facet], selection: Selection, values: Mapping[str, Sequence[str]]
) -> dmc.Popover:
    """The filters that are not at hand, each a list to search in."""
    language = selection.language

    def cut(options: Sequence[Any]) -> str | None:
        if len(options) <= _MOST_SHOWN:
            return None
        return texts.VALUES_CUT.text(language, count=show_count(len(options)), most=_MOST_SHOWN)

    lists = [
        dmc.MultiSelect(
            id=facet.choice_id,
            label=facet.dimension.label.text(language),
            description=cut(values[facet.name]),
            data=_options(facet, selection, values[facet.name]),
            value=list(selection.of(facet.name)),
            searchable=True,
            clearable=True,
            hidePickedOptions=True,
            limit=_MOST_SHOWN,
            nothingFoundMessage=texts.NO_VALUE.text(language),
            size="sm",
            # Else a click into the list would close what it stands in.
            comboboxProps={"withinPortal": False},
        )
        for facet in others
    ]
    used = sum(1 for facet in others if selection.of(facet.name))
    text = (texts.MORE_USED if used else texts.MORE).text(language, count=used)
    return opened_by(MORE, text, texts.MORE.text(language), html.Div(lists, className="more-filters"))


def _options(facet: Facet, selection: Selection, values: Sequence[str]) -> list[dict[str, str]]:
    """The values in the data, and those chosen that are not."""
    known = dict.fromkeys([*values, *selection.of(facet.name)])
    language = selection.language
    return [{"value": value, "label": terms.value_name(facet.name, value, language)} for value in known]


def opened_by(button_id: str, text: str, label: str, content: Any) -> dmc.Popover:
    """What a button with a text opens."""
    button = dmc.Button(
        html.Span(text, id=button_id),
        variant="default",
        fullWidth=True,
        className="facet",
        **labelled(label),
    )
    return dmc.Popover(
        [
            dmc.PopoverTarget(button, boxWrapperProps={"w": "100%"}),
            dmc.PopoverDropdown(content, className="choices"),
        ],
        position="bottom-start",
        shadow="md",
        trapFocus=True,
        returnFocus=True,
    )
