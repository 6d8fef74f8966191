"""F3, F23: rows read are held against the file, and a file of which nothing is accepted says so."""

import json
from collections.abc import Callable

import pytest

from tests.attacks.loading import load, load_again
from tests.project import CALLS_SELECT, HEADER, SETTINGS, Project

CALL = "{},k1,2026-01-05 10:00:00,loans,phone,5,resolved"
MB = 1_000_000


def calls(count: int) -> list[str]:
    return [CALL.format(f"c{number}") for number in range(count)]


@pytest.mark.parametrize("size", [3 * MB, 20 * MB, 33 * MB, 70 * MB])
def test_a_record_of_any_size_is_read_or_rejected(project: Project, size: int) -> None:
    rows = calls(20)
    rows[7] = rows[7].replace("k1", "x" * size)
    project.write_calls("calls.csv", *rows)
    (report,) = load(project)
    assert report.read == 20
    if size > 16 * MB:
        assert report.rejected_by_rule == {"file.line_size_over_maximum": 1}
        assert project.query("SELECT line FROM rejected_rows") == [(9,)]
    else:
        assert report.accepted == 20


def test_a_stray_quote_takes_its_own_line_and_no_other(project: Project) -> None:
    rows = calls(3_000)
    rows[1_000] = rows[1_000].replace("loans", '"loans')
    project.write_calls("calls.csv", *rows)
    (report,) = load(project)
    assert (report.read, report.accepted) == (3_000, 2_999)
    assert project.query("SELECT line, rule, raw FROM rejected_rows") == [
        (1_002, "file.unquoted_value", rows[1_000])
    ]


def test_a_file_of_which_too_much_is_broken_fails_as_a_whole_and_says_where(project: Project) -> None:
    rows = calls(200)
    rows[50:90] = ["too,few"] * 40
    project.write_calls("calls.csv", *rows)
    (report,) = load(project)
    assert report.status == "failed"
    assert "the first is line 52. It has fewer columns than the header." in (report.reason or "")
    assert project.query("SELECT count(*) FROM contacts") == [(0,)]
    project.write("touchpoints.toml", "loading = {broken_share = 0.5}\n" + SETTINGS)
    (report,) = load(project)
    assert (report.read, report.accepted, report.rejected) == (200, 160, 40)


def test_lines_are_those_of_the_file_behind_line_breaks_blank_and_broken_lines(project: Project) -> None:
    bad = "{},k1,2026-01-05 10:00:00,{},phone,-5,resolved"
    text = "\n".join(
        ["", HEADER, bad.format("a", '"two\nlines"'), "", "too,few", bad.format("b", "loans"), "", ""]
    )
    project.write("calls.csv", text)
    (report,) = load(project)
    assert report.read == 3
    assert project.query("SELECT line FROM rejected_rows ORDER BY line") == [(3,), (6,), (7,)]


def test_lines_are_true_behind_line_breaks_alone(project: Project) -> None:
    rows = [CALL.format("a").replace("loans", '"two\nlines"'), CALL.format("b").replace(",5,", ",-5,")]
    project.write_calls("calls.csv", *rows)
    load(project)
    assert project.query("SELECT line FROM rejected_rows") == [(4,)]


def test_a_json_line_of_any_size_is_read_or_rejected(project: Project) -> None:
    project.write("touchpoints.toml", SETTINGS.replace("*.csv", "*.jsonl").replace('"csv"', '"jsonl"'))
    row = dict(zip(HEADER.split(","), CALL.format("a").split(","), strict=True))
    sizes = (1, 3 * MB, 40 * MB)
    lines = [json.dumps(row | {"id": f"a{size}", "customer": "x" * size}) for size in sizes]
    project.write("calls.jsonl", "\n".join(lines))
    (report,) = load(project)
    assert (report.read, report.accepted) == (3, 2)
    assert project.query("SELECT line, rule FROM rejected_rows") == [(3, "file.line_size_over_maximum")]


def taking_any_share(project: Project) -> None:
    """No file is refused as a whole, however many of its records are rejected."""
    project.write("touchpoints.toml", f"loading = {{max_reject_share = 1}}\n{SETTINGS}")


FOLD = (
    "SELECT list(origin) AS origin, customer AS contact_id, min(started) AS occurred_at,"
    " min(department) AS department, min(channel) AS channel, max(result) AS outcome"
    " FROM export GROUP BY customer"
)


BAD = CALL.replace("k1", "k2").replace("resolved", "no outcome")
UNFOLD = CALLS_SELECT.replace("id AS contact_id", "id || unnest(['-1', '-2']) AS contact_id")


@pytest.mark.parametrize(
    ("rows", "first", "second"),
    [
        (["too,few", BAD.format("a"), "too,few", BAD.format("b")], 4, 6),
        ([CALL.format("x").replace("loans", '"two\nlines"'), BAD.format("a"), "", BAD.format("b")], 5, 7),
    ],
    ids=["broken", "line breaks"],
)
def test_lines_are_true_where_a_select_puts_rows_together_or_takes_them_apart(
    make_project: Callable[[], Project], rows: list[str], first: int, second: int
) -> None:
    found = {}
    for select in (FOLD, UNFOLD):
        project = make_project()
        taking_any_share(project)
        project.write("calls.sql", select)
        project.write_calls("calls.csv", CALL.format("y"), *rows)
        load(project)
        of_outcome = "FROM rejected_rows WHERE rule = 'outcome.allowed' ORDER BY line"
        found[select] = project.query(f"SELECT line, lines {of_outcome}")
    assert found[FOLD] == [(first, f"{first},{second}")]
    assert found[UNFOLD] == [(first, None), (first, None), (second, None), (second, None)]


@pytest.mark.parametrize("select", [FOLD, CALLS_SELECT + " WHERE false", CALLS_SELECT + " LIMIT 1"])
def test_what_a_select_leaves_out_is_no_broken_line(project: Project, select: str) -> None:
    taking_any_share(project)
    project.write("calls.sql", select)
    project.write_calls("calls.csv", *calls(300), *["few"] * 20)
    (report,) = load(project)
    assert report.rejected_by_rule == {"file.missing_columns": 20}, report


def test_delimiters_too_many_at_the_end_of_rows_are_no_columns(project: Project) -> None:
    project.write_calls("calls.csv", *(f"{row},," for row in calls(20)), "few", "")
    (report,) = load(project)
    assert (report.read, report.accepted) == (21, 20)


def test_a_file_of_which_nothing_is_accepted_says_so_then_and_later(project: Project) -> None:
    taking_any_share(project)
    project.write_calls("calls.csv", *(row.replace("resolved", "DONE") for row in calls(30)))
    (report,) = load(project)
    assert (report.status, report.is_trouble, report.read, report.rejected) == ("rejected", True, 30, 30)
    assert "Nothing of its contacts was accepted" in (report.reason or "")
    assert project.query("SELECT status FROM loads") == [("rejected",)]
    project.write("calls.sql", CALLS_SELECT.replace("result AS", "replace(result, 'DONE', 'resolved') AS"))
    (report,) = load(project)
    assert report.status == "known"
    assert "30 rows of it stand rejected: mend the SELECT and run touchpoints replay" in (report.reason or "")
    (report,) = load_again(project)
    assert (report.status, report.accepted) == ("loaded", 30)
    (report,) = load(project)
    assert report.reason == "Loaded before, as load 1."
