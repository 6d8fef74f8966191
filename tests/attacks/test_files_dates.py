"""F18: tables and marts hold the same contacts, whatever dates a file gives."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.extent import data_span
from tests.attacks.nasty_files import DATES
from tests.project import CALLS_SELECT, SETTINGS, Project
from warehouse.lake import open_reader

CALL = "{},k1,{},loans,phone,5,resolved"
ANY_DATE = st.one_of(
    st.sampled_from(DATES),
    st.datetimes(allow_imaginary=False).map(str),
    st.datetimes(datetime(1989, 12, 1), datetime(2027, 12, 1)).map(str),
    st.builds(
        "{}-{:02}-{:02} {:02}:00".format,
        *[st.integers(low, high) for low, high in ((-1, 300_000), (0, 13), (0, 32), (0, 25))],
    ),
)


@pytest.mark.parametrize("examples", [2, pytest.param(40, marks=pytest.mark.slow)])
def test_marts_hold_every_contact_whatever_its_date(
    make_project: Callable[[], Project], examples: int
) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(ANY_DATE, min_size=20, max_size=60))
    def hold(dates: list[str]) -> None:
        project = make_project()
        project.write("touchpoints.toml", "loading = {max_reject_share = 1}\n" + SETTINGS)
        assert_same_in_marts(project, dates)

    hold()


def assert_same_in_marts(project: Project, dates: list[str]) -> None:
    project.write_calls("calls.csv", *(CALL.format(f"c{place}", day) for place, day in enumerate(dates)))
    (report,) = project.ingest()
    assert report.status in ("loaded", "rejected"), report
    assert report.read == len(dates) == report.accepted + report.rejected
    assert set(report.rejected_by_rule) <= {"occurred_at.type", "occurred_at.range", "occurred_at.missing"}
    assert project.query(
        "SELECT (SELECT count(*) FROM contacts),"
        " (SELECT coalesce(sum(contacts), 0)::BIGINT FROM contact_daily)"
    ) == [(report.accepted, report.accepted)]


def span_of(project: Project) -> tuple[date, date] | None:
    with open_reader(project.settings) as connection:
        return data_span(connection)


def test_a_contact_far_ahead_is_rejected_and_one_that_is_taken_does_not_move_the_end(
    project: Project,
) -> None:
    project.write_calls(
        "calls.csv", CALL.format("a", "2026-01-05 10:00"), CALL.format("b", "2206-10-05 10:00")
    )
    (report,) = project.ingest()
    assert report.rejected_by_rule == {"occurred_at.range": 1}
    ahead = (datetime.now(UTC) + timedelta(days=9_000)).date()
    project.write("touchpoints.toml", "dates = {days_ahead = 10000}\n" + SETTINGS)
    project.write_calls("calls_2.csv", CALL.format("c", f"{ahead} 10:00"))
    project.ingest(project.folder / "calls_2.csv")
    assert span_of(project) == (date(2026, 1, 5), date(2026, 1, 5))


def test_data_that_all_lie_ahead_have_a_span(project: Project) -> None:
    project.write("touchpoints.toml", "dates = {days_ahead = 10000}\n" + SETTINGS)
    ahead = (datetime.now(UTC) + timedelta(days=100)).date()
    project.write_calls("calls.csv", CALL.format("a", f"{ahead} 10:00"))
    project.ingest()
    assert span_of(project) == (ahead, ahead)


def test_a_day_of_joining_that_cannot_be_is_rejected(project: Project) -> None:
    project.write("touchpoints.toml", SETTINGS + 'customers = "customers.sql"\n')
    project.write("customers.sql", "SELECT origin, id AS customer_id, wait AS joined_on FROM export")
    project.write("calls.sql", CALLS_SELECT.replace("wait AS", "'5' AS"))
    days = ["1899-12-31", "2200-01-01", "infinity", "-infinity", "9999-12-31", "99999-01-01", "0001-01-01"]
    rows = [CALL.format(f"c{place}", "2026-01-05 10:00") for place in range(len(days))]
    project.write_calls(
        "calls.csv", *(row.replace(",5,", f",{day},") for row, day in zip(rows, days, strict=True))
    )
    (report,) = project.ingest()
    assert report.rejected_by_rule == {"joined_on.range": len(days)}
    assert report.status == "rejected"
    assert "Nothing of its customers was accepted" in (report.reason or "")
    assert project.query("SELECT count(*) FROM contacts") == [(len(days),)]
