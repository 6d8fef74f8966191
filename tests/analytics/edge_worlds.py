"""Worlds at the edge of what figures can be computed from, loaded as a user would."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.project import Project

Row = tuple[object, ...]
CONTACT_COLUMNS = (
    "contact_id",
    "customer_id",
    "occurred_at",
    "department",
    "channel",
    "contact_tier",
    "wait_seconds",
    "promised_wait_seconds",
    "service_seconds",
    "outcome",
    "is_complaint",
    "recovery",
    "recovery_seconds",
)
REQUIRED = {"contact_id", "occurred_at", "department", "channel", "outcome"}
ANSWER_COLUMNS = ("answer_id", "survey_id", "contact_id", "answered_at", "item", "score")
CUSTOMER_COLUMNS = ("customer_id", "joined_on", "left_on", "segment")
ZONE = "America/New_York"
SETTINGS = (
    """
business_time_zone = "{zone}"

[channels]
phone = "phone"

[delivery_modes]
phone = "medium"

[definitions]
small_n = 1
inactivity_days = 30

[targets]
csat = 0.8
wait_p90 = 100
churn_rate = 0.01
time_to_recover_p90 = 3600
servqual_reliability_gap = 0

[[targets_for]]
measure = "failure"
where = { segment = "gold", contact_tier = "high" }
value = 0
""".replace("{zone}", ZONE)
    + "".join(
        f"""
[[sources]]
name = "{kind}"
files = "{kind}*.csv"
format = "csv"
{kind} = "{kind}.sql"
"""
        for kind in ("contacts", "answers", "customers")
    )
)


class World(NamedTuple):
    contacts: Sequence[Row]
    answers: Sequence[Row] = ()
    customers: Sequence[Row] = ()


def load_world(folder: Path, world: World) -> Project:
    """A project with the world loaded; what it has no rows of is an export with a header alone."""
    project = Project(folder)
    project.write("touchpoints.toml", SETTINGS)
    columns = {"contacts": CONTACT_COLUMNS, "answers": ANSWER_COLUMNS, "customers": CUSTOMER_COLUMNS}
    for kind, rows in zip(columns, world, strict=True):
        project.write(f"{kind}.sql", f"SELECT origin, {', '.join(columns[kind])} FROM export")
        lines = [",".join("" if value is None else str(value) for value in row) for row in rows]
        project.write(f"{kind}.csv", "\n".join([",".join(columns[kind]), *lines, ""]))
    assert {report.status for report in project.ingest()} == {"loaded"}
    return project


def contact(number: int, at: datetime, **given: object) -> Row:
    usual = {
        "contact_id": f"c{number}",
        "customer_id": f"k{number % 40}",
        "occurred_at": at.isoformat(" "),
        "department": ("loans", "cards")[number % 2],
        "channel": "phone",
        "contact_tier": ("high", "medium", "low")[number % 3],
        "wait_seconds": 10 + 7 * (number % 30),
        "promised_wait_seconds": 60,
        "service_seconds": 100 + number % 50,
        "outcome": ("resolved", "resolved", "failed", "abandoned", "unresolved")[number % 5],
        "is_complaint": number % 7 == 0,
        "recovery": ("none", "recovered")[number % 2] if number % 5 == 2 else None,
        "recovery_seconds": 3600 if number % 5 == 2 and number % 2 else None,
    }
    return tuple((usual | given).values())


def answers_about(contacts: Sequence[Row]) -> list[Row]:
    chance = random.Random(1)
    return [
        (f"{row[0]}-{item}", f"s{row[0]}", row[0], row[2], item, chance.randint(1, 5))
        for row in contacts[::3]
        for item in ("csat", "nps", "ces", "servqual.reliability")
    ]


def spread(count: int, days: int = 240, **given: object) -> list[Row]:
    first = datetime(2026, 1, 1, 9)
    return [
        contact(number, first + timedelta(hours=number * days * 24 / count), **given)
        for number in range(count)
    ]


def customers(left_on: Callable[[int], date | None], count: int = 40) -> list[Row]:
    return [
        (f"k{number}", date(2024, 1 + number % 12, 3), left_on(number), ("gold", "plain")[number % 2])
        for number in range(count)
    ]


_USUAL = spread(600)
_RATED = answers_about(_USUAL)
_SOME_LEFT = customers(lambda number: date(2026, 3 + number % 5, 9) if number % 4 == 0 else None)


def _small_worlds() -> Iterator[tuple[str, World]]:
    yield "no rows", World([])
    yield "one row", World(_USUAL[:1], answers_about(_USUAL[:1]), _SOME_LEFT[:1])
    alike = spread(300, department="loans", contact_tier="medium")
    yield "one department", World(alike, answers_about(_USUAL[:300]), _SOME_LEFT)
    blank = dict.fromkeys(set(CONTACT_COLUMNS) - REQUIRED)
    unknown = [(f"k{number}", None, None, None) for number in range(40)]
    yield "all null", World(spread(200, **blank), [], unknown)
    yield "contacts alone", World(_USUAL)


def _leaving() -> Iterator[tuple[str, World]]:
    yield "everybody left", World(_USUAL, _RATED, customers(lambda number: date(2026, 2 + number % 6, 9)))
    yield "everybody left at once", World(_USUAL, [], customers(lambda _: date(2026, 3, 1)))
    yield "nobody left", World(_USUAL, _RATED, customers(lambda _: None))
    settled = spread(600, outcome="resolved", recovery=None, recovery_seconds=None)
    moment = datetime(2026, 3, 5, 9)
    failed = [contact(9_000 + n, moment, customer_id=f"k{n}", outcome="failed") for n in range(10)]
    failed_left = customers(lambda number: date(2026, 4, 9) if number < 10 else None)
    yield "separation", World(settled + failed, [], failed_left)


def _clocks() -> Iterator[tuple[str, World]]:
    july = datetime(2026, 7, 1, 9)
    late = [contact(5_000 + number, july + timedelta(hours=number)) for number in range(200)]
    early = spread(200, days=40)
    yield "a period without data", World(early + late, answers_about(_USUAL[:200]), _SOME_LEFT)
    hours = [
        contact(100 * change + hour, first + timedelta(hours=hour))
        for change, first in enumerate([datetime(2026, 3, 7), datetime(2026, 10, 31)])
        for hour in range(72)
    ]
    yield "daylight saving", World(hours, answers_about(hours), _SOME_LEFT)


WORLDS: Mapping[str, World] = dict([*_small_worlds(), *_leaving(), *_clocks()])
