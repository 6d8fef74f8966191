"""The contacts behind figures on satisfaction and loyalty, by the names that links call them."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from analytics.catalogue import find_measure
from analytics.loyalty.experience import DRIVERS, Driver, Level
from analytics.loyalty.if_better import CHANGES
from analytics.loyalty.items import ITEMS, Item
from analytics.measures.behind import ContactsBehind
from warehouse.words import Words


def rated_with(item: str, score: int) -> str:
    """The name of the contacts that were rated with a score."""
    return f"rated.{item}.{score}"


def rated_of(item: str, level: str) -> str:
    """The name of the rated contacts of a level of the drivers."""
    return f"rated.{item}.{level}"


def rated_concerned(item: str, change: str) -> str:
    """The name of the rated contacts that would be otherwise."""
    return f"rated.{item}.if.{change}"


def _rated(item: Item, more: str = "") -> str:
    answers = f"item = '{item.name}' AND score BETWEEN {item.lowest} AND {item.highest}{more}"
    return f"contact_id IN (SELECT contact_id FROM customer_answers WHERE {answers})"


def _with_score(item: Item, score: int) -> ContactsBehind:
    name = find_measure(item.name).label
    label = Words(f"{name.ko} 응답이 {score}점인 접점", f"Contacts rated {score} ({name.en})")
    return ContactsBehind(_rated(item, f" AND round(score) = {score}"), label)


def _among_rated(item: Item, sql: str, what: Words) -> ContactsBehind:
    name = find_measure(item.name).label
    label = Words(f"{name.ko} 응답이 있는 접점: {what.ko}", f"Rated contacts ({name.en}): {what.en.lower()}")
    return ContactsBehind(f"{_rated(item)} AND outcome <> 'abandoned' AND {sql}", label)


def _level_name(driver: Driver, level: Level) -> Words:
    return Words(*(f"{name} ({kind})" for name, kind in zip(driver.label, level.label, strict=True)))


def _lists() -> Iterator[tuple[str, ContactsBehind]]:
    for item in ITEMS.values():
        for score in range(item.lowest, item.highest + 1):
            yield rated_with(item.name, score), _with_score(item, score)
        for driver in DRIVERS.values():
            for level in driver.levels:
                yield (
                    rated_of(item.name, level.name),
                    _among_rated(item, level.sql, _level_name(driver, level)),
                )
        for name, change in CHANGES.items():
            yield rated_concerned(item.name, name), _among_rated(item, change.sql, change.label)


LISTS: Mapping[str, ContactsBehind] = MappingProxyType(dict(_lists()))
