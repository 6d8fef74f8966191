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

    reads: the facts and marts that it is made from, as far as they have dimensions. dimensions: those that it
    has beside the ones it is asked for. time: the column of its days, or of its months, which are named by
    their first day. days_before and days_after: how far from a changed day its rows are made again.
    follows_customers: whether a change of customer records reaches all of it. is_small: whether it stays
    small however many contacts there are. by_customer: the fact or mart of which customers may be taken in
    groups to make it, if any. added_up: its columns that are then to be added up over the groups; without any
    each row is of one customer.
    """

    name: str
    reads: tuple[str, ...]
    kind: str = "contacts"
    dimensions: tuple[str, ...] = ()
    time: str = "day"
    variables: Callable[[Settings], Mapping[str, float | int]] = lambda _: {}
    days_before: DaysOf = lambda _: 0
    days_after: DaysOf = lambda _: 0
    follows_customers: bool = False
    is_small: bool = True
    by_customer: str | None = None
    added_up: tuple[str, ...] = ()

    def needs(self, first: date, last: date, settings: Settings) -> tuple[date, date]:
        """First and last day of what its rows of these days are made from."""
        return _moved(first, -self.days_after(settings)), _moved(last, self.days_before(settings))

    def reach(self, day: date, settings: Settings) -> tuple[date, date]:
        """First and last day of what has to be made again when this day changed."""
        first = _moved(day, -self.days_before(settings))
        last = _moved(day, self.days_after(settings))
        return self.rounded(first, last)

    def rounded(self, first: date, last: date) -> tuple[date, date]:
        """The days whose rows cover these: whole months in a mart of months."""
        if self.time == "month":
            return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])
        return first, last


def _moved(day: date, days: int) -> date:
    """So many days on, as far as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def _first_contact_window(settings: Settings) -> int:
    return settings.definitions.first_contact_days + 1


# What every mart is stored by; by any other dimension it is made from the records when asked.
STORED = ("department", "contact_tier", "channel")
STORED_OF_CUSTOMERS = ("segment",)

CHURN_MONTHLY = Mart(
    "churn_monthly",
    ("customer_month",),
    dimensions=("segment", "tenure"),
    time="month",
    variables=lambda settings: {"inactivity_days": settings.definitions.inactivity_days},
    # A contact says of those before it that the customer returned, and counts in the month after.
    days_before=lambda settings: settings.definitions.inactivity_days + 31,
    days_after=lambda _: 31,
    follows_customers=True,
)
# What answers are linked to; their facts are made from it.
ANSWERED_CONTACTS = Mart("answered_contacts", (), "answers", time="answer_day", is_small=False)
FAILED_CONTACTS = Mart("failed_contacts", (), is_small=False)
# Their rows are contacts, with all that contacts have: to what reads them they are facts.
FACTS_OF_CONTACTS = (ANSWERED_CONTACTS, FAILED_CONTACTS)
# A mart stands after those that it reads.
MARTS = (
    *FACTS_OF_CONTACTS,
    Mart(
        "contact_hourly",
        ("contact_facts",),
        dimensions=("hour",),
        variables=lambda settings: {"service_level_seconds": settings.definitions.service_level_seconds},
    ),
    Mart("contact_daily", ("contact_hourly",)),
    Mart("wait_daily", ("contact_facts",)),
    Mart(
        "follow_up_daily",
        ("contact_facts", "contact_daily"),
        dimensions=("outcome", "contact_number"),
        variables=lambda settings: {"first_contact_days": settings.definitions.first_contact_days},
        # A contact says of those before it that they were followed, of those after it that they come later.
        days_before=_first_contact_window,
        days_after=_first_contact_window,
    ),
    Mart("recovery_daily", ("contact_facts",)),
    Mart("answer_daily", ("answer_facts",), "answers"),
    Mart("response_daily", ("answered_contacts",), "answers", ("outcome", "is_booked")),
    Mart(
        "customer_month",
        ("contact_facts", "contact_daily"),
        time="month",
        is_small=False,
        by_customer="contact_facts",
    ),
    Mart(
        "customer_daily",
        (),
        # A contact is the one before on the customer's next day, however far away.
        days_after=lambda _: _CENTURY_DAYS,
        by_customer="customer_month",
        added_up=("customers",),
    ),
    CHURN_MONTHLY,
)
# Stored in its wide form only: without further dimensions the contacts are as quick.
CUSTOMER_DAYS = Mart("customer_days", ("contact_facts",), is_small=False)
# Stored where wide marts are, as it is made from that one; its rows grow with the square of the days.
CUSTOMER_RETURNS = Mart("customer_returns", (), days_after=lambda _: _CENTURY_DAYS, is_small=False)

# Not stored: made from marts for each query that asks for it.
CONTACTS_AND_RESPONSES = Mart(
    "contacts_and_responses",
    ("response_daily", "contact_daily"),
    dimensions=("outcome",),
    # A contact may be answered about at any time after it.
    days_before=lambda _: _CENTURY_DAYS,
)
