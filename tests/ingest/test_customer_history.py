"""Customers keep their history: every state from its day on, whatever order the exports come in."""

from collections.abc import Callable
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.marts.refresh import refresh
from ingest.rejected.which import Which
from ingest.replay import replay
from ingest.run import ingest
from tests.project import SETTINGS, Project
from warehouse.upkeep import tidy

DATED = """
[[sources]]
name = "people"
files = "people*.csv"
format = "csv"
date_in_name = "%Y-%m-%d"
customers = "people.sql"
"""
SELECT = "SELECT origin, id AS customer_id, segment, value AS annual_value FROM export"
FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)


@pytest.fixture
def make_dated(make_project: Callable[[], Project]) -> Callable[[], Project]:
    """Makes projects whose customers come in files with the day in their names."""

    def make() -> Project:
        project = make_project()
        project.write("touchpoints.toml", SETTINGS + DATED)
        project.write("people.sql", SELECT)
        return project

    return make


@pytest.fixture
def dated(make_dated: Callable[[], Project]) -> Project:
    return make_dated()


def write(project: Project, name: str, *rows: str) -> None:
    project.write(f"people {name}.csv", "\n".join(["id,segment,value", *rows, ""]))


def load(project: Project, name: str) -> tuple[int, int, int, int]:
    """Load one file without marts, which have no part in this: read, accepted, unchanged, corrected."""
    path = project.folder / f"people {name}.csv"
    (report,) = ingest(project.settings, [path], lambda *_: None)
    assert report.status == "loaded", report.reason
    assert report.read == report.accepted + report.unchanged + report.corrected + report.rejected
    return report.read, report.accepted, report.unchanged, report.corrected


def states(project: Project) -> list[tuple[object, ...]]:
    query = "SELECT customer_id, day(valid_from), segment FROM customer_states ORDER BY ALL"
    return project.query(query)


def test_a_change_is_a_state_from_its_day_on_and_a_repetition_none(dated: Project) -> None:
    for day, segment in ((1, "basic"), (2, "basic"), (3, "gold"), (4, "gold")):
        write(dated, f"2026-10-0{day}", f"a,{segment},5")
    assert [load(dated, f"2026-10-0{day}") for day in range(1, 5)] == [
        (1, 1, 0, 0),
        (1, 0, 1, 0),
        (1, 0, 0, 1),
        (1, 0, 1, 0),
    ]
    assert states(dated) == [("a", 1, "basic"), ("a", 3, "gold")]
    assert dated.query("SELECT segment, day(valid_from) FROM customers") == [("gold", 3)]


def test_periods_cover_all_days_without_a_gap(dated: Project) -> None:
    write(dated, "2026-10-01", "a,basic,5", "b,basic,5")
    write(dated, "2026-10-03", "a,gold,5")
    write(dated, "2026-10-05", "a,top,5")
    dated.ingest()
    query = "SELECT customer_id, valid_from, valid_until, segment FROM customer_periods ORDER BY ALL"
    assert dated.query(query) == [
        ("a", FIRST, date(2026, 10, 3), "basic"),
        ("a", date(2026, 10, 3), date(2026, 10, 5), "gold"),
        ("a", date(2026, 10, 5), LAST, "top"),
        ("b", FIRST, LAST, "basic"),
    ]


def test_an_old_export_loaded_late_does_not_override(dated: Project) -> None:
    write(dated, "2026-10-01", "a,basic,5")
    write(dated, "2026-10-09", "a,gold,5")
    load(dated, "2026-10-09")
    assert load(dated, "2026-10-01") == (1, 0, 0, 1)
    assert dated.query("SELECT segment FROM customers") == [("gold",)]
    assert states(dated) == [("a", 1, "basic"), ("a", 9, "gold")]


def test_a_late_state_ends_where_a_later_export_had_said_otherwise(dated: Project) -> None:
    for day, segment in ((1, "basic"), (2, "gold"), (3, "basic"), (4, "basic")):
        write(dated, f"2026-10-0{day}", f"a,{segment},5", "b,basic,5")
    for day in (1, 4, 3, 2):
        load(dated, f"2026-10-0{day}")
    assert states(dated) == [("a", 1, "basic"), ("a", 2, "gold"), ("a", 3, "basic"), ("b", 1, "basic")]


