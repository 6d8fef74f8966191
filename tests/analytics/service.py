"""A small service: contacts and survey answers as exports, with gaps as real ones have them."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from tests.project import Project

Row = tuple[object, ...]

SETTINGS = """
business_time_zone = "Asia/Seoul"

[channels]
phone = "phone"
web = "digital"
branch = "face_to_face_tight"

[delivery_modes]
digital = "low"
phone = "medium"
face_to_face_tight = "high"

[definitions]
small_n = 1

[[sources]]
name = "contacts"
files = "contacts*.csv"
format = "csv"
contacts = "contacts.sql"

[[sources]]
name = "answers"
files = "answers*.csv"
format = "csv"
answers = "answers.sql"
"""
CONTACT_COLUMNS = (
    "contact_id",
    "customer_id",
    "occurred_at",
    "department",
    "channel",
    "wait_seconds",
    "promised_wait_seconds",
    "outcome",
    "is_complaint",
    "service_seconds",
    "is_booked",
)
ANSWER_COLUMNS = (
    "answer_id",
    "survey_id",
    "contact_id",
    "answered_at",
    "department",
    "item",
    "score",
    "expected",
)
FIRST_DAY = datetime(2026, 1, 5)
DAYS = 70
CONTACTS = 3000
_OUTCOMES = ("resolved", "resolved", "resolved", "unresolved", "failed", "abandoned", "transferred")
_SCALES = {"csat": (1, 6), "nps": (0, 10), "ces": (1, 7)}  # a csat of 6 is a slip


def make_service(folder: Path, contacts: Sequence[Row], answers: Sequence[Row]) -> Project:
    """A project with the rows loaded; None, or nothing at a row's end, stands for a value that is absent."""
    project = Project(folder)
    project.write("touchpoints.toml", SETTINGS)
    project.write("contacts.sql", f"SELECT origin, {', '.join(CONTACT_COLUMNS)} FROM export")
    project.write("answers.sql", f"SELECT origin, {', '.join(ANSWER_COLUMNS)} FROM export")
    project.write("contacts.csv", _csv(CONTACT_COLUMNS, contacts))
    project.write("answers.csv", _csv(ANSWER_COLUMNS, answers))
    assert [report.status for report in project.ingest()] == ["loaded", "loaded"]
    return project


def random_contacts() -> Iterator[Row]:
    """Contacts over ten weeks: the web has no waits, a kiosk has no tier, some customers are unknown,
    and some contacts were booked."""
    chance = random.Random(5)
    for number in range(CONTACTS):
        channel = chance.choice(("phone", "phone", "web", "branch", "kiosk"))
        wait = (
            None if channel == "web" else round(chance.expovariate(1 / 45), 1) * chance.choice((0, 1, 1, 1))
        )
        yield (
            f"c{number}",
            chance.choice((None, *(f"k{customer}" for customer in range(400)))),
            FIRST_DAY + timedelta(seconds=chance.randrange(DAYS * 86_400), milliseconds=number % 1000),
            chance.choice(("대출 상담", "카드", "claims")),
            channel,
            wait,
            chance.choice((None, 30, 60)),
            chance.choice(_OUTCOMES),
            chance.choice((None, True, False, False)),
            None if number % 3 == 0 else number % 700,
            (True, None, False, True, False)[number % 5],
        )


def random_answers() -> Iterator[Row]:
    """Answers about contacts, and some about a department alone."""
    chance = random.Random(6)
    for number in range(1500):
        item, (lowest, highest) = chance.choice(list(_SCALES.items()))
        is_linked = chance.random() < 0.8
        yield (
            f"a{number}",
            f"s{number}",
            f"c{chance.randrange(CONTACTS)}" if is_linked else None,
            FIRST_DAY + timedelta(minutes=chance.randrange(DAYS * 1440)),
            None if is_linked else chance.choice(("카드", "mail room")),
            item,
            chance.randint(lowest, highest),
        )


def random_servqual() -> Iterator[Row]:
    """Answers about contacts on the five dimensions of quality, the expected score not always asked."""
    chance = random.Random(7)
    for number in range(1500):
        dimension = chance.choice(("reliability", "assurance", "tangibles", "responsiveness", "empathy"))
        yield (
            f"q{number}",
            f"t{number}",
            f"c{chance.randrange(CONTACTS)}",
            FIRST_DAY + timedelta(minutes=chance.randrange(DAYS * 1440)),
            None,
            f"servqual.{dimension}",
            chance.randint(1, 7),
            chance.choice((None, 4, 5, 6, 7)),
        )


def _csv(columns: tuple[str, ...], rows: Sequence[Row]) -> str:
    padded = [(*row, *[None] * (len(columns) - len(row))) for row in rows]
    lines = [",".join("" if value is None else str(value) for value in row) for row in padded]
    return "\n".join([",".join(columns), *lines, ""])
