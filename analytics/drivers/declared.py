"""The drivers that are looked at and what they are adjusted for: declared once, before any data are seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from analytics.dimensions import TENURES
from warehouse.contract import CONTACT_TIERS
from warehouse.words import Words

UNKNOWN = ""
"""The value of a covariate that is not recorded."""


@dataclass(frozen=True)
class Level:
    """One value of a factor, as text; `name` is what commands call it."""

    value: str
    name: str
    label: Words


@dataclass(frozen=True)
class Factor:
    """A column of churn_monthly that holds few values.

    levels: in order, the first is what the others are held against; without any, the values found, the most
    common first. is_ordered: whether levels with too few customers join their neighbour.
    """

    name: str
    label: Words
    levels: tuple[Level, ...] = ()
    is_ordered: bool = True

    def place(self, level: str) -> int:
        """The place of a level given by its name or its number. Raises KeyError."""
        for place, known in enumerate(self.levels):
            if level in (known.name, str(place)):
                return place
        raise KeyError(level)


_ONCE = Words("한 번 이상", "once or more")
_NEVER = Level("0", "none", Words("없음", "none"))


def _levels(*named: tuple[str, Words]) -> tuple[Level, ...]:
    return _NEVER, *(Level(str(place), name, label) for place, (name, label) in enumerate(named, 1))


DRIVERS: Mapping[str, Factor] = MappingProxyType(
    {
        factor.name: factor
        for factor in (
            Factor(
                "over_promise",
                Words("약속보다 긴 대기", "Waits longer than promised"),
                _levels(
                    ("up_to_5_min", Words("5분까지", "up to 5 min")),
                    ("5_to_30_min", Words("5–30분", "5–30 min")),
                    ("over_30_min", Words("30분 넘게", "over 30 min")),
                ),
            ),
            Factor(
                "unrecovered_failures",
                Words("회복되지 않은 실패", "Unrecovered failures"),
                _levels(
                    ("once", Words("한 번", "once")), ("twice_or_more", Words("두 번 이상", "twice or more"))
                ),
            ),
            Factor(
                "recovered_failures",
                Words("회복된 실패", "Recovered failures"),
                _levels(("once_or_more", _ONCE)),
            ),
            Factor("complaints", Words("불평", "Complaints"), _levels(("once_or_more", _ONCE))),
            Factor("abandoned", Words("포기한 접점", "Abandoned contacts"), _levels(("once_or_more", _ONCE))),
            Factor(
                "unresolved", Words("미해결 접점", "Unresolved contacts"), _levels(("once_or_more", _ONCE))
            ),
        )
    }
)

_TENURE_LABELS = (
    Words("1년 미만", "under 1 year"),
    Words("1–3년", "1–3 years"),
    Words("3년 이상", "3 years or more"),
)
_TIER_LABELS = {
    "high": Words("고접촉", "high contact"),
    "medium": Words("중접촉", "medium contact"),
    "low": Words("저접촉", "low contact"),
}

ADJUSTING: Mapping[str, Factor] = MappingProxyType(
    {
        factor.name: factor
        for factor in (
            Factor(
                "tenure",
                Words("이용 기간", "tenure"),
                tuple(
                    Level(value, value, label) for value, label in zip(TENURES, _TENURE_LABELS, strict=True)
                ),
                is_ordered=False,
            ),
            Factor("segment", Words("고객 구분", "segment"), is_ordered=False),
            Factor(
                "contacts",
                Words("접점 수", "number of contacts"),
                _levels(
                    ("one", Words("한 번", "one")),
                    ("two", Words("두 번", "two")),
                    ("three_or_more", Words("세 번 이상", "three or more")),
                ),
            ),
            Factor(
                "contact_tier",
                Words("마지막 접점의 접촉도", "contact tier of the last contact"),
                tuple(Level(tier, tier, _TIER_LABELS[tier]) for tier in reversed(CONTACT_TIERS)),
                is_ordered=False,
            ),
        )
    }
)
"""Who somebody is and how much contact there was at all.

The department is left out: where things go wrong is what is asked, and adjusting for the place would take
away a part of it. The month is left out: a coming month has no level of its own; what months have in common
is in the intervals, which are robust to clusters of department and month.
"""

FACTORS: Mapping[str, Factor] = MappingProxyType({**ADJUSTING, **DRIVERS})
COVARIATES: tuple[str, ...] = tuple(FACTORS)
