"""Small databases of questionnaires for the tests of question sets."""

from typing import Any

import duckdb
import polars as pl

from sample_data import World
from tests.coverage.world_marts import SETTINGS, customer_marts
from tests.marts import make_facts
from warehouse.question_settings import QuestionSet
from warehouse.settings import Settings

FACTS = ("customer_answers", "answer_facts", "monitor_answers")
CARE: dict[str, Any] = {
    "dimensions": [
        {
            "name": "outcome",
            "weight": 0.6,
            "items": [
                {"item": "csat", "scale": [1, 5], "weight": 0.5},
                {"item": "ces", "scale": [1, 7], "weight": 0.5},
            ],
        },
        {
            "name": "manner",
            "weight": 0.4,
            "items": [
                {"item": "servqual.assurance", "scale": [1, 7], "weight": 0.5},
                {"item": "servqual.empathy", "scale": [1, 7], "weight": 0.5},
            ],
        },
    ]
}


def with_sets(**sets: dict[str, Any]) -> Settings:
    """The usual settings with question sets of one's own."""
    own = {name: QuestionSet(**given) for name, given in sets.items()}
    return SETTINGS.model_copy(update={"question_sets": own})


def rated(world: World, *, is_monitored: bool = True) -> duckdb.DuckDBPyConnection:
    """What customers answered of a world, and what monitors did: no marts."""
    connection = customer_marts(world, marts=())
    frames = [world.answers, world.monitor_answers] if is_monitored else [world.answers]
    return with_answers(
        connection, pl.concat(frames, how="diagonal_relaxed").with_columns(weight=pl.lit(1.0))
    )


def with_answers(connection: duckdb.DuckDBPyConnection, answers: pl.DataFrame) -> duckdb.DuckDBPyConnection:
    """The answers, with facts about them."""
    connection.register("given_answers", answers)
    connection.execute(
        "CREATE TABLE answers AS SELECT *, timezone('Asia/Seoul', answered_at)::TIMESTAMP AS answered_local "
        "FROM given_answers"
    )
    make_facts(connection, SETTINGS, FACTS)
    return connection


def questionnaires(scores: dict[str, list[float | None]], **columns: Any) -> duckdb.DuckDBPyConnection:
    """A questionnaire per place of the lists, of items that have a score there. columns: of all
    answers, or in a list those of each questionnaire."""
    wide = pl.DataFrame(scores, schema=dict.fromkeys(scores, pl.Float64)).with_row_index("survey")
    survey = "s" + pl.col("survey").cast(pl.String)
    usual: dict[str, Any] = {
        "contact_id": None,
        "customer_id": None,
        "department": "desk",
        "contact_tier": "medium",
        "expected": None,
        "respondent": None,
        "agent_id": None,
        "comment": None,
    } | columns
    types = {"expected": pl.Float64()}
    answers = (
        wide.unpivot(index="survey", variable_name="item", value_name="score")
        .drop_nulls("score")
        .with_columns(
            survey_id=survey,
            answer_id=pl.concat_str(survey, "item"),
            answered_at=pl.datetime(2026, 3, 1, 3, time_zone="UTC"),
            weight=pl.lit(1.0),
            **{name: _column(value, types.get(name, pl.String())) for name, value in usual.items()},
        )
        .drop("survey")
    )
    connection = duckdb.connect(config={"threads": 1})
    connection.execute(
        "SET TimeZone = 'UTC'; CREATE TABLE contacts_either_way (contact_id VARCHAR, customer_id VARCHAR, "
        "occurred_local TIMESTAMP, department VARCHAR, contact_tier VARCHAR, agent_id VARCHAR, "
        "channel VARCHAR)"
    )
    return with_answers(connection, answers)


def _column(value: Any, kind: pl.DataType) -> pl.Expr:
    """The value of all questionnaires, or in a list that of each."""
    if isinstance(value, list):
        return pl.lit(pl.Series(value, dtype=kind)).gather(pl.col("survey"))
    return pl.lit(value, kind)
