"""A column of weights is mapped, checked and kept; a broken one is rejected, or emptied if asked for."""

import json

import pytest
from typer.testing import CliRunner

from tests.project import SETTINGS, Project
from touchpoints import app

SURVEY = """
[[sources]]
name = "survey"
files = "survey*.csv"
format = "csv"
answers = "survey.sql"
"""
SELECT = """
-- Grain: one row per answer.
SELECT origin, id AS answer_id, id AS survey_id, day AS answered_at, 'csat' AS item, score, wt AS weight
FROM export
"""
BROKEN = {"-1": "range", "0": "range", "inf": "range", "nan": "range", "1e300": "range", "heavy": "type"}


@pytest.fixture
def surveyed(project: Project) -> Project:
    project.write("touchpoints.toml", f"{SETTINGS}{SURVEY}")
    project.write("survey.sql", SELECT)
    return project


def write_answers(project: Project, name: str, *weights: str) -> None:
    rows = [f"{place},2026-01-05,{1 + place % 5},{weight}" for place, weight in enumerate(weights)]
    project.write(name, "\n".join(["id,day,score,wt", *rows, ""]))


def weights(project: Project) -> list[tuple[str, float | None]]:
    return project.query("SELECT answer_id, weight FROM answers ORDER BY answer_id::INTEGER")


def test_weights_are_positive_numbers_or_not_given(surveyed: Project) -> None:
    write_answers(surveyed, "survey_1.csv", "0.25", "", "1e3", *BROKEN)
    (report,) = surveyed.ingest()
    assert weights(surveyed) == [("0", 0.25), ("1", None), ("2", 1000)]
    assert report.rejected_by_rule == {"weight.range": 5, "weight.type": 1}
    rejected = surveyed.query("SELECT value, rule FROM rejected_rows")
    assert dict(rejected) == {value: f"weight.{rule}" for value, rule in BROKEN.items()}


def test_broken_weights_are_emptied_where_the_source_says_so(surveyed: Project) -> None:
    surveyed.write("touchpoints.toml", f'{SETTINGS}{SURVEY}empty_when_broken = ["weight"]\n')
    write_answers(surveyed, "survey_1.csv", "2", "-1", "heavy")
    (report,) = surveyed.ingest()
    assert weights(surveyed) == [("0", 2), ("1", None), ("2", None)]
    assert report.emptied_by_rule == {"weight.range": 1, "weight.type": 1}


def test_a_corrected_weight_replaces_the_one_before_in_every_figure(surveyed: Project) -> None:
    write_answers(surveyed, "survey_1.csv", "1", "1", "1", "1", "1")
    surveyed.ingest()
    write_answers(surveyed, "survey_2.csv", "1", "1", "1", "3", "3")
    (_, report) = surveyed.ingest()
    assert report.corrected == 2
    (satisfied,) = surveyed.query("SELECT value, n, weight FROM daily_measures WHERE measure = 'csat'")
    assert satisfied == pytest.approx((6 / 9, 5, 9))


def test_verbs_tell_beside_the_figure_that_it_is_weighted(surveyed: Project) -> None:
    write_answers(surveyed, "survey_1.csv", *["0.5"] * 30, *["2"] * 30)
    surveyed.ingest()
    config = ["--format", "json", "--config", str(surveyed.folder / "touchpoints.toml")]
    printed = CliRunner().invoke(app, ["measure", "csat", *config])
    assert [row["n"] for row in json.loads(printed.stdout)] == [60]
    assert "60 answers" in printed.stderr and "as 44 that" in printed.stderr
    assert "effective" not in CliRunner().invoke(app, ["measure", "contacts", *config]).stderr
    write_answers(surveyed, "survey_2.csv", *["1"] * 60)
    surveyed.ingest()
    assert "effective" not in CliRunner().invoke(app, ["measure", "csat", *config]).stderr
