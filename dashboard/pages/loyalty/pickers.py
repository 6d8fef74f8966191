"""Whose scores, and what followed."""

from analytics.catalogue import find_measure
from analytics.loyalty.items import ITEMS
from analytics.loyalty.outcomes import OUTCOMES
from dashboard.address.selection import Selection
from dashboard.pages.loyalty import words as texts
from dashboard.parts.picker import Picker
from warehouse.words import Language

_USUAL_ITEM, _USUAL_OUTCOME = "csat", "came_again"
# What stands in a chart of its own is not offered for the one beside it.
FIRST = "stayed"


def item_of(selection: Selection) -> str:
    """The item whose scores are looked at."""
    asked = selection.measure or ""
    return asked if asked in ITEMS else _USUAL_ITEM


def outcome_of(selection: Selection) -> str:
    """What is shown beside staying."""
    asked = selection.split or ""
    return asked if asked in OUTCOMES and asked != FIRST else _USUAL_OUTCOME


def item_name(item: str) -> str:
    """As the trade calls it."""
    return item.upper()


def item_label(item: str, language: Language) -> str:
    """As its measure is called."""
    return find_measure(item).label.text(language)


ITEM_PICKER = Picker(
    "loyalty-item",
    "measure",
    texts.PICK_ITEM,
    lambda selection, _store: {name: item_label(name, selection.language) for name in ITEMS},
    lambda selection, _store: item_of(selection),
    usual=_USUAL_ITEM,
)
OUTCOME_PICKER = Picker(
    "loyalty-outcome",
    "split",
    texts.PICK_OUTCOME,
    lambda selection, _store: {
        name: outcome.label.text(selection.language) for name, outcome in OUTCOMES.items() if name != FIRST
    },
    lambda selection, _store: outcome_of(selection),
    usual=_USUAL_OUTCOME,
)
