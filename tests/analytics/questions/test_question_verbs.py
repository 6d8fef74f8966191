"""The verbs of question sets and benchmarks, as they are typed."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.analytics.edge_worlds import WORLDS, load_world
from tests.project import Project
from touchpoints import app

QUESTIONS = ("list", "show", "index", "dimensions", "items", "monitored", "agreement")


@pytest.fixture(scope="module")
def project(service: Project) -> Project:
    return service


def typed(project: Project, *command: str) -> str:
    done = CliRunner().invoke(app, [*command, "--config", str(project.folder / "touchpoints.toml")])
    assert done.exit_code == 0, (command, done.output, done.exception)
    return done.output


def test_every_verb_prints_rows(project: Project) -> None:
    assert "ks_sqi" in typed(project, "questions", "list")
    assert "PLS" in typed(project, "questions", "show", "ncsi", "--format", "csv")
    index = typed(project, "questions", "index", "--by", "department,contact_tier", "--format", "csv")
    assert index.startswith("department,contact_tier,value,low,high,n,gap,gap_low,gap_high,gap_n,note")
    gaps = typed(project, "questions", "dimensions", "servperf", "--format", "csv")
    assert gaps.startswith("part,value,low,high,n,note") and "reliability" in gaps
    assert "no answer has" in typed(project, "questions", "index", "kcsi").lower()
    assert "respondent" in typed(project, "questions", "monitored", "--format", "csv")
    assert "not_in_data" in typed(project, "questions", "agreement", "--format", "csv")


def test_benchmarks_are_entered_listed_and_removed(project: Project, tmp_path: Path) -> None:
    typed(project, "benchmarks", "add", "Institute", "SERVQUAL", "2026", "60", "--about", "industry")
    file = tmp_path / "values.csv"
    file.write_text(
        "organisation,index_name,year,about,value\nInstitute,SERVQUAL,2025,own,61\n", encoding="utf-8"
    )
    assert "1 values" in typed(project, "benchmarks", "import", str(file))
    listed = typed(project, "benchmarks", "list", "--format", "csv").splitlines()
    assert len(listed) == 3
    beside = typed(project, "benchmarks", "beside", "--format", "csv").splitlines()
    assert beside[1].split(",")[3] == "2026" and "not_in_data" in beside[2]
    for line in listed[1:]:
        typed(project, "benchmarks", "remove", line.split(",")[0])
    assert len(typed(project, "benchmarks", "list", "--format", "csv").splitlines()) == 1


def test_a_file_that_is_none_is_told(project: Project, tmp_path: Path) -> None:
    command = ["benchmarks", "import", str(tmp_path / "none.csv")]
    done = CliRunner().invoke(app, [*command, "--config", str(project.folder / "touchpoints.toml")])
    assert done.exception is not None and "cannot be read" in str(done.exception)


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["no rows", "one row", "all null"])
def test_worlds_at_the_edge_have_numbers_or_sentences(name: str, tmp_path: Path) -> None:
    project = load_world(tmp_path, WORLDS[name])
    for verb in QUESTIONS:
        printed = typed(project, "questions", verb, "--format", "csv")
        assert "nan" not in printed.replace("Fornell", "").lower().split(",")
    typed(project, "questions", "index", "--by", "department,month", "--format", "csv")
    typed(project, "questions", "monitored", "--by", "department", "--format", "csv")
    typed(project, "benchmarks", "beside", "--format", "csv")
