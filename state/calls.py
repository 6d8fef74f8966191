"""Whom to call, and what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import sqlalchemy as sa

from state.database import has_state, reading_state, state
from state.tables import CALLS
from warehouse.errors import QueryError
from warehouse.settings import Settings

# Not called yet; reached, with nothing settled; will stay; will leave.
STATES = ("open", "called", "kept", "lost")
MOST_NOTE = 1000
SCHEMA: Mapping[str, pl.DataType] = {
    "call_id": pl.Int64(),
    "customer_id": pl.String(),
    "month": pl.Date(),
    "state": pl.String(),
    "note": pl.String(),
    "risk": pl.Float64(),
    "reasons_ko": pl.String(),
    "reasons_en": pl.String(),
    "annual_value": pl.Float64(),
    "added_at": pl.Datetime("us"),
    "changed_at": pl.Datetime("us"),
    "called_on": pl.Date(),
}


def listed_calls(settings: Settings, states: Sequence[str] = ()) -> pl.DataFrame:
    """The list, with the columns of SCHEMA: open ones first, the highest risk first. Times are UTC.

    states: only calls in these. Raises QueryError for a state that is none.
    """
    for name in states:
        _checked(name)
    if not has_state(settings):
        return pl.DataFrame(schema=SCHEMA)
    chosen = sa.select(CALLS).where(CALLS.c.state.in_(states or STATES))
    with reading_state(settings) as connection:
        rows = [dict(row) for row in connection.execute(chosen).mappings()]
    order = [pl.col("state").cast(pl.Enum(STATES)), "risk", "annual_value", "customer_id"]
    return pl.DataFrame(rows, schema=SCHEMA).sort(
        order, descending=[False, True, True, False], nulls_last=True
    )


def add_calls(settings: Settings, customers: Iterable[Mapping[str, Any]], month: date, now: datetime) -> int:
    """Put customers on the list of a month; whoever is on it stays as they are. Gives how many are new.

    customers: customer_id, and risk, reasons_ko, reasons_en and annual_value where known.
    """
    known = ("customer_id", "risk", "reasons_ko", "reasons_en", "annual_value")
    stamp = utc(now)
    usual = {"month": month, "state": "open", "note": "", "added_at": stamp, "changed_at": stamp}
    rows = [{name: customer.get(name) for name in known} | usual for customer in customers]
    with state(settings) as connection:
        there = set(
            connection.execute(sa.select(CALLS.c.customer_id).where(CALLS.c.month == month)).scalars()
        )
        new = [row for row in rows if row["customer_id"] not in there]
        if new:
            connection.execute(sa.insert(CALLS), new)
    return len(new)


def set_call(
    settings: Settings, call_id: int, now: datetime, state_: str | None = None, note: str | None = None
) -> None:
    """Say what came of a call, or note something.

    Raises QueryError for a call that is not on the list, a state that is none, or a note that is too long.
    """
    changes: dict[str, Any] = {"changed_at": utc(now)}
    if note is not None:
        if len(note) > MOST_NOTE:
            raise QueryError(f"The note has {len(note):,} characters.", f"At most {MOST_NOTE:,} are kept.")
        changes["note"] = note
    if state_ is not None:
        changes["state"] = _checked(state_)
        # The first call counts: what followed it is compared.
        today = now.astimezone(ZoneInfo(settings.business_time_zone)).date()
        changes["called_on"] = None if state_ == "open" else sa.func.coalesce(CALLS.c.called_on, today)
    with state(settings) as connection:
        done = connection.execute(sa.update(CALLS).where(CALLS.c.call_id == call_id).values(**changes))
    if done.rowcount == 0:
        raise QueryError(f"There is no call {call_id}.", "See 'touchpoints calls list'.")


def call_of(settings: Settings, customer_id: str) -> int:
    """The number of a customer's latest call. Raises QueryError where there is none."""
    calls = listed_calls(settings).filter(customer_id=customer_id).sort("month")
    if calls.is_empty():
        raise QueryError(
            f"Customer '{customer_id}' is not on the list.", "Put them on it: touchpoints calls add."
        )
    return int(calls["call_id"][-1])


def _checked(name: str) -> str:
    if name not in STATES:
        raise QueryError(f"There is no state '{name}'.", f"Known are {', '.join(STATES)}.")
    return name


def utc(now: datetime) -> datetime:
    """As the database keeps it: UTC without saying so."""
    return now.astimezone(UTC).replace(tzinfo=None)
