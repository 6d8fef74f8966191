"""Marts after any sequence of late and corrected records equal those made from nothing."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.marts.refresh import MARTS, rebuild
from tests.project import SETTINGS, Project
from warehouse.lake import open_writer, transaction

MART_NAMES = [mart.name for mart in MARTS]
WITH_ANSWERS = (
    SETTINGS
    + """
[[sources]]
name = "answers"
files = "answers*.csv"
format = "csv"
answers = "answers.sql"
"""
)
ANSWERS_SELECT = """
-- Grain: one row per answer.
SELECT origin, id AS answer_id, id AS survey_id, contact AS contact_id, day AS answered_at,
    'csat' AS item, score
FROM export
"""

CALL = st.tuples(
    st.sampled_from("abcdef"),
    st.sampled_from(["k1", "k2", ""]),
    st.sampled_from(["01-05", "01-09", "01-10", "02-20", "05-01"]),
    st.sampled_from(["loans", "cards"]),
    st.sampled_from(["phone", "web", "fax"]),
    st.sampled_from(["", "3", "40"]),
    st.sampled_from(["resolved", "failed", "abandoned"]),
)
ANSWER = st.tuples(
    st.sampled_from("xyz"), st.sampled_from("abc"), st.sampled_from(["01-06", "03-01"]), st.sampled_from("15")
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(st.lists(CALL, min_size=1, max_size=5), st.lists(ANSWER, min_size=1, max_size=3)),
        min_size=2,
        max_size=5,
    )
)
def test_marts_after_late_and_corrected_records_equal_those_from_nothing(
    make_project: Callable[[], Project], files: list[list[tuple[str, ...]]]
) -> None:
    project = make_project()
    project.write("touchpoints.toml", WITH_ANSWERS)
    project.write("answers.sql", ANSWERS_SELECT)
    for number, rows in enumerate(files):
        _write(project, number, rows)
        assert all(report.status != "failed" for report in project.ingest())
    touched = project.tables(MART_NAMES)
    with open_writer(project.settings) as connection, transaction(connection):
        rebuild(connection, project.settings)
    whole = project.tables(MART_NAMES)
    for name in MART_NAMES:
        assert touched[name].equals(whole[name]), name


def _write(project: Project, number: int, rows: list[tuple[str, ...]]) -> None:
    if len(rows[0]) == 4:
        lines = [f"{key},{contact},2026-{day} 10:00:00,{score}" for key, contact, day, score in rows]
        project.write(f"answers_{number}.csv", "\n".join(["id,contact,day,score", *lines, ""]))
        return
    project.write_calls(
        f"calls_{number}.csv",
        *(
            f"{key},{customer},2026-{day} 23:30:00,{department},{channel},{wait},{outcome}"
            for key, customer, day, department, channel, wait, outcome in rows
        ),
    )


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
