"""The questions that tell how satisfied a customer is, and which of their answers are good and bad."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from analytics.nearest import unknown_name


@dataclass(frozen=True)
class Item:
    """An item of the questionnaire. low: up to which score an answer is bad; high: from which it is good.

    They are those of the measure of the same name.
    """

    name: str
    lowest: int
    highest: int
    low: int
    high: int

    @property
    def middle(self) -> float:
        """Halfway between the ends of the scale."""
        return (self.lowest + self.highest) / 2


ITEMS: Mapping[str, Item] = MappingProxyType(
    {
        item.name: item
        for item in (Item("csat", 1, 5, 2, 4), Item("nps", 0, 10, 6, 9), Item("ces", 1, 7, 3, 6))
    }
)


def find_item(name: str) -> Item:
    """The item of that name. Raises QueryError naming the nearest right one."""
    if name not in ITEMS:
        raise unknown_name("item", name, list(ITEMS))
    return ITEMS[name]
