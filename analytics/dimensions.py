"""What measures are split by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from analytics.nearest import unknown_name
from warehouse.contract import CONTACT_TIERS, OUTCOMES
from warehouse.errors import QueryError
from warehouse.words import Words

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class Dimension:
    """`sql` gives its value from a mart's columns; `order` is that of its values unless the alphabet's.

    is_everywhere: whether every mart has its columns; else only measures can be split by it whose
    `Counts.finer` names a mart that has.
    """

    label: Words
    sql: str
    is_time: bool = False
    order: tuple[str, ...] = ()
    is_everywhere: bool = True


_DIMENSIONS: Mapping[str, Dimension] = MappingProxyType(
    {
        "department": Dimension(Words("부서", "Department"), "department"),
        "contact_tier": Dimension(Words("접촉도", "Contact tier"), "contact_tier", order=CONTACT_TIERS),
        "channel": Dimension(Words("채널", "Channel"), "channel"),
        "day": Dimension(Words("일", "Day"), "day", is_time=True),
        "week": Dimension(Words("주", "Week"), "date_trunc('week', day)::DATE", is_time=True),
        "month": Dimension(Words("월", "Month"), "date_trunc('month', day)::DATE", is_time=True),
        "weekday": Dimension(Words("요일", "Weekday"), "lower(dayname(day))", order=WEEKDAYS),
        "hour": Dimension(Words("시각", "Hour"), "lpad(hour::VARCHAR, 2, '0')", is_everywhere=False),
        "outcome": Dimension(Words("처리 결과", "Outcome"), "outcome", order=OUTCOMES, is_everywhere=False),
        "contact_number": Dimension(
            Words("몇 번째 접점", "Number of the contact"), "contact_number::VARCHAR", is_everywhere=False
        ),
    }
)
DIMENSIONS = tuple(_DIMENSIONS)
DIMENSION_LABELS: Mapping[str, Words] = MappingProxyType(
    {name: dimension.label for name, dimension in _DIMENSIONS.items()}
)


def everywhere() -> list[str]:
    """The dimensions that every measure can be split by."""
    return [name for name, dimension in _DIMENSIONS.items() if dimension.is_everywhere]


def find_dimension(name: str) -> Dimension:
    """The dimension of that name. Raises QueryError naming the nearest right name."""
    if name not in _DIMENSIONS:
        raise unknown_name("dimension", name, DIMENSIONS)
    return _DIMENSIONS[name]


def find_dimensions(names: Iterable[str]) -> dict[str, Dimension]:
    """The dimensions of those names. Raises QueryError for an unknown name or one given twice."""
    found: dict[str, Dimension] = {}
    for name in names:
        if name in found:
            raise QueryError(f"'{name}' is given twice.", "Name each dimension once.")
        found[name] = find_dimension(name)
    return found
