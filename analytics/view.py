"""Which part of the data is looked at."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from warehouse.errors import QueryError


@dataclass(frozen=True)
class View:
    """Business days, both inclusive, and what of them; None and empty tuples stand for all.

    Raises QueryError when the first day is after the last.
    """

    since: date | None = None
    until: date | None = None
    departments: tuple[str, ...] = ()
    contact_tiers: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise QueryError(
                f"The view begins on {self.since}, after its last day {self.until}.", "Swap the two days."
            )

    @property
    def days(self) -> tuple[date, date]:
        """Both days of a view that has them."""
        assert self.since is not None and self.until is not None
        return self.since, self.until

    @property
    def is_of_all(self) -> bool:
        """Whether nothing but days is picked."""
        return not (self.departments or self.contact_tiers or self.channels)

    def before(self) -> "View":
        """The period of equal length just before. Raises QueryError for a view without both days."""
        if self.since is None or self.until is None:
            raise QueryError("A view without a first and last day has no period before.", "Give both days.")
        length = self.until - self.since + timedelta(days=1)
        return replace(self, since=self.since - length, until=self.until - length)
