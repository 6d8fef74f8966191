"""The contacts of a view: counted, a page of them read, newest first unless told otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from analytics.balance import lists as sides
from analytics.by_dimension import by_dimension
from analytics.catalogue import MEASURES
from analytics.channels.lists import hand_over_list
from analytics.contact_level import lists as contact_level
from analytics.focus.lists import moved_list
from analytics.handing_over.lists import asked_again_after
from analytics.incidents.lists import kind_list
from analytics.integration.lists import find_list
from analytics.journeys.lists import path_list
from analytics.leaving import lists as leaving
from analytics.loyalty import lists as loyalty
from analytics.measures.behind import EVERYTHING, ContactsBehind
from analytics.money import lists as money
from analytics.outbound import lists as outbound
from analytics.questions.lists import question_list
from analytics.reading import narrowed, parameters, picked_by
from analytics.recovery import word_of_mouth
from analytics.recovery.capacity_lists import flow_list
from analytics.recovery.lists import recovered_by
from analytics.relationship.lists import relationship_list
from analytics.stages.lists import stage_list
from analytics.view import View
from dashboard.lake.column_filters import Column, Conditions, conditions_of, order_of
from dashboard.lake.store import Reading
from dashboard.wording import terms
from warehouse.settings import Settings
from warehouse.sql import read_sql

_LISTS = {
    **leaving.LISTS,
    **loyalty.LISTS,
    **money.LISTS,
    **word_of_mouth.LISTS,
    **sides.LISTS,
    **contact_level.LISTS,
    **outbound.LISTS,
}
# Lists whose names hold a value of the data.
_NAMED = (
    stage_list,
    find_list,
    recovered_by,
    asked_again_after,
    path_list,
    kind_list,
    hand_over_list,
    moved_list,
    sides.answered,
    flow_list,
    relationship_list,
    question_list,
)
_TEXT, _NUMBER = Column("text"), Column("number")
COLUMNS: Mapping[str, Column] = {
    "occurred_local": Column("day"),
    "department": _TEXT,
    "channel": _TEXT,
    "contact_tier": Column("choice", terms.TIERS),
    "reason": _TEXT,
    "wait_seconds": _NUMBER,
    "promised_wait_seconds": _NUMBER,
    "outcome": Column("choice", terms.OUTCOMES),
    "is_complaint": Column("choice", terms.YES_NO),
    "recovery": Column("choice", terms.RECOVERIES),
    "customer_id": _TEXT,
    "contact_id": _TEXT,
}
_NEWEST_FIRST = "occurred_local DESC, contact_id"


@dataclass(frozen=True)
class ContactQuery:
    """Which contacts: of a view, behind a measure, of a customer, that pass the table head's filters."""

    view: View
    behind: str | None = None
    customer: str | None = None
    filters: Mapping[str, Any] = field(default_factory=dict)
    sort: Sequence[Mapping[str, Any]] = ()


def contacts_behind(name: str | None) -> ContactsBehind:
    """Those behind a measure, or of a list that has a name; all contacts where there is neither."""
    known = MEASURES.get(name or "")
    if known:
        return known.contacts_behind
    found = (lists(name or "") for lists in (_LISTS.get, *_NAMED))
    return next(filter(None, found), EVERYTHING)


def count_contacts(reading: Reading, query: ContactQuery) -> int:
    """How many there are."""
    listed, conditions = _listed(reading, query)
    counted = reading.rows(f"SELECT count(*) AS contacts FROM ({listed})", conditions.parameters)
    return int(counted.item())


def read_contacts(reading: Reading, query: ContactQuery, first: int, count: int) -> pl.DataFrame:
    """So many of them from the given place on, with the columns of COLUMNS."""
    listed, conditions = _listed(reading, query)
    order = order_of(query.sort, COLUMNS, _NEWEST_FIRST)
    sql = f"SELECT {', '.join(COLUMNS)} FROM ({listed}) ORDER BY {order} LIMIT $count OFFSET $first"
    return reading.rows(sql, conditions.parameters | {"first": first, "count": count})


def _listed(reading: Reading, query: ContactQuery) -> tuple[str, Conditions]:
    """The query without order; every name in it comes from code."""
    behind = contacts_behind(query.behind)
    conditions = conditions_of(query.filters, COLUMNS)
    conditions.sql.append(behind.sql)
    if query.customer is not None:
        conditions.sql.append("customer_id = $customer")
        conditions.parameters["customer"] = query.customer
    conditions.parameters |= dict(behind.parameters(reading.settings)) | parameters(query.view)
    contacts = _contacts(reading.settings, query.view, behind.facts)
    return f"FROM ({contacts}) AS listed WHERE {conditions.text()}", conditions


def _contacts(settings: Settings, view: View, facts: str) -> str:
    query = narrowed(read_sql("dashboard.lake", "contacts").replace("{facts}", facts), view, settings)
    return by_dimension(query, facts, picked_by(view, settings).values(), view.days, settings)
