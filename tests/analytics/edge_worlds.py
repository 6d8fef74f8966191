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


def _worlds() -> Iterator[tuple[str, World]]:
    usual = spread(600)
    some_left = customers(lambda number: date(2026, 3 + number % 5, 9) if number % 4 == 0 else None)
    yield "no rows", World([])
    yield "one row", World(usual[:1], answers_about(usual[:1]), some_left[:1])
    yield (
        "one department",
        World(spread(300, department="loans", contact_tier="medium"), answers_about(usual[:300]), some_left),
    )
    blank = dict.fromkeys(
        set(CONTACT_COLUMNS) - {"contact_id", "occurred_at", "department", "channel", "outcome"}
    )
    yield (
        "all null",
        World(
            spread(
                200,
                **blank,
            ),
            [],
            [(f"k{number}", None, None, None) for number in range(40)],
        ),
    )
    yield (
        "everybody left",
        World(usual, answers_about(usual), customers(lambda number: date(2026, 2 + number % 6, 9))),
    )
    yield "everybody left at once", World(usual, [], customers(lambda _: date(2026, 3, 1)))
    yield "nobody left", World(usual, answers_about(usual), customers(lambda _: None))
    yield (
        "separation",
        World(
            spread(600, outcome="resolved", recovery=None, recovery_seconds=None)
            + [
                contact(9_000 + n, datetime(2026, 3, 5, 9), customer_id=f"k{n}", outcome="failed")
                for n in range(10)
            ],
            [],
            customers(lambda number: date(2026, 4, 9) if number < 10 else None),
        ),
    )
    late = [
        contact(5_000 + number, datetime(2026, 7, 1, 9) + timedelta(hours=number)) for number in range(200)
    ]
    yield "a period without data", World(spread(200, days=40) + late, answers_about(usual[:200]), some_left)
    changes = [datetime(2026, 3, 7), datetime(2026, 10, 31)]
    hours = [
        contact(100 * day + hour, first + timedelta(hours=hour))
        for day, first in enumerate(changes)
        for hour in range(72)
    ]
    yield "daylight saving", World(hours, answers_about(hours), some_left)
    yield "contacts alone", World(usual)


WORLDS: Mapping[str, World] = dict(_worlds())
