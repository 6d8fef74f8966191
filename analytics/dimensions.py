"""What measures are split and filtered by, declared once: what is built in, and what settings add."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from graphlib import TopologicalSorter
from types import MappingProxyType
from typing import Literal

from analytics.calendar import DAY_KINDS
from analytics.nearest import unknown_name
from warehouse.contract import (
    CONTACT_TIERS,
    CUSTOMER_TYPES,
    DELIVERY_MODES,
    DIRECTIONS,
    FAILURE_ORIGINS,
    OUTCOMES,
)
from warehouse.errors import QueryError
from warehouse.own_dimensions import OwnDimension
from warehouse.setting_types import WEEKDAYS as WEEKDAYS
from warehouse.settings import Settings
from warehouse.sql import literal
from warehouse.words import Words

HANDLED_BY = ("person", "no_person")
# Times that come again and again, so that their values are texts.
_KINDS_OF_DAYS = frozenset({"weekday", "day_kind"})
AGE_BANDS = ("under_30", "30_to_44", "45_to_59", "60_and_over")
TENURES = ("under_1_year", "1_to_3_years", "over_3_years")
PERIOD = "period"


@dataclass(frozen=True)
class Dimension:
    """`sql` gives its value, as text or a date, from the column of a fact or mart.

    of: whose it is. A contact's are those of a linked answer too; a customer's are as they were on the day.
    order: that of its values unless the alphabet's. is_filter: whether readers are offered to filter by it.
    origin: the dimension whose values it puts together; none where it has a column of its own.
    """

    name: str
    label: Words
    of: Literal["time", "contacts", "customers"]
    sql: str
    order: tuple[str, ...] = ()
    is_filter: bool = True
    origin: str | None = None

    @property
    def column(self) -> str:
        """What facts and marts call what it is made from."""
        return "day" if self.of == "time" else self.origin or self.name

    @property
    def is_time(self) -> bool:
        """Whether its values are days: those that others begin with."""
        return self.of == "time" and self.name not in _KINDS_OF_DAYS and self.origin is None


def _of_contacts(name: str, label: Words, order: tuple[str, ...] = (), sql: str | None = None) -> Dimension:
    return Dimension(name, label, "contacts", sql or name, order)


def _of_customers(name: str, label: Words, order: tuple[str, ...] = ()) -> Dimension:
    return Dimension(name, label, "customers", name, order)


def _of_times(name: str, label: Words, sql: str, order: tuple[str, ...] = ()) -> Dimension:
    return Dimension(name, label, "time", sql, order, is_filter=False)


_BUILT_IN = (
    _of_contacts("department", Words("부서", "Department")),
    _of_contacts("contact_tier", Words("접촉도", "Contact tier"), CONTACT_TIERS),
    _of_contacts("channel", Words("채널", "Channel")),
    _of_contacts("delivery_mode", Words("전달 방식", "Delivery mode"), DELIVERY_MODES),
    _of_contacts("stage", Words("서비스 단계", "Stage of the service")),
    _of_contacts("reason", Words("문의 이유", "Reason")),
    _of_contacts("is_booked", Words("예약 여부", "Booked"), ("true", "false"), "is_booked::VARCHAR"),
    _of_contacts("handled_by", Words("사람 응대 여부", "Handled by"), HANDLED_BY),
    _of_contacts("agent_id", Words("담당자", "Agent")),
    _of_contacts("outcome", Words("처리 결과", "Outcome"), OUTCOMES),
    _of_contacts("direction", Words("수신·발신", "Direction"), DIRECTIONS, "coalesce(direction, 'inbound')"),
    _of_contacts("handed_to", Words("이관처", "Handed to")),
    _of_contacts("asked_again", Words("다시 말함", "Asked again"), ("true", "false"), "asked_again::VARCHAR"),
    _of_contacts("failure_origin", Words("실패가 난 곳", "Where it failed"), FAILURE_ORIGINS),
    _of_customers("segment", Words("고객군", "Segment")),
    _of_customers("customer_type", Words("고객 유형", "Customer type"), CUSTOMER_TYPES),
    _of_customers("tenure", Words("이용 기간", "Tenure"), TENURES),
    _of_customers("age_band", Words("연령대", "Age"), AGE_BANDS),
    _of_customers("gender", Words("성별", "Gender")),
    _of_customers("region", Words("지역", "Region")),
    _of_times("day", Words("일", "Day"), "day"),
    _of_times("week", Words("주", "Week"), "date_trunc('week', day)::DATE"),
    _of_times("month", Words("월", "Month"), "date_trunc('month', day)::DATE"),
    _of_times("weekday", Words("요일", "Weekday"), "lower(dayname(day))", WEEKDAYS),
    _of_times("day_kind", Words("근무일 구분", "Kind of day"), "day_kind_of(day)", DAY_KINDS),
    _of_contacts("hour", Words("시각", "Hour"), sql="lpad(hour::VARCHAR, 2, '0')"),
    _of_contacts(
        "contact_number", Words("몇 번째 접점", "Number of the contact"), sql="contact_number::VARCHAR"
    ),
)
WHO_SERVED = "agent_id"
# Read off a contact, but nothing to narrow a page to.
_NO_FILTERS = frozenset({"hour", "contact_number"})
DIMENSIONS: Mapping[str, Dimension] = MappingProxyType({dimension.name: dimension for dimension in _BUILT_IN})
DIMENSION_LABELS: Mapping[str, Words] = MappingProxyType(
    {dimension.name: dimension.label for dimension in _BUILT_IN}
)


def dimensions(settings: Settings) -> Mapping[str, Dimension]:
    """Those that are built in, and those of the settings, by name."""
    found = dict(DIMENSIONS)
    for own in origins_first(settings.dimensions):
        found[own.name] = _own(own, found)
    return found


def origins_first(declared: Sequence[OwnDimension]) -> Iterator[OwnDimension]:
    """The company's own, each after the one that it is made from."""
    by_name = {own.name: own for own in declared}
    origins = {own.name: [name for name in by_name if name == own.from_] for own in declared}
    order = TopologicalSorter(origins)
    return (by_name[name] for name in order.static_order())


