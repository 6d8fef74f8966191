"""A company's own columns live through loads like those of the contract."""

import pytest

from analytics.marts.refresh import rebuild, refresh
from ingest.rejected.which import Which
from ingest.replay import replay
from tests.project import CALLS_SELECT, HEADER, SETTINGS, Project
from warehouse.lake import transaction, writing
from warehouse.upkeep import tidy

AREA = '\n[[dimensions]]\nname = "area"\nof = "contacts"\n'
WITH_AREA = CALLS_SELECT.replace("FROM export", ", area FROM export")
CALL = "{},k1,2026-01-05 10:00:00,loans,phone,5,resolved"


@pytest.fixture
def local(project: Project) -> Project:
    """A project whose calls have a area."""
    project.write("touchpoints.toml", SETTINGS + AREA)
    project.write("calls.sql", WITH_AREA)
    return project


def write_calls(project: Project, name: str, *rows: str) -> None:
    project.write(name, "\n".join([f"{HEADER},area", *rows, ""]))


def areas(project: Project) -> list[tuple[str, str | None]]:
    return project.query("SELECT contact_id, area FROM contacts ORDER BY contact_id")


def test_a_select_gives_the_column_and_blanks_are_null(local: Project) -> None:
    write_calls(local, "calls.csv", CALL.format("a") + ",서울", CALL.format("b") + ",")
    (report,) = local.ingest()
    assert report.accepted == 2
    assert areas(local) == [("a", "서울"), ("b", None)]


def test_a_select_without_the_column_leaves_it_null(local: Project) -> None:
    local.write("calls.sql", CALLS_SELECT)
    local.write_calls("calls.csv", CALL.format("a"))
    local.ingest()
    assert areas(local) == [("a", None)]


def test_another_value_is_a_correction_and_the_same_is_unchanged(local: Project) -> None:
    write_calls(local, "calls_1.csv", CALL.format("a") + ",Seoul", CALL.format("b") + ",Seoul")
    write_calls(local, "calls_2.csv", CALL.format("a") + ",Busan", CALL.format("b") + ",Seoul")
    _, second = local.ingest()
    assert (second.unchanged, second.corrected) == (1, 1)
    assert areas(local) == [("a", "Busan"), ("b", "Seoul")]


def test_contacts_that_failed_are_found_by_a_column_that_is_new(project: Project) -> None:
    failed = CALL.replace("resolved", "failed")
    project.write_calls("calls_1.csv", failed.format("a"))
    project.ingest()
    project.write("touchpoints.toml", SETTINGS + AREA)
    project.write("calls.sql", WITH_AREA)
    write_calls(project, "calls_2.csv", failed.format("b") + ",Busan")
    *_, second = project.ingest()
    assert second.status == "loaded", second.reason
    for table in ("failed_contacts", "contact_facts"):
        assert project.query(f"SELECT contact_id, area FROM {table} ORDER BY ALL") == [
            ("a", None),
            ("b", "Busan"),
        ]


def test_a_rejected_row_brings_its_value_at_the_replay(local: Project) -> None:
    write_calls(local, "calls.csv", CALL.format("a").replace("resolved", "DONE") + ",Seoul")
    local.ingest()
    local.write("calls.sql", WITH_AREA.replace("result AS", "'resolved' AS"))
    (report,) = replay(local.settings, Which("calls"), refresh)
    assert report.accepted == 1
    assert areas(local) == [("a", "Seoul")]


def test_a_warehouse_gets_a_new_column_without_loading_again(project: Project) -> None:
    project.write_calls("calls_1.csv", *(CALL.format(f"a{number}") for number in range(200)))
    project.ingest()
    project.write("touchpoints.toml", SETTINGS + AREA)
    project.write("calls.sql", WITH_AREA)
    write_calls(project, "calls_2.csv", CALL.format("a7") + ",Seoul", CALL.format("b") + ",Busan")
    *_, second = project.ingest()
    assert (second.accepted, second.corrected) == (1, 1)
    query = "SELECT area, count(*) FROM contact_facts GROUP BY area ORDER BY area NULLS LAST"
    assert project.query(query) == [("Busan", 1), ("Seoul", 1), (None, 199)]
    tidy(project.settings)
    assert project.query(query) == [("Busan", 1), ("Seoul", 1), (None, 199)]


def test_a_rebuild_adds_the_column_too(project: Project) -> None:
    project.write_calls("calls.csv", CALL.format("a"))
    project.ingest()
    project.write("touchpoints.toml", SETTINGS + AREA)
    with writing(project.settings, "a test") as connection, transaction(connection):
        rebuild(connection, project.settings)
    assert areas(project) == [("a", None)]


def test_a_column_outlives_its_dimension_and_is_found_again(local: Project) -> None:
    write_calls(local, "calls_1.csv", CALL.format("a") + ",Seoul")
    local.ingest()
    local.write("touchpoints.toml", SETTINGS)
    local.write("calls.sql", CALLS_SELECT)
    local.write_calls("calls_2.csv", *(CALL.format(f"b{number}") for number in range(150)))
    (_, second) = local.ingest()
    assert second.accepted == 150
    local.write("touchpoints.toml", SETTINGS + AREA)
    local.write("calls.sql", WITH_AREA)
    write_calls(local, "calls_3.csv", CALL.format("c") + ",Busan")
    local.ingest()
    query = "SELECT area, count(*) FROM contacts GROUP BY area ORDER BY area NULLS LAST"
    assert local.query(query) == [("Busan", 1), ("Seoul", 1), (None, 150)]


def test_a_column_of_customers_is_theirs_alone(project: Project) -> None:
    grade = '[[dimensions]]\nname = "grade"\nof = "customers"\n'
    source = '[[sources]]\nname = "people"\nfiles = "people*.csv"\nformat = "csv"\ncustomers = "people.sql"\n'
    project.write("touchpoints.toml", SETTINGS + source + grade)
    project.write("people.sql", "SELECT origin, id AS customer_id, grade FROM export")
    project.write("people.csv", "id,grade\nk1,gold\nk2,\n")
    project.ingest()
    assert project.query("SELECT customer_id, grade FROM customers ORDER BY 1") == [
        ("k1", "gold"),
        ("k2", None),
    ]
    assert "grade" not in project.tables(["contacts"])["contacts"].columns


def test_a_column_that_nobody_declared_says_where_to_declare_it(project: Project) -> None:
    project.write("calls.sql", WITH_AREA.replace("area", "wait AS zone"))
    project.write_calls("calls.csv", CALL.format("a"))
    (report,) = project.ingest()
    assert "unknown column 'zone'" in str(report.reason)
    assert "[[dimensions]]" in str(report.reason)
