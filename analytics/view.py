"""Which part of the data is looked at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from warehouse.errors import QueryError

_NOTHING: Mapping[str, Sequence[str]] = MappingProxyType({})


@dataclass(frozen=True)
class View:
    """Business days, both inclusive, and the values picked of dimensions; None stands for all.

    Raises QueryError when the first day is after the last.
    """

    since: date | None = None
    until: date | None = None
    picked: Mapping[str, Sequence[str]] = field(default_factory=lambda: _NOTHING)

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise QueryError(
                f"The view begins on {self.since}, after its last day {self.until}.", "Swap the two days."
            )
        picked = {name: tuple(values) for name, values in sorted(self.picked.items()) if values}
        object.__setattr__(self, "picked", MappingProxyType(picked))

    def __hash__(self) -> int:
        return hash((self.since, self.until, tuple(self.picked.items())))

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

    def pick(self, **values: Iterable[str]) -> "View":
        """The same with these values picked; of a dimension given none, all."""
        return replace(self, picked={**self.picked, **{name: tuple(given) for name, given in values.items()}})

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
