"""What is wrong with a SELECT is told by its line, the expression and what to write instead."""

import pytest

from ingest.onboarding.trial import try_source
from tests.attacks.loading import load
from tests.project import SETTINGS, Project
from warehouse.errors import SelectError

HEADER = "id,wait,at,started,대기 초,promised"
SELECT = """-- One row per call.
SELECT
    origin,
    {0} AS contact_id,
    {1} AS wait_seconds,
    started AS occurred_at, 'x' AS department, 'phone' AS channel, 'resolved' AS outcome
FROM export
"""


@pytest.fixture(scope="module")
def one_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """For all SELECTs: trying leaves nothing behind."""
    project = Project(tmp_path_factory.mktemp("selects"))
    project.write("touchpoints.toml", SETTINGS)
    project.write("calls_1.csv", f"{HEADER}\na,5,x,2026-01-05 10:00:00,7,x\n")
    return project


def complaint_about(project: Project, select: str) -> list[str]:
    project.write("calls.sql", select)
    with pytest.raises(SelectError) as told:
        try_source(project.settings, "calls", None, 10)
    return [line.strip() for line in told.value.lines]


CASES = {
    "text in arithmetic": (
        ("id", "wait * 60"),
        ["calls.sql, line 5: wait is text.", "wait * 60 AS wait_seconds,"],
        "Write CAST(wait AS DOUBLE) * 60, or try_cast(wait AS DOUBLE) * 60,",
    ),
    "text in a function of times": (
        ("id", "epoch(started)"),
        ["calls.sql, line 5: started is text.", "epoch(started) AS wait_seconds,"],
        "Write epoch(CAST(started AS TIMESTAMP)), or epoch(try_cast(started AS TIMESTAMP)),",
    ),
    "Korean names in quotes": (
        ("id", '"대기 초" + wait'),
        ['calls.sql, line 5: "대기 초" and wait are text.', '"대기 초" + wait AS wait_seconds,'],
        'Write CAST("대기 초" AS DOUBLE) + CAST(wait AS DOUBLE)',
    ),
    "text beside a number": (
        ("id", "CASE WHEN wait > 5 THEN wait END"),
        ["calls.sql, line 5: a text and something else stand where both have to be alike."],
        "write try_cast(… AS DOUBLE) around the column",
    ),
    "a column called by a word of SQL": (
        ("at", "wait"),
        ['calls.sql, line 4: syntax error at or near "AS".', "at AS contact_id,"],
        'write it in double quotes, "at".',
    ),
    "an unknown column": (
        ("id", "promise"),
        ["calls.sql, line 5: there is no column promise here.", "promise AS wait_seconds,"],
        "Did you mean promised? The file has the columns id, wait, at, started, 대기 초, promised",
    ),
    "a text in double quotes": (
        ("id", '"DONE"'),
        ["calls.sql, line 5: there is no column DONE here."],
        "A text is written in single quotes: 'DONE'.",
    ),
    "an unknown function": (
        ("id", "try_strptim(wait, 'x')"),
        ["calls.sql, line 5: there is no function try_strptim."],
        "Did you mean try_strptime?",
    ),
    "an unknown type": (
        ("id", "wait::DOUBL"),
        ["calls.sql, line 5: there is no type DOUBL."],
        "a number DOUBLE",
    ),
    "a parenthesis left open": (
        ("(id", "wait"),
        ['calls.sql, line 4: syntax error at or near "AS".'],
        "The ( in line 4",
    ),
    "a parenthesis too much": (
        ("id", "wait)"),
        ['calls.sql, line 5: syntax error at or near ")".'],
        "The ) in line 5",
    ),
    "a CASE left open": (
        ("id", "CASE wait WHEN '1' THEN 1"),
        ["calls.sql, line 5"],
        "The CASE in line 5 is not closed",
    ),
    "a quote left open": (
        ("id", "nullif(wait, '-)"),
        ["calls.sql, line 6"],
        "A ' may be missing: the text that begins in line 5",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_slip_is_told_by_line_and_with_what_to_write(one_project: Project, case: str) -> None:
    items, beginning, way_out = CASES[case]
    told = complaint_about(one_project, SELECT.format(*items))
    assert len(told) in (2, 3)
    assert all(told[place].startswith(line) for place, line in enumerate(beginning)), told
    assert way_out in told[-1]


def test_a_missing_comma_is_looked_for_in_the_line_above(one_project: Project) -> None:
    told = complaint_about(one_project, SELECT.format("id", "wait").replace("contact_id,", "contact_id"))
    assert told[-1] == "A comma may be missing at the end of line 4."
    told = complaint_about(one_project, SELECT.format("id", "wait").replace("id AS contact_id,", "id"))
    assert told[-1] == "A comma may be missing at the end of line 4."


def test_a_column_that_a_part_does_not_pass_on_is_known_to_be_in_the_file(one_project: Project) -> None:
    told = complaint_about(one_project, "WITH a AS (SELECT id, origin FROM export)\nSELECT wait FROM a")
    assert told[0] == "calls.sql, line 2: there is no column wait here."
    assert told[-1].startswith("The file has it")


def test_a_column_to_replace_that_is_not_there_is_told_with_its_line(one_project: Project) -> None:
    select = "SELECT * REPLACE (trim(id) AS id,\n  trim(promise) AS promise)\nFROM export"
    told = complaint_about(one_project, select)
    assert told[:2] == ["calls.sql, line 2: there is no column promise here.", "trim(promise) AS promise)"]
    assert "Did you mean promised?" in told[2]


def test_a_value_that_does_not_cast_is_told_with_its_line(one_project: Project) -> None:
    told = complaint_about(one_project, SELECT.format("id", "promised::DOUBLE"))
    assert told[0].startswith("calls.sql, line 5: Conversion Error: Could not convert string 'x' to DOUBLE")
    assert told[1] == "promised::DOUBLE AS wait_seconds,"
    assert "try_cast" in told[2]


def test_a_load_tells_the_same_lines_and_keeps_them(project: Project) -> None:
    project.write("calls.sql", SELECT.format("id", "wait * 60"))
    (report,) = load(project, project.write("calls_1.csv", f"{HEADER}\na,5,x,2026-01-05 10:00:00,7,9\n"))
    assert report.reason is not None
    assert report.reason.splitlines()[:2] == [
        "calls.sql, line 5: wait is text.",
        "    wait * 60 AS wait_seconds,",
    ]
    assert project.query("SELECT reason FROM loads") == [(report.reason,)]
