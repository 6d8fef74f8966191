"""Who of the staff is who: by their id where the settings allow it, else by where they stand."""

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from analytics.dimensions import WHO_SERVED
from dashboard.wording import terms
from warehouse.settings import Settings
from warehouse.words import Language, Words

_AGENT = Words("직원 {letter}", "Agent {letter}")
_SOMEBODY = Words("직원", "an agent")


def are_shown(settings: Settings) -> bool:
    """Whether readers may know who is who."""
    return settings.staff_names == "shown"


def agent_name(agent_id: str, place: int, n: int, settings: Settings, language: Language) -> str:
    """The id where it may be shown and says enough; else a letter for the place in what is shown, from 0 on.

    The letter goes with the place alone: under another filter or order it is somebody else's.
    """
    if are_shown(settings) and n >= settings.definitions.small_n:
        return agent_id
    return _AGENT.text(language, letter=_letters(place))


def names_of(dimension: str, values: Sequence[str], settings: Settings, language: Language) -> Iterator[str]:
    """Values of a dimension in the reader's words, without saying who serves where that is hidden."""
    if dimension == WHO_SERVED and not are_shown(settings):
        yield _SOMEBODY.text(language)
        return
    yield from (terms.value_name(dimension, value, language) for value in values)


def _letters(place: int) -> str:
    """A to Z, then AA, AB …, as columns of spreadsheets."""
    head, last = divmod(place, len(ascii_uppercase))
    return (_letters(head - 1) if head else "") + ascii_uppercase[last]
