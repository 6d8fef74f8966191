"""Marts after any sequence of late and corrected records equal those made from nothing."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from analytics.marts.mart import MARTS
from analytics.marts.refresh import rebuild
from analytics.measuring import measure
from tests.project import HEADER, SETTINGS, Project
from warehouse.errors import WarehouseError
from warehouse.lake import open_reader, open_writer, transaction

MART_NAMES = [mart.name for mart in MARTS]
WITH_ALL_KINDS = (
    SETTINGS
    + """
[definitions]
inactivity_days = 40

[[sources]]
name = "answers"
files = "answers*.csv"
format = "csv"
answers = "answers.sql"

[[sources]]
name = "customers"
files = "customers*.csv"
format = "csv"
customers = "customers.sql"
"""
)
ANSWERS_SELECT = """
-- Grain: one row per answer.
SELECT origin, id AS answer_id, id AS survey_id, contact AS contact_id, day AS answered_at,
    'csat' AS item, score, weight
FROM export
"""

CUSTOMERS_SELECT = """
-- Grain: one row per customer.
SELECT origin, id AS customer_id, joined AS joined_on, left_day AS left_on, segment
FROM export
"""

CALL = st.tuples(
    st.sampled_from("abcdef"),
    st.sampled_from(["k1", "k2", ""]),
    st.sampled_from(["2026-01-05", "2026-01-09", "2026-01-10", "2026-02-20", "2026-05-01", "2026-11-30"]),
    st.sampled_from(["loans", "cards"]),
    st.sampled_from(["phone", "web", "fax"]),
    st.sampled_from(["", "3", "40"]),
    st.sampled_from(["resolved", "failed", "abandoned"]),
)
ANSWER = st.tuples(
    st.sampled_from("xyz"),
    st.sampled_from("abc"),
    st.sampled_from(["2026-01-06", "2026-03-01"]),
    st.sampled_from("15"),
    # Of sums of eighths nothing is lost, in whichever order they are made.
    st.sampled_from(["", "0.125", "3.5"]),
)
CUSTOMER = st.tuples(
    st.sampled_from(["k1", "k2", "k3"]),
    st.sampled_from(["", "2023-02-11", "2025-03-01", "2026-02-01"]),
    st.sampled_from(["", "2026-02-10", "2026-06-30"]),
    st.sampled_from(["", "gold"]),
)
COLUMNS = {
    "calls": HEADER,
    "answers": "id,contact,day,score,weight",
    "customers": "id,joined,left_day,segment",
}


FILES = st.lists(
    st.one_of(
        st.tuples(st.just("calls"), st.lists(CALL, min_size=1, max_size=5)),
        st.tuples(st.just("answers"), st.lists(ANSWER, min_size=1, max_size=3)),
        st.tuples(st.just("customers"), st.lists(CUSTOMER, min_size=1, max_size=3)),
    ),
    min_size=2,
    max_size=6,
)
EXAMPLES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(EXAMPLES, max_examples=2, phases=[Phase.explicit, Phase.generate])
@given(FILES)
def test_marts_after_late_and_corrected_records_equal_those_from_nothing(
    make_project: Callable[[], Project], files: list[tuple[str, list[tuple[str, ...]]]]
) -> None:
    assert_same_as_from_nothing(make_project(), files)


@pytest.mark.slow
@settings(EXAMPLES, max_examples=60)
@given(FILES)
def test_marts_after_many_sequences_of_loads_equal_those_from_nothing(
    make_project: Callable[[], Project], files: list[tuple[str, list[tuple[str, ...]]]]
) -> None:
    assert_same_as_from_nothing(make_project(), files)


def assert_same_as_from_nothing(project: Project, files: list[tuple[str, list[tuple[str, ...]]]]) -> None:
    project.write("touchpoints.toml", WITH_ALL_KINDS)
    project.write("answers.sql", ANSWERS_SELECT)
    project.write("customers.sql", CUSTOMERS_SELECT)
    for number, (kind, rows) in enumerate(files):
        lines = [",".join(row) for row in rows]
        project.write(f"{kind}_{number}.csv", "\n".join([COLUMNS[kind], *lines, ""]))
        assert all(report.status != "failed" for report in project.ingest())
    touched = project.tables(MART_NAMES)
    with open_writer(project.settings) as connection, transaction(connection):
        rebuild(connection, project.settings)
    whole = project.tables(MART_NAMES)
    for name in MART_NAMES:
        assert touched[name].equals(whole[name]), name


def test_rebuilding_takes_up_other_definitions_without_a_load(project: Project) -> None:
    project.write_calls("calls_1.csv", "a,k1,2026-01-05 23:30:00,loans,phone,15,resolved")
    project.ingest()
    project.write("touchpoints.toml", SETTINGS.replace('phone = "medium"', 'phone = "low"'))
    with open_writer(project.settings) as connection, transaction(connection):
        rebuild(connection, project.settings)
    assert project.query("SELECT contact_tier FROM contact_daily") == [("low",)]
    assert project.query("SELECT contact_tier FROM contact_facts") == [("low",)]


def test_other_definitions_remake_every_mart_at_the_next_load(project: Project) -> None:
    project.write_calls("calls_1.csv", "a,k1,2026-01-05 23:30:00,loans,phone,15,resolved")
    project.ingest()
    assert project.query("SELECT contact_tier, answered_in_time FROM contact_daily") == [("medium", 1)]
    text = SETTINGS.replace('phone = "medium"', 'phone = "low"').replace("Asia/Seoul", "UTC")
    project.write("touchpoints.toml", text + "\n[definitions]\nservice_level_seconds = 10\n")
    project.write_calls("calls_2.csv", "b,k1,2026-01-05 23:30:00,loans,phone,5,resolved")
    project.ingest()
    found = project.query(
        "SELECT day::VARCHAR, contact_tier, answered_in_time, answered_late FROM contact_daily ORDER BY 1"
    )
    assert found == [("2026-01-05", "low", 1, 1)]
    assert project.query("SELECT DISTINCT occurred_local::VARCHAR FROM contacts ORDER BY 1") == [
        ("2026-01-05 14:30:00",),
        ("2026-01-05 23:30:00",),
    ]


def make_by_another_version(project: Project, lacking: str) -> None:
    """As if another version had made the figures, which lacked what the SQL drops."""
    with open_writer(project.settings) as connection, transaction(connection):
        connection.execute(lacking)
        connection.execute(
            "UPDATE warehouse_facts SET value = json_merge_patch(value, '{\"queries\": null}')"
            " WHERE name = 'applied_settings'"
        )


def test_other_definitions_and_versions_do_not_wait_for_a_new_file(project: Project) -> None:
    project.write_calls("calls_1.csv", "a,k1,2026-01-05 23:30:00,loans,phone,15,resolved")
    project.ingest()
    make_by_another_version(project, "DROP TABLE customer_daily")
    versions = "SELECT count(*) FROM ducklake_snapshots('lake')"
    assert [report.status for report in project.ingest()] == ["known"]
    assert project.query("SELECT day::VARCHAR FROM customer_daily") == [("2026-01-05",)]
    before = project.query(versions)
    project.write("touchpoints.toml", SETTINGS.replace('phone = "medium"', 'phone = "low"'))
    project.ingest()
    assert project.query("SELECT contact_tier FROM contact_daily") == [("low",)]
    assert project.query(versions) == [(before[0][0] + 1,)]
    # And nothing more is written, as nothing is new.
    project.ingest()
    assert project.query(versions) == [(before[0][0] + 1,)]


def test_marts_made_by_another_version_are_made_anew_at_the_next_load(project: Project) -> None:
    project.write_calls("calls_1.csv", "a,k1,2026-01-05 23:30:00,loans,phone,15,resolved")
    project.ingest()
    make_by_another_version(project, "DROP TABLE customer_daily; DROP VIEW daily_measures")
    project.write_calls("calls_2.csv", "b,k1,2026-01-06 23:30:00,loans,phone,5,resolved")
    project.ingest()
    assert project.query("SELECT day::VARCHAR, previous_day::VARCHAR FROM customer_daily ORDER BY 1") == [
        ("2026-01-05", None),
        ("2026-01-06", "2026-01-05"),
    ]
    assert project.query("SELECT value FROM daily_measures WHERE measure = 'contacts'") == []
    assert project.query("SELECT sum(n) FROM daily_measures WHERE measure = 'failure'") == [(2,)]


def test_marts_that_another_version_lacked_are_asked_for_with_a_way_out(project: Project) -> None:
    project.write_calls("calls_1.csv", "a,k1,2026-01-05 23:30:00,loans,phone,15,resolved")
    project.ingest()
    with open_writer(project.settings) as connection, transaction(connection):
        connection.execute("DROP TABLE customer_daily")
    with open_reader(project.settings) as connection, pytest.raises(WarehouseError) as caught:
        measure(connection, project.settings, "customers")
    assert caught.value.way_out == "Run `touchpoints rebuild`."


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "9999-06-01", "9999-12-31"])
def test_a_day_at_an_end_of_the_calendar_is_rejected_and_stops_no_load(project: Project, day: str) -> None:
    project.write_calls(
        "calls_1.csv",
        f"a,k1,{day} 10:00:00,loans,phone,15,resolved",
        "b,k1,2026-01-05 10:00:00,loans,phone,15,resolved",
    )
    (report,) = project.ingest()
    assert (report.status, report.rejected_by_rule) == ("loaded", {"occurred_at.range": 1})
    assert project.query("SELECT day::VARCHAR, contacts FROM contact_daily") == [("2026-01-05", 1)]
    assert project.query("SELECT DISTINCT department FROM customer_month") == [("loans",)]
