"""What sources are called, and contacts of one of them."""

from analytics.dimensions import DIMENSION_LABELS
from analytics.integration.lists import list_of
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection
from dashboard.pages.integration import words as texts
from warehouse.words import Language


def source_name(source: str | None, language: Language) -> str:
    """The source as the settings call it."""
    return texts.UNKNOWN_SOURCE.text(language) if source is None else source


def to_contacts_of(source: str | None, what: str, selection: Selection) -> str:
    """Contacts of a list, of one source; of all where it is not known any more."""
    return to_contacts(list_of(what, source), selection)


def column_name(column: str, language: Language) -> str:
    """What a column of records holds, in the reader's words."""
    words = texts.COLUMNS.get(column) or DIMENSION_LABELS.get(column)
    return column if words is None else words.text(language).lower()