def test_a_state_that_merged_into_an_earlier_one_stands_again_behind_another(dated: Project) -> None:
    for day, segment in ((1, "basic"), (2, "gold"), (3, "basic"), (4, "gold")):
        write(dated, f"2026-10-0{day}", f"a,{segment},5")
    for day in (1, 4, 2, 3):
        load(dated, f"2026-10-0{day}")
    assert states(dated) == [("a", 1, "basic"), ("a", 2, "gold"), ("a", 3, "basic"), ("a", 4, "gold")]


def test_many_customers_at_once_change_and_change_back(dated: Project) -> None:
    for day, segment in ((1, "basic"), (2, "gold"), (3, "basic")):
        write(dated, f"2026-10-0{day}", *(f"{number},{segment},5" for number in range(300)), f"b,{segment},")
    counts = [load(dated, f"2026-10-0{day}") for day in (1, 3, 2)]
    assert counts == [(301, 301, 0, 0), (301, 0, 301, 0), (301, 0, 0, 301)]
    query = "SELECT day(valid_from), segment, count(*) FROM customer_states GROUP BY ALL ORDER BY ALL"
    assert dated.query(query) == [(1, "basic", 301), (2, "gold", 301), (3, "basic", 301)]


def test_a_customer_whom_an_export_left_out_is_not_taken_to_be_as_before(dated: Project) -> None:
    write(dated, "2026-10-01", "a,basic,5", "b,basic,5", "c,basic,5")
    write(dated, "2026-10-03", "a,basic,5", "c,basic,5")
    write(dated, "2026-10-02", *(f"{name},gold,5" for name in "abc"))
    for day in (1, 3, 2):
        load(dated, f"2026-10-0{day}")
    latest = dated.query("SELECT customer_id, segment FROM customers ORDER BY 1")
    assert latest == [("a", "basic"), ("b", "gold"), ("c", "basic")]


def test_the_same_content_of_another_day_is_another_export(dated: Project) -> None:
    for day, segment in ((1, "basic"), (2, "gold"), (3, "basic")):
        write(dated, f"2026-10-0{day}", f"a,{segment},5")
    assert [report.status for report in dated.ingest()] == ["loaded"] * 3
    assert dated.query("SELECT segment FROM customers") == [("basic",)]


def test_a_select_may_state_the_day_of_each_row(dated: Project) -> None:
    dated.write("touchpoints.toml", SETTINGS + DATED.replace('date_in_name = "%Y-%m-%d"\n', ""))
    dated.write("people.sql", "SELECT origin, id AS customer_id, segment, value AS valid_from FROM export")
    write(dated, "log", "a,gold,2026-10-05", "a,basic,2026-10-01", "a,basic,2026-10-03", "b,basic,2026-99-99")
    (report,) = dated.ingest()
    assert (report.accepted, report.unchanged, report.corrected) == (1, 1, 1)
    assert report.rejected_by_rule == {"valid_from.type": 1}
    assert states(dated) == [("a", 1, "basic"), ("a", 5, "gold")]


def test_without_a_stated_day_the_load_of_a_day_that_came_last_holds(dated: Project) -> None:
    dated.write("touchpoints.toml", SETTINGS + DATED.replace('date_in_name = "%Y-%m-%d"\n', ""))
    for name, segment in (("1", "gold"), ("2", "basic")):
        write(dated, name, f"a,{segment},5")
        load(dated, name)
    assert dated.query("SELECT segment FROM customers") == [("basic",)]
    assert dated.query("SELECT count(*) FROM customer_states WHERE valid_from IS NULL") == [(0,)]


def test_of_two_states_for_one_day_that_which_says_more_holds(dated: Project) -> None:
    write(dated, "2026-10-01 full", "a,basic,5")
    write(dated, "2026-10-01 part", "a,basic,")
    assert (load(dated, "2026-10-01 full"), load(dated, "2026-10-01 part")) == ((1, 1, 0, 0), (1, 0, 1, 0))
    assert dated.query("SELECT segment, annual_value FROM customers") == [("basic", 5.0)]


