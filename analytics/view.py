"""Which part of the data is looked at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

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
# So many of the last days of the data are looked at where nobody says which.
USUAL_DAYS = 30


@dataclass(frozen=True)
class View:
    """Business days, both inclusive, and the values picked of dimensions; None stands for all.

    Raises QueryError when the first day is after the last.
    """

    since: date | None = None
    until: date | None = None
    picked: Mapping[str, Iterable[str]] = NOTHING_PICKED

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

    def before(self) -> "View":
        """The period of equal length just before. Raises QueryError for a view without both days."""
        if self.since is None or self.until is None:
            raise QueryError("A view without a first and last day has no period before.", "Give both days.")
        length = self.until - self.since + timedelta(days=1)
        return replace(self, since=self.since - length, until=self.until - length)