def _own(own: OwnDimension, known: Mapping[str, Dimension]) -> Dimension:
    if own.is_known:
        found = known[own.name]
        return replace(
            found,
            label=own.words_of(found.label),
            order=tuple(own.order) or found.order,
            is_filter=own.is_filter,
        )
    if own.from_ is None:
        assert own.of is not None
        return Dimension(own.name, own.label, own.of, own.name, tuple(own.order), own.is_filter)
    origin = known[own.from_]
    cases = " ".join(f"WHEN {literal(value)} THEN {literal(made)}" for value, made in own.values.items())
    return Dimension(
        own.name,
        own.label,
        origin.of,
        f"CASE {origin.sql} {cases} END",
        tuple(own.order),
        own.is_filter,
        origin.origin or origin.name,
    )


def filters(settings: Settings) -> list[Dimension]:
    """The dimensions that readers are offered to filter by: who served only where they may know that."""
    hidden = {WHO_SERVED} if settings.staff_names == "hidden" else set()
    return [
        dimension
        for dimension in dimensions(settings).values()
        if dimension.is_filter and dimension.name not in _NO_FILTERS | hidden
    ]


def period_of(earlier: date, later: date) -> Dimension:
    """Which of two adjoining periods a day is in: the one that begins earlier or later, by its first day."""
    sql = f"CASE WHEN day < DATE '{later}' THEN DATE '{earlier}' ELSE DATE '{later}' END"
    return _of_times(PERIOD, Words("기간", "Period"), sql)


def find_dimension(settings: Settings, name: str) -> Dimension:
    """The dimension of that name. Raises QueryError naming the nearest right name."""
    known = dimensions(settings)
    if name not in known:
        raise unknown_name("dimension", name, list(known))
    return known[name]


def find_dimensions(settings: Settings, names: Iterable[str]) -> dict[str, Dimension]:
    """The dimensions of those names. Raises QueryError for an unknown name or one given twice."""
    found: dict[str, Dimension] = {}
    for name in names:
        if name in found:
            raise QueryError(f"'{name}' is given twice.", "Name each dimension once.")
        found[name] = find_dimension(settings, name)
    return found
