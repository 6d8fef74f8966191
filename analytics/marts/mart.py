"""Which marts there are, in the order they are made, and how far a changed day reaches in each."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from warehouse.settings import Settings

_CENTURY_DAYS = 36_525
DaysOf = Callable[[Settings], int]


@dataclass(frozen=True)
class Mart:
    """A mart, the record kind whose days it follows, and the settings its SQL asks for.

    time: the column of its days, or of its months, which are named by their first day. days_before and
    days_after: how far from a changed day its rows are made again. follows_customers: whether a change of
    customer records reaches all of it. is_small: whether it stays small however many contacts there are.
    """

    name: str
    kind: str = "contacts"
    time: str = "day"
    variables: Callable[[Settings], Mapping[str, float | int]] = lambda _: {}
    days_before: DaysOf = lambda _: 0
    days_after: DaysOf = lambda _: 0
    follows_customers: bool = False
    is_small: bool = True

    def reach(self, day: date, settings: Settings) -> tuple[date, date]:
        """First and last day of what has to be made again when this day changed."""
        first = _moved(day, -self.days_before(settings))
        last = _moved(day, self.days_after(settings))
        if self.time == "month":
            return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])
        return first, last


def _moved(day: date, days: int) -> date:
    """So many days on, as far as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def _first_contact_window(settings: Settings) -> int:
    return settings.definitions.first_contact_days + 1


# contact_daily reads contact_hourly; follow_up_daily and customer_month read contact_daily;
# customer_daily and churn_monthly read customer_month.
MARTS = (
    Mart(
        "contact_hourly",
        variables=lambda settings: {"service_level_seconds": settings.definitions.service_level_seconds},
    ),
    Mart("contact_daily"),
    Mart("wait_daily"),
    Mart(
        "follow_up_daily",
        variables=lambda settings: {"first_contact_days": settings.definitions.first_contact_days},
        # A contact says of those before it that they were followed, of those after it that they come later.
        days_before=_first_contact_window,
        days_after=_first_contact_window,
    ),
    Mart("recovery_daily"),
    Mart("answer_daily", "answers"),
    Mart("response_daily", "answers"),
    Mart("customer_month", time="month", is_small=False),
    # A contact is the one before on the customer's next day, however far away.
    Mart("customer_daily", days_after=lambda _: _CENTURY_DAYS),
    Mart(
        "churn_monthly",
        time="month",
        variables=lambda settings: {"inactivity_days": settings.definitions.inactivity_days},
        # A contact says of those before it that the customer returned, and counts in the month after.
        days_before=lambda settings: settings.definitions.inactivity_days + 31,
        days_after=lambda _: 31,
        follows_customers=True,
    ),
)
