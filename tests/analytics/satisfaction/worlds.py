"""Marts without a load: of sample worlds, and of a few contacts written down."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import duckdb
import polars as pl

from sample_data import DEFAULT, simulate
from sample_data.world import CONTACT_COLUMNS, World
from tests.marts import make_facts, make_marts
from warehouse.settings import Settings

SETTINGS = Settings(business_time_zone="Asia/Seoul")
CUSTOMERS, DAYS = 2_000, 365
_MARTS = ("contact_hourly", "contact_daily", "answer_daily", "response_daily")
_EVERYBODY = replace(
    DEFAULT,
    survey=replace(
        DEFAULT.survey,
        response_rate=dict.fromkeys(("low", "medium", "high"), 1 - 1e-9),
        response_log_odds_per_point=0.0,
    ),
)
_TEXTS = dict.fromkeys(CONTACT_COLUMNS, pl.String())
CONTACT_SCHEMA: dict[str, Any] = _TEXTS | {
    "occurred_at": pl.Datetime("us", "UTC"),
    "appointment_at": pl.Datetime("us", "UTC"),
    **dict.fromkeys(("is_booked", "no_show", "asked_again", "is_complaint"), pl.Boolean()),
    **dict.fromkeys(
        ("wait_seconds", "promised_wait_seconds", "service_seconds", "recovery_seconds", "cost"), pl.Float64()
    ),
}
ANSWER_SCHEMA: dict[str, Any] = {
    "customer_id": pl.String(),
    "survey_id": pl.String(),
    "contact_id": pl.String(),
    "answered_at": pl.Datetime("us", "UTC"),
    "department": pl.String(),
    "contact_tier": pl.String(),
    "item": pl.String(),
    "score": pl.Float64(),
    "expected": pl.Float64(),
    "weight": pl.Float64(),
    "respondent": pl.String(),
    "agent_id": pl.String(),
}
MOMENT = datetime(2026, 3, 2, 3, tzinfo=UTC)


def marts_of(contacts: pl.DataFrame, answers: pl.DataFrame) -> duckdb.DuckDBPyConnection:
    """A database in memory with the marts that a load would make of the records."""
    connection = duckdb.connect()
    for name, frame, moment in (("contacts", contacts, "occurred"), ("answers", answers, "answered")):
        local = pl.col(f"{moment}_at").dt.convert_time_zone("Asia/Seoul").dt.replace_time_zone(None)
        connection.register("given", frame.with_columns(local.alias(f"{moment}_local")).to_arrow())
        connection.execute(f"CREATE TABLE {name} AS FROM given")
    connection.execute("CREATE TABLE customers (customer_id VARCHAR)")
    make_facts(connection, SETTINGS)
    make_marts(connection, SETTINGS, _MARTS)
    return connection


def marts_of_world(world: World) -> duckdb.DuckDBPyConnection:
    """The marts of a sample company."""
    unweighted = world.answers.with_columns(weight=pl.lit(None, pl.Float64))
    return marts_of(world.contacts, unweighted.select(ANSWER_SCHEMA.keys()))


def told_by_all(seed: int) -> pl.Series:
    """The satisfaction scores of the company of that seed if every contact served were answered for."""
    answers = simulate(CUSTOMERS, DAYS, seed, truths=_EVERYBODY).answers
    return answers.filter(pl.col("item") == "csat")["score"]


def contacts(count: int, first: int = 0, **values: object) -> pl.DataFrame:
    """So many equal contacts, numbered from `first`."""
    usual: dict[str, object] = {
        "occurred_at": MOMENT,
        "department": "loans",
        "channel": "phone",
        "contact_tier": "medium",
        "outcome": "resolved",
    }
    rows = [usual | values | {"contact_id": f"c{number}"} for number in range(first, first + count)]
    return pl.DataFrame(rows, CONTACT_SCHEMA)


def answers(scores: list[int], first: int = 0, **values: object) -> pl.DataFrame:
    """An answer on satisfaction about each contact from `first` on."""
    usual: dict[str, object] = {"answered_at": MOMENT, "item": "csat"}
    rows = [
        usual | {"contact_id": f"c{first + place}", "survey_id": f"s{first + place}", "score": score} | values
        for place, score in enumerate(scores)
    ]
    return pl.DataFrame(rows, ANSWER_SCHEMA)
