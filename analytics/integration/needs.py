"""Which columns of records each measure needs, found by trial: without one that it needs it has no figure.

A small company in memory has a department whose records are complete, one for every optional column, which
its records lack, and one for every record kind, which it lacks whole. A measure by department has no figure
just where something is missing that it needs.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import Any

import duckdb
import polars as pl

from analytics.catalogue import MEASURES
from analytics.marts.refresh import rebuild
from analytics.measuring import measure
from warehouse.contract import LOCAL_TIMES, OUTCOMES, PURCHASE_KINDS, RECORD_KINDS
from warehouse.settings import Definitions, Settings
from warehouse.tables import declare_made, make_tables

# A record kind as a whole, in place of one of its columns.
ANY = "*"
_COMPLETE = "complete"
# Enough for every measure to have something to count: customers who leave, come again and fall silent.
_CUSTOMERS, _MONTHS = 8, 8
_FIRST = datetime(2025, 1, 3, tzinfo=UTC)
_ITEMS = (
    *("csat", "nps", "ces"),
    *(f"servqual.{name}" for name in ("reliability", "assurance", "tangibles", "responsiveness", "empathy")),
)
Row = dict[str, Any]


@cache
def needed_columns() -> Mapping[str, frozenset[tuple[str, str]]]:
    """Record kind and column of all that each measure of the catalogue needs; `*` for the kind itself.

    Found once, which takes about a second.
    """
    settings = Settings(business_time_zone="UTC", definitions=Definitions(small_n=1))
    lackings = {f"{kind}.{column}": (kind, column) for kind, column in _lackings()}
    with duckdb.connect(config={"threads": 1}) as connection:
        _make_company(connection, settings, lackings)
        return MappingProxyType(
            {
                name: frozenset(
                    lackings[part] for part in lackings.keys() - _parts_with(connection, settings, name)
                )
                for name in MEASURES
            }
        )


def optional_columns(kind: str) -> list[str]:
    """The columns that a record may lack; from when a customer's state holds is told by other means too."""
    columns = RECORD_KINDS[kind].columns().items()
    return [name for name, column in columns if column.nullable and name != "valid_from"]


def _lackings() -> Iterator[tuple[str, str]]:
    for kind in RECORD_KINDS:
        yield from ((kind, column) for column in (ANY, *optional_columns(kind)))


def _parts_with(connection: duckdb.DuckDBPyConnection, settings: Settings, name: str) -> set[str]:
    """The departments that have the measure; all of them where even the complete one does not."""
    figures = measure(connection, settings, name, ("department",)).filter(pl.col("n") > 0)
    complete = figures.filter(department=_COMPLETE)
    if complete.is_empty():
        return {_COMPLETE, *(f"{kind}.{column}" for kind, column in _lackings())}
    # A curve may end before the time that is read off it, with all that it is made from.
    has_value = complete["value"].item() is not None
    return set((figures.drop_nulls("value") if has_value else figures)["department"])


def _make_company(
    connection: duckdb.DuckDBPyConnection, settings: Settings, lackings: Mapping[str, tuple[str, str]]
) -> None:
    connection.execute("SET TimeZone = 'UTC'")
    make_tables(connection)
    declare_made(connection)
    for kind, make in _MADE.items():
        rows = [
            row | ({lacked: None} if lacked_of == kind else {})
            for part, (lacked_of, lacked) in {_COMPLETE: ("", ""), **lackings}.items()
            if (lacked_of, lacked) != (kind, ANY)
            for row in make(part)
        ]
        local = "".join(f", {instant}::TIMESTAMP AS {name}" for name, instant in LOCAL_TIMES[kind].items())
        connection.register("made", pl.DataFrame(rows, infer_schema_length=None))
        connection.execute(f"INSERT INTO {kind} BY NAME SELECT *{local} FROM made")
        connection.unregister("made")
    rebuild(connection, settings)


