"""What a page shows, as its address says it: a view can be sent as a link."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal
from urllib.parse import parse_qs, urlencode

from analytics.against import Against, against_text, read_against
from analytics.dimensions import Dimension, filters
from analytics.finished import usual_days
from analytics.view import NOTHING_PICKED, Picked, View
from warehouse.contract import CONTACT_TIERS
from warehouse.errors import QueryError
from warehouse.settings import Settings
from warehouse.words import Language

Theme = Literal["light", "dark"]
Span = tuple[date, date]

EVERY_DEPARTMENT = "*"
# Of these filters the values are a click away; all others are behind one more.
AT_HAND = ("department", "contact_tier", "channel", "segment")
_SHORT = {"department": "department", "contact_tier": "tier", "channel": "channel"}


@dataclass(frozen=True)
class Selection:
    """What is looked at. None and empty tuples stand for the default: the last days, everything.

    measure: which one the charts show. focus: the department of the departments page. behind, customer: the
    measure and the customer whose contacts are listed. caps: what-if questions, as "over_promise=1". split:
    what the retention page compares. against: what changes are measured against. search, listed: what
    comments are to say, and which of them in which order; listed also: which way between stages is drawn.
    """

    language: Language = "en"
    theme: Theme = "light"
    since: date | None = None
    until: date | None = None
    picked: Picked = NOTHING_PICKED
    measure: str | None = None
    focus: str | None = None
    behind: str | None = None
    customer: str | None = None
    caps: tuple[str, ...] = ()
    split: str | None = None
    against: Against = "before"
    search: str | None = None
    listed: str | None = None

    def of(self, dimension: str) -> tuple[str, ...]:
        """The values picked of a dimension; none stands for all."""
        return self.picked.get(dimension, ())

    def pick(self, **values: str | Iterable[str]) -> "Selection":
        """The same with these values picked; of a dimension given none, all."""
        return replace(self, picked=self.picked.pick(**values))

    def days(self, span: Span) -> Span:
        """The first and last day looked at, of those of the data; by default the last 30 days."""
        since, until = self.since or span[0], self.until or span[1]
        if self.since is None or self.until is None or since > span[1] or until < span[0]:
            return usual_days(span)
        return max(since, span[0]), min(until, span[1])

    def view(self, span: Span) -> View:
        """The part of the data looked at."""
        since, until = self.days(span)
        return View(since, until, self.picked, self.against)

    def view_of_months(self) -> View:
        """All days unless some are picked: a month of leaving needs the month before it."""
        return View(self.since, self.until, self.picked)


def days_of(view: View, span: Span) -> Span:
    """The first and last day of a view, of those of the data."""
    return view.since or span[0], view.until or span[1]


def read_search(search: str | None, settings: Settings) -> Selection:
    """The selection that an address says; what it does not say, or says wrongly, is left at the default."""
    return read_query(parse_qs((search or "").removeprefix("?")), settings)


def read_query(query: Mapping[str, Sequence[str]], settings: Settings) -> Selection:
    """The selection that the parameters of an address say."""
    since, until = (_day(_first(query, name)) for name in ("since", "until"))
    is_period = since is not None and until is not None and since <= until
    return Selection(
        language=_one_of(("ko", "en"), _first(query, "lang"), settings.language),
        theme=_one_of(("light", "dark"), _first(query, "theme"), "light"),
        since=since if is_period else None,
        until=until if is_period else None,
        against=_against(_first(query, "compare")),
        picked=Picked({found.name: _picked(query, found) for found in filters(settings)}),
        measure=_first(query, "measure"),
        focus=_first(query, "focus"),
        behind=_first(query, "behind"),
        customer=_first(query, "customer"),
        caps=_several(query, "cap"),
        split=_first(query, "split"),
        search=_first(query, "search"),
        listed=_first(query, "listed"),
    )


def write_search(selection: Selection) -> str:
    """The address's part from the question mark on; `read_search` gives the same selection back."""
    parts = [
        ("since", _texts(selection.since)),
        ("until", _texts(selection.until)),
        ("compare", () if selection.against == "before" else (against_text(selection.against),)),
        *((_parameter(name), values) for name, values in selection.picked.items()),
        ("measure", _texts(selection.measure)),
        ("focus", _texts(selection.focus)),
        ("behind", _texts(selection.behind)),
        ("customer", _texts(selection.customer)),
        ("cap", selection.caps),
        ("split", _texts(selection.split)),
        ("search", _texts(selection.search)),
        ("listed", _texts(selection.listed)),
        ("lang", (selection.language,)),
        ("theme", (selection.theme,) if selection.theme == "dark" else ()),
    ]
    return "?" + urlencode([(name, value) for name, values in parts for value in values])


def _parameter(dimension: str) -> str:
    """What an address calls a dimension: a company's own may be called as anything else that it says."""
    return _SHORT.get(dimension, f"where.{dimension}")


def _picked(query: Mapping[str, Sequence[str]], dimension: Dimension) -> tuple[str, ...]:
    values = _several(query, _parameter(dimension.name))
    if dimension.name == "contact_tier":
        return tuple(tier for tier in CONTACT_TIERS if tier in values)
    return values


def _texts(value: object | None) -> Sequence[str]:
    return () if value is None else (str(value),)


def _first(query: Mapping[str, Sequence[str]], name: str) -> str | None:
    return next((value for value in query.get(name, ()) if value), None)


def _several(query: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in query.get(name, ()) if value))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _against(text: str | None) -> Against:
    with suppress(QueryError):
        return read_against(text or "before")
    return "before"


def _one_of(options: Iterable[Any], given: str | None, default: Any) -> Any:
    return given if given in options else default
