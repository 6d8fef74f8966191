"""Companies of which only what customers wrote matters."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl

from sample_data import DEFAULT, simulate
from sample_data.translation import in_language
from sample_data.words import Language
from tests.dashboard.world import load_world
from tests.project import Project

FIRST = datetime(2026, 3, 2, 9)
_SETTINGS = """
business_time_zone = "Asia/Seoul"

[channels]
phone = "phone"
web = "digital"

[delivery_modes]
digital = "low"
phone = "medium"
""" + "".join(
    f"""
[[sources]]
name = "{kind}"
files = "{kind}.parquet"
format = "parquet"
{kind} = "{kind}.sql"
"""
    for kind in ("contacts", "answers", "customers")
)
_ANSWERS = {
    **dict.fromkeys(("answer_id", "survey_id", "contact_id", "customer_id"), pl.String),
    "answered_at": pl.Datetime("us"),
    "item": pl.String,
    "score": pl.Float64,
    "comment": pl.String,
}


@dataclass(frozen=True)
class Written:
    """A text beside an item of a questionnaire, about a contact of its own unless linked to none."""

    comment: str | None
    score: float = 5
    item: str = "csat"
    survey: str = ""
    department: str = "loans"
    channel: str = "phone"
    customer: str | None = None


def load_written(folder: Path, written: list[Written]) -> Project:
    """A project in which these were answered, one a minute."""
    project = Project(folder)
    project.write("touchpoints.toml", _SETTINGS)
    project.write("customers.sql", "SELECT origin, customer_id FROM export")
    customers = sorted({one.customer for one in written if one.customer})
    contacts = [
        (f"c{place}", one.customer, FIRST, one.department, one.channel, "resolved")
        for place, one in enumerate(written)
    ]
    answers = [
        (
            *(f"a{place}", one.survey or f"s{place}", f"c{place}", one.customer),
            FIRST + timedelta(minutes=place),
            *(one.item, one.score, one.comment),
        )
        for place, one in enumerate(written)
    ]
    names = ("contact_id", "customer_id", "occurred_at", "department", "channel", "outcome")
    frames = {
        "contacts": pl.DataFrame(contacts, names, orient="row"),
        "answers": pl.DataFrame(answers, _ANSWERS, orient="row"),
        "customers": pl.DataFrame({"customer_id": customers}, {"customer_id": pl.String}),
    }
    for kind, frame in frames.items():
        project.write(f"{kind}.sql", f"SELECT origin, {', '.join(frame.columns)} FROM export")
        frame.write_parquet(project.folder / f"{kind}.parquet")
    assert {report.status for report in project.ingest()} == {"loaded"}
    return project


def load_sample(folder: Path, language: Language) -> Project:
    """A small sample company of which everybody who answers writes, as the sample company does."""
    all_write = replace(DEFAULT, survey=replace(DEFAULT.survey, comment_rate=1.0))
    return load_world(folder, in_language(simulate(3_000, 365, seed=5, truths=all_write), language))
