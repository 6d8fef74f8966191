"""The same content counts once, whatever file brings it; a correction replaces; every row is counted."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.run import ingest
from tests.project import Project
from warehouse.ending import exit_status

CALL = "{},k1,2026-01-05 10:00:00,loans,phone,{},resolved"


def test_the_same_file_again_is_a_no_op_and_says_so(project: Project) -> None:
    project.write_calls("calls.csv", CALL.format("a", 5))
    project.ingest()
    before = project.tables(["contacts", "loads", "contact_daily"])
    (report,) = project.ingest()
    assert report.status == "known"
    assert report.reason == "Loaded before, as load 1."
    assert project.tables(["contacts", "loads", "contact_daily"])["loads"].equals(before["loads"])


def test_the_same_content_under_another_name_is_a_no_op(project: Project) -> None:
    project.write_calls("calls_1.csv", CALL.format("a", 5))
    project.write_calls("calls_2.csv", CALL.format("a", 5))
    assert [report.status for report in project.ingest()] == ["loaded", "known"]


def test_an_identical_record_is_unchanged_and_a_different_one_corrects(project: Project) -> None:
    project.write_calls("calls_1.csv", CALL.format("a", 5), CALL.format("b", 5))
    project.write_calls("calls_2.csv", CALL.format("a", 5), CALL.format("b", 9), CALL.format("c", 1))
    _, second = project.ingest()
    assert (second.read, second.accepted, second.unchanged, second.corrected) == (3, 1, 1, 1)
    assert project.query("SELECT contact_id, wait_seconds FROM contacts ORDER BY 1") == [
        ("a", 5.0),
        ("b", 9.0),
        ("c", 1.0),
    ]


def test_a_record_corrected_back_to_what_it_was_keeps_its_last_content(project: Project) -> None:
    project.write_calls("calls_1.csv", CALL.format("a", 5))
    project.write_calls("calls_2.csv", CALL.format("a", 7), CALL.format("a", 5))
    _, second = project.ingest()
    assert second.corrected == 2
    assert project.query("SELECT wait_seconds FROM contacts") == [(5.0,)]


def test_a_correction_to_another_day_leaves_the_old_day_of_every_mart(project: Project) -> None:
    project.write_calls("calls_1.csv", "a,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    project.write_calls("calls_2.csv", "a,k1,2026-03-07 10:00:00,loans,phone,5,resolved")
    project.ingest()
    assert project.query("SELECT day::VARCHAR, contacts FROM contact_daily") == [("2026-03-07", 1)]
    assert project.query("SELECT day::VARCHAR, contacts FROM wait_daily") == [("2026-03-07", 1)]


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from([5, 7, -1])), min_size=1, max_size=6),
        min_size=1,
        max_size=4,
        unique_by=tuple,
    )
)
def test_files_leave_what_reading_their_rows_one_by_one_would(
    make_project: Callable[[], Project], files: list[list[tuple[str, int]]]
) -> None:
    project = make_project()
    known: dict[str, int] = {}
    expected = []
    for number, rows in enumerate(files):
        project.write_calls(f"calls_{number}.csv", *(CALL.format(key, wait) for key, wait in rows))
        expected.append(_read_one_by_one(known, rows))
    reports = project.ingest()
    counts = [(r.accepted, r.unchanged, r.corrected, r.rejected) for r in reports]
    assert counts == expected
    assert all(r.read == r.accepted + r.unchanged + r.corrected + r.rejected for r in reports)
    found = dict(project.query("SELECT contact_id, wait_seconds::INTEGER FROM contacts"))
    assert found == known


def _read_one_by_one(known: dict[str, int], rows: list[tuple[str, int]]) -> tuple[int, int, int, int]:
    accepted = unchanged = corrected = rejected = 0
    for key, wait in rows:
        if wait < 0:
            rejected += 1
        elif key not in known:
            accepted += 1
            known[key] = wait
        elif known[key] == wait:
            unchanged += 1
        else:
            corrected += 1
            known[key] = wait
    return accepted, unchanged, corrected, rejected


def test_a_signal_is_no_failure_of_the_file_in_work(
    project: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    project.write_calls("calls.csv", "1,A,2024-01-02 09:00,Billing,phone,30,resolved")

    def interrupted(*_: object) -> None:
        with suppress(SystemExit):
            os.kill(os.getpid(), signal.SIGTERM)
        raise RuntimeError("Query interrupted")

    def work() -> None:
        list(ingest(project.settings, [], interrupted))

    assert exit_status(work) == 128 + signal.SIGTERM
    assert capfd.readouterr().err == "Stopped.\n"
    assert project.query("SELECT count(*) FROM loads") == [(0,)]
    assert project.ingest()[0].status == "loaded"
