"""What a contact can be like, as far as records tell: declared once, before any answers are seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from analytics.drivers.declared import DRIVERS as DRIVERS_OF_LEAVING
from analytics.measures.behind import PROMISE_BROKEN, WAITED
from warehouse.words import Words

WAIT = "wait"


@dataclass(frozen=True)
class Level:
    """One figure of the model: a contact of that kind beside one that is not, or the wait twice as long.

    sql: whether a row of contact_facts is of that kind.
    """

    name: str
    label: Words
    sql: str


@dataclass(frozen=True)
class Driver:
    """What is looked at as one: a level, or several that exclude each other."""

    name: str
    label: Words
    levels: tuple[Level, ...]


def _of_ending(ending: str, label: Words) -> Level:
    outcome, _, recovery = ending.partition("_")
    told = f" AND coalesce(recovery, 'none') = '{recovery}'" if recovery else ""
    return Level(ending, label, f"outcome = '{outcome}'{told}")


def _also_of_leaving(name: str, *levels: Level) -> Driver:
    return Driver(name, DRIVERS_OF_LEAVING[name].label, levels)


DRIVERS: Mapping[str, Driver] = MappingProxyType(
    {
        driver.name: driver
        for driver in (
            Driver(
                WAIT,
                Words("대기 시간", "Length of the wait"),
                (
                    Level(
                        WAIT,
                        Words("보통의 두 배로 길어질 때마다", "each doubling of the usual wait"),
                        WAITED.sql,
                    ),
                ),
            ),
            _also_of_leaving(
                "over_promise",
                Level(
                    "over_promise",
                    Words("같은 대기에서 약속을 넘김", "beyond the promise, at equal wait"),
                    PROMISE_BROKEN.sql,
                ),
            ),
            Driver(
                "transferred",
                Words("다른 곳으로 넘어감", "Handed over"),
                (_of_ending("transferred", Words("한 번에 해결되지 않고 넘어감", "handed over")),),
            ),
            _also_of_leaving("unresolved", _of_ending("unresolved", Words("미해결", "unresolved"))),
            _also_of_leaving(
                "unrecovered_failures",
                _of_ending("failed_none", Words("실패, 회복 없음", "failed, no recovery")),
                _of_ending("failed_attempted", Words("실패, 회복 시도", "failed, recovery attempted")),
            ),
            _also_of_leaving(
                "recovered_failures",
                _of_ending("failed_recovered", Words("실패, 회복됨", "failed, recovered")),
            ),
        )
    }
)
"""What may go with the score of a contact; those that are looked at for leaving too have the same names."""

LEVELS: Mapping[str, Level] = MappingProxyType(
    {level.name: level for driver in DRIVERS.values() for level in driver.levels}
)
ENDINGS = tuple(name for name in LEVELS if name not in (WAIT, "over_promise"))
