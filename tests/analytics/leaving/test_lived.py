"""What leavers say beside what they lived through, and what follows a failure."""

from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.leaving.lists import LISTS
from analytics.leaving.lived import SHOWN_BY, said_and_lived, said_beside_drivers
from analytics.leaving.paths import STEPS, failure_paths
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.view import View
from sample_data import DEFAULT
from tests.analytics.leaving.test_causes import VOLUNTARY, leavers
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, at, contacts, make_warehouse

TRUE = DEFAULT.causes
# What the generator adds to a cause for the month before, where that is all that records show of it.
PLANTED = {
    "inconvenience": TRUE.added_by_exposure["inconvenience", "broken_promise"],
    "encounter_failure": TRUE.added_by_exposure["encounter_failure", "complaint"],
    "response_to_failure": TRUE.added_by_exposure["response_to_failure", "failure_unrecovered"],
}


def test_planted_additions_lie_within_their_intervals(company: duckdb.DuckDBPyConnection) -> None:
    found = {row["cause"]: row for row in said_and_lived(company, SETTINGS).iter_rows(named=True)}
    assert found.keys() == SHOWN_BY.keys()
    for cause, added in PLANTED.items():
        row = found[cause]
        assert row["difference_low"] < VOLUNTARY * added < row["difference_high"], cause


def test_four_sides_are_counted_and_the_gap_is_what_is_said_less_what_was_lived() -> None:
    made = contacts(
        [
            {"at": at(2), "customer_id": f"C{number:04}", "outcome": "failed", "recovery": "none"}
            for number in range(3)
        ]
        + [{"at": at(2), "customer_id": f"C{number:04}"} for number in range(3, 8)]
    )
    april = date(2026, 4, 3)
    rows = [
        {"left_on": april, "leave_causes": cause}
        for cause in ("core_failure", "price", "price", "core_failure", *["price"] * 4)
    ]
    with make_warehouse({"contacts": made, "customers": leavers(rows)}, SMALL) as connection:
        found = said_and_lived(connection, SMALL)
    row = found.row(by_predicate=pl.col("cause") == "core_failure", named=True)
    assert [row[side] for side in ("both", "lived_only", "said_only", "neither")] == [1, 2, 1, 4]
    assert row["gap"] == pytest.approx((1 - 2) / 8)
    assert row["said_if_lived"] == pytest.approx(1 / 3)
    assert row["difference"] == pytest.approx(1 / 3 - 1 / 5)
    assert row["verdict"] == "alike"


def test_who_left_in_the_first_month_of_the_data_is_left_out() -> None:
    made = contacts([{"at": at(2), "customer_id": "C0000", "outcome": "failed"}])
    rows = [{"left_on": date(2026, 3, 9), "leave_causes": "core_failure"}]
    with make_warehouse({"contacts": made, "customers": leavers(rows)}, SMALL) as connection:
        assert said_and_lived(connection, SMALL)["n"].to_list() == [0] * len(SHOWN_BY)


def test_the_share_of_a_driver_stands_beside_what_it_shows(company: duckdb.DuckDBPyConnection) -> None:
    found = said_beside_drivers(company, SETTINGS)
    shares = dict(found.select("cause", "driver_share").iter_rows())
    assert shares["core_failure"] == shares["response_to_failure"]
    assert shares["inconvenience"] != shares["core_failure"]
    assert (found["driver_low"] < found["driver_high"]).all()


@pytest.fixture(scope="module")
def picked() -> View:
    return View(
        date(2026, 2, 1), date(2026, 5, 31), {"contact_tier": ("medium", "high"), "segment": ("일반",)}
    )


def test_each_band_is_as_wide_as_sql_counts_contacts_behind_it(
    company: duckdb.DuckDBPyConnection, picked: View
) -> None:
    found = failure_paths(company, SETTINGS, picked)
    assert found.failures > 300
    for link in found.links.iter_rows(named=True):
        behind = LISTS[link["name"]]
        counted = company.sql(
            f"""SELECT count(*) FROM contact_facts AS listed
            JOIN customers ON customers.customer_id = listed.customer_id AND segment = '일반'
            WHERE day BETWEEN $since AND $until AND contact_tier IN ('medium', 'high')
                AND ({behind.sql.replace("customer_id IN", "listed.customer_id IN")})""",
            params={"since": picked.since, "until": picked.until},
        ).fetchall()
        assert counted == [(link["failures"],)], link["name"]


def test_as_many_failures_come_in_as_go_out_at_every_step(company: duckdb.DuckDBPyConnection) -> None:
    found = failure_paths(company, SETTINGS)
    for step in STEPS:
        assert found.links.filter(step=step)["failures"].sum() == found.failures
    coming = found.links.group_by("target").agg(pl.col("failures").sum()).rows()
    going = dict(found.links.group_by("source").agg(pl.col("failures").sum()).iter_rows())
    assert all(going.get(place, failures) == failures for place, failures in coming)


def test_each_failure_goes_one_way() -> None:
    made = contacts(
        [
            {
                "at": at(2),
                "customer_id": "C0000",
                "outcome": "failed",
                "is_complaint": True,
                "recovery": "none",
            },
            {"at": at(3), "customer_id": "C0001", "outcome": "failed", "recovery": "recovered"},
            {"at": at(4), "customer_id": "nobody", "outcome": "failed"},
            {"at": at(5), "customer_id": "C0001"},
            {"at": at(30, month=5)},
        ]
    )
    rows = [{"left_on": date(2026, 4, 20)}, {"left_on": date(2026, 5, 2)}]
    with make_warehouse({"contacts": made, "customers": leavers(rows)}, SMALL) as connection:
        found = failure_paths(connection, SMALL)
    assert found.paths.rows() == [
        ("complained", "none", "left", 1),
        ("no_complaint", "recovered", "stayed", 1),
        ("no_complaint", "unknown", "no_record", 1),
    ]


def test_where_nobody_is_on_record_as_having_left_of_nobody_it_is_known() -> None:
    made = contacts([{"at": at(2), "customer_id": "C0000", "outcome": "failed"}, {"at": at(30, month=5)}])
    with make_warehouse({"contacts": made, "customers": leavers([{"left_on": None}])}, SMALL) as connection:
        found = failure_paths(connection, SMALL)
        few = failure_paths(connection, SETTINGS)
        none = failure_paths(connection, SMALL, View(date(2026, 5, 1), date(2026, 5, 2)))
    assert found.paths["end_step"].to_list() == ["no_record"]
    assert (found.note, few.note, none.note) == (None, TOO_FEW, NOT_IN_DATA)
