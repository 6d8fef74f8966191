"""Decimal commas and thousands by the source's settings: a number is read as it is written, or rejected."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.attacks.loading import load_again
from tests.export_files import csv, html_table
from tests.ingest.sources import load_one
from tests.project import CALLS_SELECT, HEADER, Project

COLUMNS = HEADER.split(",")


def call(key: str, wait: str) -> list[str]:
    return [key, "k1", "2026-01-05", "loans", "phone", wait, "resolved"]


def waits_of(project: Project) -> dict[str, float]:
    return dict(project.query("SELECT contact_id, wait_seconds FROM contacts"))


@pytest.mark.parametrize(
    ("separators", "good", "bad"),
    [
        (
            'decimal = ","\nthousands = "."',
            {"1.234,5": 1234.5, "12,25": 12.25, "1.234.567": 1234567, "7": 7, " 8 ": 8, ",5": 0.5},
            ["1.5", "1.23", "1,234.5", "12.34,5", "1 234", "1,2,3", "x", "1_0", "."],
        ),
        ('decimal = ","', {"1,5": 1.5, "1234,5": 1234.5, "1e3": 1000}, ["1.5", "1.234", "1.234,5"]),
        ('thousands = ","', {"1,234.5": 1234.5, "1.5": 1.5}, ["1,5", "12,34", "1.234,5"]),
        (
            'decimal = ","\nthousands = " "',
            {"1 234,5": 1234.5, "1\u00a0234": 1234, "1\u202f234": 1234},
            ["1 23", "1.5"],
        ),
    ],
)
def test_numbers_are_read_as_they_are_written_and_others_rejected(
    project: Project, separators: str, good: dict[str, float], bad: list[str]
) -> None:
    rows = [call(f"good {text}", text) for text in good] + [call(f"bad {text}", text) for text in bad]
    report = load_one(project, f'format = "csv"\n{separators}', "x.csv", csv(COLUMNS, rows))
    assert waits_of(project) == {f"good {text}": value for text, value in good.items()}
    assert report.rejected_by_rule == {"wait_seconds.type": len(bad)}
    assert {value for (value,) in project.query("SELECT value FROM rejected_rows")} == set(bad)


def test_a_number_that_the_select_made_is_left_alone(project: Project) -> None:
    project.write(
        "calls.sql", CALLS_SELECT.replace("wait AS", "try_cast(replace(wait, ',', '.') AS DOUBLE) * 60 AS")
    )
    load_one(
        project, 'format = "csv"\ndecimal = ","\nthousands = "."', "x.csv", csv(COLUMNS, [call("a", "1,5")])
    )
    assert waits_of(project) == {"a": 90}


def test_replayed_rows_are_read_the_same_way(project: Project) -> None:
    project.write("calls.sql", CALLS_SELECT.replace("result AS", "'DONE' AS"))
    load_one(
        project,
        'format = "csv"\ndecimal = ","\nthousands = "."',
        "x.csv",
        csv(COLUMNS, [call("a", "1.234,5")]),
    )
    project.write("calls.sql", CALLS_SELECT)
    load_again(project)
    assert waits_of(project) == {"a": 1234.5}


def test_tables_of_html_have_decimal_commas_too(project: Project) -> None:
    page = html_table(COLUMNS, [call("a", "1,5")])
    load_one(project, 'format = "html"\ndecimal = ","', "x.xls", page)
    assert waits_of(project) == {"a": 1.5}


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.sampled_from("0123456789.,-+e "), max_size=9), min_size=20, max_size=40))
def test_any_text_is_the_number_that_a_plain_reading_makes_of_it_or_rejected(
    make_project: object, texts: list[str]
) -> None:
    assert callable(make_project)
    project = make_project()
    rows = [call(f"{place:02}", text) for place, text in enumerate(texts)]
    written = 'format = "csv"\ndecimal = ","\nthousands = "."\nmax_reject_share = 1'
    load_one(project, written, "x.csv", csv(COLUMNS, rows))
    expected = {}
    for place, text in enumerate(texts):
        plain = text.strip(" ")
        if re.fullmatch(r"[+-]?(\d+|\d{1,3}(\.\d{3})+|(?=,\d))(,\d*)?(e[+-]?\d+)?", plain):
            number = float(plain.replace(".", "").replace(",", "."))
            if 0 <= number < float("inf"):
                expected[f"{place:02}"] = number
        elif not plain:
            expected[f"{place:02}"] = None
    assert waits_of(project) == expected
