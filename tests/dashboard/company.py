"""A small company's exports: a few thousand contacts over 120 days, with everything the pages show."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from tests.project import Project

FIRST_DAY, LAST_DAY = date(2026, 3, 1), date(2026, 6, 28)
DEPARTMENTS = ("설치", "요금", "기술지원")
CHANNELS = ("web", "phone", "visit")
WORSE_FROM = date(2026, 5, 30)

SETTINGS = """
business_time_zone = "Asia/Seoul"
language = "ko"

[channels]
web = "digital"
phone = "phone"
visit = "face_to_face_loose"

[delivery_modes]
digital = "low"
phone = "medium"
face_to_face_loose = "high"

[targets]
failure = 0.05

[[targets_for]]
measure = "failure"
where = { department = "설치", contact_tier = "high" }
value = 0.3

[[sources]]
name = "calls"
files = "contacts*.csv"
format = "csv"
contacts = "contacts.sql"

[[sources]]
name = "survey"
files = "answers*.csv"
format = "csv"
answers = "answers.sql"

[[sources]]
name = "master"
files = "customers*.csv"
format = "csv"
customers = "customers.sql"
"""
CONTACTS_SELECT = """-- Grain: one row per contact.
SELECT origin, id AS contact_id, customer AS customer_id, started AS occurred_at, department, channel,
    wait AS wait_seconds, promised AS promised_wait_seconds, result AS outcome, complaint AS is_complaint,
    reason
FROM export
"""
ANSWERS_SELECT = """-- Grain: one row per answer.
SELECT origin, id AS answer_id, id AS survey_id, contact AS contact_id, answered AS answered_at, item, score
FROM export
"""
CUSTOMERS_SELECT = """-- Grain: one row per customer.
SELECT origin, id AS customer_id FROM export
"""
CONTACTS_HEADER = "id,customer,started,department,channel,wait,promised,result,complaint,reason"


def make_company(folder: Path, contacts: int = 6000) -> Project:
    """The company with its exports written, not yet loaded: a broken file and some bad rows among them."""
    project = Project(folder)
    project.write("touchpoints.toml", SETTINGS)
    project.write("contacts.sql", CONTACTS_SELECT)
    project.write("answers.sql", ANSWERS_SELECT)
    project.write("customers.sql", CUSTOMERS_SELECT)
    rows = list(_contacts(Random(5), contacts))
    bad = [
        "BAD1,,2026-06-01 10:00:00,요금,phone,5,10,vanished,false,문의",
        "BAD2,,2026-06-01 10:00:00,요금,phone,-5,10,resolved,false,문의",
        "K1,,2026-06-02 10:00:00,요금,kiosk,5,,resolved,false,문의",
    ]
    project.write("contacts.csv", "\n".join([CONTACTS_HEADER, *rows, *bad, ""]))
    project.write("contacts_broken.csv", "id,customer\nX1,C1\n")
    project.write("answers.csv", "\n".join(["id,contact,answered,item,score", *_answers(rows), ""]))
    project.write("customers.csv", "\n".join(["id", *(f"C{number}" for number in range(250)), ""]))
    return project


def make_bare_company(folder: Path) -> Project:
    """A company that exports neither waits nor surveys."""
    project = Project(folder)
    project.write("touchpoints.toml", SETTINGS)
    project.write(
        "contacts.sql",
        "SELECT origin, id AS contact_id, started AS occurred_at, department, channel, "
        "result AS outcome FROM export",
    )
    project.write("answers.sql", ANSWERS_SELECT)
    project.write("customers.sql", CUSTOMERS_SELECT)
    rows = [f"B{number},2026-06-{1 + number % 28:02} 10:00:00,요금,phone,resolved" for number in range(200)]
    project.write("contacts.csv", "\n".join(["id,started,department,channel,result", *rows, ""]))
    return project


def _contacts(random: Random, count: int) -> Iterator[str]:
    days = (LAST_DAY - FIRST_DAY).days + 1
    for number in range(count):
        day = FIRST_DAY + timedelta(days=number % days)
        started = datetime.combine(day, time(hour=random.randrange(9, 18)))
        department, channel = random.choice(DEPARTMENTS), random.choice(CHANNELS)
        wait = round(random.expovariate(1 / 60))
        is_worse = (department, channel) == ("설치", "visit") and day >= WORSE_FROM
        outcome = "failed" if random.random() < (0.5 if is_worse else 0.08) else "resolved"
        complaint = "true" if outcome == "failed" and random.random() < 0.3 else "false"
        customer = f"C{random.randrange(300)}" if random.random() < 0.9 else ""
        contact = f"K{number + 10},{customer},{started},{department},{channel}"
        yield f"{contact},{wait},90,{outcome},{complaint},문의"


def _answers(contacts: list[str]) -> Iterator[str]:
    random = Random(6)
    for place, line in enumerate(contacts):
        if place % 3 == 0:
            contact_id, _, started, *_ = line.split(",")
            linked = contact_id if place % 10 else "ELSEWHERE"
            yield f"A{place},{linked},{started},csat,{random.choice((1, 3, 4, 5, 5))}"