def _contacts(part: str) -> Iterator[Row]:
    """Two contacts a month and customer: one without a person, and with one three days later."""
    for number, month, again in product(range(_CUSTOMERS), range(_MONTHS), range(2)):
        place = number + 3 * month + again
        outcome = "failed" if place % 2 else OUTCOMES[place % len(OUTCOMES)]
        recovery = "recovered" if outcome == "failed" else None
        at = _FIRST + timedelta(days=30 * month + 3 * again, hours=number)
        yield {
            "contact_id": f"{part} {number} {month} {again}",
            "customer_id": f"{part} {number}",
            "occurred_at": at,
            "department": part,
            "channel": "phone",
            "delivery_mode": "phone",
            "contact_tier": "medium",
            "stage": "order",
            "reason": "bill",
            "agent_id": f"{part} agent" if again else None,
            "direction": "inbound",
            "is_booked": place % 2 == 0,
            "appointment_at": at if place % 2 == 0 else None,
            "no_show": outcome == "abandoned" and place % 4 == 0 if place % 2 == 0 else None,
            "wait_seconds": 0.0 if place % 4 == 0 else 30.0 * place,
            "promised_wait_seconds": 300.0,
            "service_seconds": 60.0,
            "outcome": outcome,
            "handed_to": part if outcome == "transferred" else None,
            "asked_again": place % 3 == 1,
            "is_complaint": place % 3 == 0,
            "failure_origin": "system" if recovery else None,
            "recovery": recovery,
            "recovery_kind": "apology" if recovery else None,
            "recovery_seconds": 3600.0 * (1 + place) if recovery else None,
            "cost": 10.0,
        }


def _answers(part: str) -> Iterator[Row]:
    for number, month, item in product(range(_CUSTOMERS), range(_MONTHS), _ITEMS):
        yield {
            "answer_id": f"{part} {number} {month} {item}",
            "survey_id": f"{part} {number} {month}",
            "contact_id": f"{part} {number} {month} 0",
            "customer_id": f"{part} {number}",
            "answered_at": _FIRST + timedelta(days=30 * month + 1, hours=number),
            "department": part,
            "contact_tier": "medium",
            "item": item,
            "score": float(1 + number % 5),
            "expected": 5.0,
            "weight": 1.0,
            "comment": "well",
            "respondent": "customer",
            "agent_id": f"{part} agent",
        }


def _customers(part: str) -> Iterator[Row]:
    for number in range(_CUSTOMERS):
        yield {
            "customer_id": f"{part} {number}",
            "valid_from": date(2024, 1, 1),
            "joined_on": date(2024, 1, 1),
            # All but the first leave, one a month, so that some have just failed or complained.
            "left_on": date(2025, 1 + number, 28) if number else None,
            "leave_causes": "price" if number else None,
            "segment": "all",
            "customer_type": "economic",
            "annual_value": 100.0,
            "born_on": date(1980, 1, 1),
            "gender": "female",
            "region": "north",
            "load_id": 1,
            "first_load_id": 1,
        }


def _purchases(part: str) -> Iterator[Row]:
    for number, month in product(range(_CUSTOMERS), range(_MONTHS)):
        yield {
            "purchase_id": f"{part} {number} {month}",
            "customer_id": f"{part} {number}",
            "purchased_at": _FIRST + timedelta(days=30 * month + 1, hours=number),
            "amount": 50.0 + number,
            "kind": PURCHASE_KINDS[(number + month) % len(PURCHASE_KINDS)] if month else "first",
            "contact_id": f"{part} {number} {month} 0",
            "department": part,
            "channel": "phone",
        }


def _staff(part: str) -> Iterator[Row]:
    yield {
        "agent_id": f"{part} agent",
        "valid_from": date(2024, 1, 1),
        "team": "all",
        "department": part,
        "joined_on": date(2020, 1, 1),
        "left_on": None,
        "role": "adviser",
        "trained_on": date(2024, 6, 1),
        "load_id": 1,
        "first_load_id": 1,
    }


_MADE: Mapping[str, Callable[[str], Iterator[Row]]] = MappingProxyType(
    {
        "contacts": _contacts,
        "answers": _answers,
        "customers": _customers,
        "purchases": _purchases,
        "staff": _staff,
    }
)
