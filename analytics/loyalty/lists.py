"""The contacts behind figures on satisfaction and loyalty, by the names that links call them."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from analytics.catalogue import find_measure
from analytics.loyalty.experience import DRIVERS, Level
from analytics.loyalty.items import ITEMS, Item
from analytics.measures.behind import ContactsBehind
from warehouse.words import Words


def rated_with(item: str, score: int) -> str:
    """The name of the contacts that were rated with a score."""
    return f"rated.{item}.{score}"


def rated_of(item: str, level: str) -> str:
    """The name of the rated contacts of a level of the drivers."""
    return f"rated.{item}.{level}"


def _rated(item: Item, more: str = "") -> str:
    answers = f"item = '{item.name}' AND score BETWEEN {item.lowest} AND {item.highest}{more}"
    return f"contact_id IN (SELECT contact_id FROM answers WHERE {answers})"


def _with_score(item: Item, score: int) -> ContactsBehind:
    name = find_measure(item.name).label
    label = Words(f"{name.ko} 응답이 {score}점인 접점", f"Contacts rated {score} ({name.en})")
    return ContactsBehind(_rated(item, f" AND round(score) = {score}"), label)


def _of_level(item: Item, driver: Words, level: Level) -> ContactsBehind:
    name = find_measure(item.name).label
    label = Words(
        f"{name.ko} 응답이 있는 접점: {driver.ko} ({level.label.ko})",
        f"Rated contacts ({name.en}): {driver.en.lower()} ({level.label.en})",
    )
    return ContactsBehind(f"{_rated(item)} AND outcome <> 'abandoned' AND {level.sql}", label)


def _lists() -> Iterator[tuple[str, ContactsBehind]]:
    for item in ITEMS.values():
        for score in range(item.lowest, item.highest + 1):
            yield rated_with(item.name, score), _with_score(item, score)
        for driver in DRIVERS.values():
            for level in driver.levels:
                yield rated_of(item.name, level.name), _of_level(item, driver.label, level)


LISTS: Mapping[str, ContactsBehind] = MappingProxyType(dict(_lists()))
