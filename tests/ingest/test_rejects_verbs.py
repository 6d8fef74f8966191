"""Rejected records are listed, shown and exported by the command, and an export of them can be mended."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from tests.project import Project
from touchpoints import app

GOOD = "a,k1,2026-01-05 10:00:00,loans,phone,5,resolved"
BAD = "{},k1,2026-01-05 10:00:00,=loans,phone,5,PHANTOM"


def run(project: Project, *words: str | Path, status: int = 0) -> str:
    given = [*map(str, words), "--config", str(project.folder / "touchpoints.toml")]
    done = CliRunner().invoke(app, given)
    assert done.exit_code == status, done.output
    return done.output


def rows(output: str) -> Sequence[dict[str, object]]:
    return pl.read_csv(output.encode()).to_dicts()


@pytest.fixture
def rejecting(project: Project) -> Project:
    """A project with five rejected records of two files, one of them a line that could not be split."""
    project.write_calls("calls_1.csv", GOOD, BAD.format("b"), BAD.format("c"), "too,few")
    project.write_calls("calls_2.csv", GOOD.replace("a", "d", 1), BAD.format("e"))
    project.ingest()
    return project


def test_the_list_counts_by_source_rule_and_file(rejecting: Project) -> None:
    assert rows(run(rejecting, "rejects", "list", "--format", "csv")) == [
        {
            "source": "calls",
            "rule": "outcome.allowed",
            "file": "calls_1.csv",
            "records": 2,
            "line": 3,
            "value": "PHANTOM",
        },
        {
            "source": "calls",
            "rule": "file.missing_columns",
            "file": "calls_1.csv",
            "records": 1,
            "line": 5,
            "value": None,
        },
        {
            "source": "calls",
            "rule": "outcome.allowed",
            "file": "calls_2.csv",
            "records": 1,
            "line": 3,
            "value": "PHANTOM",
        },
    ]


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        ((), [3, 4, 5, 3]),
        (("--rule", "outcome"), [3, 4, 3]),
        (("--rule", "missing_columns"), [5]),
        (("--file", "calls_2.csv"), [3]),
        (("--file", "*_1.csv"), [3, 4, 5]),
        (("--source", "calls", "--limit", "2"), [3, 4]),
        (("--source", "other"), []),
        (("--since", "2100-01-01"), []),
        (("--until", "2100-01-01", "--rule", "outcome.allowed"), [3, 4, 3]),
    ],
)
def test_single_rejects_are_shown_as_they_are_meant(
    rejecting: Project, options: Sequence[str], lines: Sequence[int]
) -> None:
    shown = run(rejecting, "rejects", "show", *options, "--format", "csv")
    assert [row["line"] for row in rows(shown)] == lines


def test_a_reject_says_what_is_wrong(rejecting: Project) -> None:
    (row,) = rows(run(rejecting, "rejects", "show", "--file", "calls_2.csv", "--format", "csv"))
    assert (row["column"], row["value"]) == ("outcome", "PHANTOM")
    assert row["reason"] == "It is none of resolved, unresolved, failed, abandoned, transferred."
    assert '"id":"e"' in str(row["row"])


@pytest.mark.parametrize("name", ["mended.csv", "mended.xlsx"])
def test_an_export_of_rejects_closes_them_once_it_was_mended_and_loaded(
    rejecting: Project, name: str
) -> None:
    path = rejecting.folder / name
    assert "Wrote 4 rows" in run(rejecting, "rejects", "export", path)
    read = pl.read_csv(path) if name.endswith("csv") else pl.read_excel(path, engine="calamine")
    assert read["department"].to_list() == ["'=loans"] * 3 + [None]
    assert read["reject_rule"].to_list() == ["outcome.allowed"] * 3 + ["file.missing_columns"]
    assert read["reject_text"].to_list() == [None] * 3 + ["too,few"]
    result = pl.when(pl.col("id") == "c").then(pl.lit("?")).otherwise(pl.lit("failed"))
    mended = read.filter(pl.col("id").is_not_null()).with_columns(result=result)
    mended.write_csv(rejecting.folder / "calls_mended.csv")
    rejecting.ingest()
    taken = "SELECT contact_id, department FROM contacts WHERE outcome = 'failed' ORDER BY 1"
    assert rejecting.query(taken) == [("b", "=loans"), ("e", "=loans")]
    still = rows(run(rejecting, "rejects", "show", "--format", "csv"))
    assert [(row["file"], row["line"], row["rule"]) for row in still] == [
        ("calls_1.csv", 5, "file.missing_columns"),
        ("calls_mended.csv", 3, "outcome.allowed"),
    ]
    assert len(rows(run(rejecting, "rejects", "list", "--all", "--format", "csv"))) == 4


def test_a_record_of_several_rows_is_exported_with_all_of_them(project: Project) -> None:
    fold = (
        "SELECT list(origin) AS origin, id AS contact_id, min(started) AS occurred_at, any_value(department)"
        " AS department, any_value(channel) AS channel, max(result) AS outcome FROM export GROUP BY id"
    )
    project.write("calls.sql", fold)
    project.write_calls("calls.csv", BAD.format("b"), BAD.format("b").replace(",5,", ",7,"))
    project.ingest()
    run(project, "rejects", "export", project.folder / "out.csv")
    assert pl.read_csv(project.folder / "out.csv").select("wait", "department", "reject_line").rows() == [
        (5, "'=loans", 2),
        (7, "'=loans", 2),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("out.txt",), "neither in .csv nor in .xlsx"),
        (
            ("out.csv", "--rule", "no.such"),
            "No rejected record is left that is meant. See: touchpoints",
        ),
    ],
)
def test_what_cannot_be_exported_is_said(rejecting: Project, words: Sequence[str], said: str) -> None:
    given = [*words, "--config", str(rejecting.folder / "touchpoints.toml")]
    done = CliRunner().invoke(app, ["rejects", "export", *given])
    assert said in str(done.exception)


def test_the_replay_of_rejects_is_that_of_the_command(rejecting: Project) -> None:
    sql = (rejecting.folder / "calls.sql").read_text(encoding="utf-8")
    rejecting.write("calls.sql", sql.replace("result AS", "replace(result, 'PHANTOM', 'failed') AS"))
    run(rejecting, "rejects", "replay", "--file", "calls_2.csv")
    assert rejecting.query("SELECT count(*) FROM contacts") == [(3,)]
    run(rejecting, "replay", "calls")
    assert rejecting.query("SELECT count(*) FROM contacts") == [(5,)]
