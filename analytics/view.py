"""Which part of the data is looked at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from analytics.against import Against, compared_days, days_in
from warehouse.errors import QueryError


class Picked(Mapping[str, tuple[str, ...]]):
    """Values picked of dimensions, by the dimensions' names. Equal and hashed by what it holds."""

    def __init__(self, values: Mapping[str, Iterable[str]] | None = None) -> None:
        given = {name: tuple(some) for name, some in sorted((values or {}).items())}
        self._values = {name: some for name, some in given.items() if some}

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(tuple(self._values.items()))

    def __repr__(self) -> str:
        return f"Picked({self._values})"

    def pick(self, **values: str | Iterable[str]) -> "Picked":
        """The same with these values; of a dimension given none, all."""
        given = {name: (some,) if isinstance(some, str) else some for name, some in values.items()}
        return Picked({**self._values, **given})


NOTHING_PICKED = Picked()


@dataclass(frozen=True)
class View:
    """Business days, both inclusive, and the values picked of dimensions; None stands for all.

    against: what changes are measured against. Raises QueryError when the first day is after the last.
    """

    since: date | None = None
    until: date | None = None
    picked: Mapping[str, Iterable[str]] = NOTHING_PICKED
    against: Against = "before"

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise QueryError(
                f"The view begins on {self.since}, after its last day {self.until}.", "Swap the two days."
            )
        object.__setattr__(self, "picked", Picked(self.picked))

    @property
    def is_of_all(self) -> bool:
        """Whether nothing but days is picked."""
        return not self.picked

    @property
    def days(self) -> tuple[date, date]:
        """The first and last day. Raises QueryError for a view without both."""
        if self.since is None or self.until is None:
            raise QueryError("The view has no first and last day.", "Give both days.")
        return self.since, self.until

    @property
    def is_as_long(self) -> bool:
        """Whether the period that this one is compared with has as many days."""
        return days_in(self.days) == days_in(self.before().days)

    def of(self, dimension: str) -> tuple[str, ...]:
        """The values picked of a dimension; none stands for all."""
        return tuple(self.picked.get(dimension, ()))

    def pick(self, **values: str | Iterable[str]) -> "View":
        """The same with these values picked; of a dimension given none, all."""
        return replace(self, picked=Picked(self.picked).pick(**values))

    def everywhere(self) -> "View":
        """The same days with nothing picked."""
        return View(self.since, self.until)

    def anytime(self) -> "View":
        """The same picked, of all days."""
        return View(picked=self.picked)

    def alone(self) -> "View":
        """The same, compared with nothing in particular: what is found in it does not hang on that."""
        return replace(self, against="before")

    def before(self) -> "View":
        """The period that this one is compared with. Raises QueryError for a view without both days."""
        if self.since is None or self.until is None:
            raise QueryError(
                "A view without a first and last day has no period to compare with.", "Give both days."
            )
        since, until = compared_days(self.days, self.against)
        return replace(self.alone(), since=since, until=until)