def test_a_replay_puts_a_row_where_its_load_would_have(dated: Project) -> None:
    write(dated, "2026-10-01", "a,basic,5", "b,basic,?")
    write(dated, "2026-10-03", "a,gold,5", "b,gold,5")
    dated.ingest()
    dated.write("people.sql", SELECT.replace("value AS", "try_cast(value AS DOUBLE) AS"))
    (report,) = replay(dated.settings, Which("people"), refresh)
    assert (report.read, report.accepted, report.corrected) == (1, 0, 1)
    assert states(dated) == [("a", 1, "basic"), ("a", 3, "gold"), ("b", 1, "basic"), ("b", 3, "gold")]


def test_a_replayed_row_leaves_what_a_later_load_said_of_the_same_day(dated: Project) -> None:
    write(dated, "2026-10-01 a", "a,basic,?", "b,basic,5")
    write(dated, "2026-10-01 b", "a,gold,5")
    dated.ingest()
    dated.write("people.sql", SELECT.replace("value AS", "try_cast(value AS DOUBLE) AS"))
    (report,) = replay(dated.settings, Which("people"), refresh)
    assert report.rejected_by_rule == {"customer_id.taken": 1}
    assert states(dated) == [("a", 1, "gold"), ("b", 1, "basic")]


def test_a_name_without_a_day_fails_and_says_how_to_mend_it(dated: Project) -> None:
    write(dated, "2026-13-01", "a,basic,5")
    (report,) = dated.ingest()
    assert report.status == "failed"
    assert "holds no day as %Y-%m-%d" in str(report.reason)
    assert "date_in_name" in str(report.reason)


def test_a_column_of_the_company_has_a_history_too(dated: Project) -> None:
    write(dated, "2026-10-01", *(f"{number},basic,5" for number in range(150)))
    dated.ingest()
    own = '\n[[dimensions]]\nname = "area"\nof = "customers"\n'
    dated.write("touchpoints.toml", SETTINGS + own + DATED)
    dated.write("people.sql", SELECT.replace("value AS annual_value", "5 AS annual_value, value AS area"))
    write(dated, "2026-10-02", "7,basic,Seoul")
    write(dated, "2026-10-03", "7,basic,Busan")
    dated.ingest()
    dated.write("touchpoints.toml", SETTINGS + DATED)
    dated.write("people.sql", SELECT)
    write(dated, "2026-10-04", "7,gold,5")
    dated.ingest()
    tidy(dated.settings)
    query = "SELECT day(valid_from), segment, area FROM customer_states WHERE customer_id = '7' ORDER BY 1"
    assert dated.query(query) == [
        (1, "basic", None),
        (2, "basic", "Seoul"),
        (3, "basic", "Busan"),
        (4, "gold", None),
    ]


Exports = list[tuple[str, int, list[tuple[str, str]]]]
EXPORTS = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["", "x", "y"])), min_size=1, max_size=5),
    ),
    min_size=2,
    max_size=7,
).map(lambda drawn: [(f"2026-10-0{day} {number}", day, rows) for number, (day, rows) in enumerate(drawn)])


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EXPORTS, st.randoms(use_true_random=False))
def test_any_order_of_loads_leaves_the_states_that_the_exports_state(
    make_dated: Callable[[], Project], exports: Exports, random: Random
) -> None:
    project = make_dated()
    order = exports.copy()
    random.shuffle(order)
    for name, _, rows in order:
        write(project, name, *(f"{customer},{segment}," for customer, segment in rows))
    paths = [project.folder / f"people {name}.csv" for name, *_ in order]
    for report in ingest(project.settings, paths, lambda *_: None):
        assert report.status in ("loaded", "known"), report.reason
        assert report.read == report.accepted + report.unchanged + report.corrected
    expected = stated(exports)
    assert states(project) == expected
    latest = {customer: (customer, day, segment) for customer, day, segment in expected}
    query = "SELECT customer_id, day(valid_from), segment FROM customers ORDER BY 1"
    assert project.query(query) == [latest[customer] for customer in sorted(latest)]


def stated(exports: Exports) -> list[tuple[str, int, str | None]]:
    """Row by row: the last of a file counts, of several files the greatest; a state is where it changes."""
    by_day: dict[tuple[str, int], set[str]] = {}
    for _, day, rows in exports:
        for customer, segment in dict(rows).items():
            by_day.setdefault((customer, day), set()).add(segment)
    found: list[tuple[str, int, str | None]] = []
    for (customer, day), segments in sorted(by_day.items()):
        segment = max(segments) or None
        if not found or found[-1][0] != customer or found[-1][2] != segment:
            found.append((customer, day, segment))
    return found
