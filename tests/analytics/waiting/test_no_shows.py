"""A booking that nobody came to is a no-show, and no abandonment; who waited and left gave up."""

from datetime import datetime, timedelta

import duckdb
import pytest

from analytics.comparing.funnel import fair_comparison
from analytics.measuring import measure
from sample_data import DEFAULT
from tests.analytics.comparing.worlds import SETTINGS, company_marts
from tests.analytics.service import Row, make_service
from warehouse.lake import open_reader

ABANDONED = [
    # wait, booked, and what it is
    (None, True, "no_show"),
    (0, True, "no_show"),
    (12, True, "abandonment"),
    (12, False, "abandonment"),
    (12, None, "abandonment"),
    (0, False, "abandonment"),
    (None, False, "abandonment"),
    (None, None, "abandonment"),
]


def a_contact(number: int, wait: float | None, outcome: str, is_booked: bool | None) -> Row:
    at = datetime(2026, 1, 5, 9) + timedelta(minutes=number)
    return (f"c{number}", "k1", at, "loans", "phone", wait, None, outcome, None, None, is_booked)


@pytest.mark.parametrize(("wait", "is_booked", "what"), ABANDONED)
def test_what_ended_abandoned_counts_once(
    tmp_path_factory: pytest.TempPathFactory, wait: float | None, is_booked: bool | None, what: str
) -> None:
    served = [a_contact(number, 5, "resolved", number % 2 == 0) for number in range(4)]
    rows = [*served, a_contact(9, wait, "abandoned", is_booked)]
    project = make_service(tmp_path_factory.mktemp("calls"), rows, [])
    with open_reader(project.settings) as connection:
        found = {
            name: measure(connection, project.settings, name).row(0, named=True)
            for name in ("abandonment", "no_show", "service_level_negative")
        }
        ((no_shows, months),) = connection.sql(
            "SELECT (SELECT count_if(is_no_show) FROM contact_facts), (SELECT sum(abandoned) FROM "
            "customer_month)"
        ).fetchall()
    is_no_show = what == "no_show"
    assert (found["abandonment"]["value"], found["abandonment"]["n"]) == ((0, 4) if is_no_show else (0.2, 5))
    booked = 3 if is_booked else 2
    assert found["no_show"]["n"] == booked
    assert found["no_show"]["value"] == pytest.approx(is_no_show / booked)
    assert (no_shows, months) == ((1, 0) if is_no_show else (0, 1))
    assert found["service_level_negative"]["n"] == 4 + (wait is not None and not is_no_show)


def test_without_bookings_nobody_can_fail_to_show(tmp_path_factory: pytest.TempPathFactory) -> None:
    rows = [a_contact(number, None, "abandoned", None) for number in range(3)]
    project = make_service(tmp_path_factory.mktemp("unbooked"), rows, [])
    with open_reader(project.settings) as connection:
        assert measure(connection, project.settings, "no_show")["note"].item() == "not_in_data"
        assert measure(connection, project.settings, "abandonment")["value"].item() == 1


@pytest.fixture(scope="module")
def sample() -> duckdb.DuckDBPyConnection:
    return company_marts(1_000, 6)


def test_the_sample_company_shows_the_planted_no_shows_apart(sample: duckdb.DuckDBPyConnection) -> None:
    high = {
        name: measure(sample, SETTINGS, name, ("contact_tier",)).row(0, named=True)
        for name in ("no_show", "abandonment", "queue_abandonment")
    }
    assert {row["contact_tier"] for row in high.values()} == {"high"}
    assert high["no_show"]["low"] < DEFAULT.waiting.no_show_rate < high["no_show"]["high"]
    ((given_up, waited),) = sample.sql(
        """SELECT count_if(outcome = 'abandoned' AND wait_seconds > 0), count(*)
        FROM contact_facts WHERE contact_tier = 'high' AND NOT is_no_show"""
    ).fetchall()
    assert high["abandonment"]["value"] == pytest.approx(given_up / waited)
    assert high["abandonment"]["value"] < high["no_show"]["value"] / 2


def test_no_shows_can_be_compared_within_a_tier(sample: duckdb.DuckDBPyConnection) -> None:
    compared = fair_comparison(sample, SETTINGS, "no_show", "high")
    assert compared["n"].sum() == measure(sample, SETTINGS, "no_show", ("contact_tier",))["n"][0]
