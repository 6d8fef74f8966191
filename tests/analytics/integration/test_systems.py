"""What systems feed and what they never say, which measures need what, and whom several systems see."""

from itertools import permutations

import polars as pl
import pytest

from analytics.catalogue import MEASURES
from analytics.integration.feeds import feeds, with_measures
from analytics.integration.needs import ANY, needed_columns
from analytics.integration.overlap import overlap
from analytics.measuring import measure
from analytics.notes import NOT_IN_DATA
from analytics.view import View
from tests.analytics.integration.conftest import Company
from tests.analytics.integration.test_links import SYSTEMS
from tests.analytics.recovery.warehouses import SMALL, at, contacts, make_warehouse

CONTACTS, ANSWERS, CUSTOMERS = (frozenset({(kind, ANY)}) for kind in ("contacts", "answers", "customers"))


def of_contacts(*columns: str) -> frozenset[tuple[str, str]]:
    return CONTACTS | {("contacts", column) for column in columns}


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        ("contacts", CONTACTS),
        ("failure", CONTACTS),
        ("complaint", of_contacts("is_complaint")),
        ("wait_p90", of_contacts("wait_seconds")),
        ("promise_kept", of_contacts("wait_seconds", "promised_wait_seconds")),
        ("no_show", of_contacts("is_booked")),
        ("repeat_same_reason", of_contacts("customer_id", "reason")),
        ("time_to_recover_p90", of_contacts("recovery", "recovery_seconds")),
        ("csat", ANSWERS),
        ("servqual_empathy_gap", ANSWERS | {("answers", "expected")}),
        ("churn_rate", of_contacts("customer_id") | CUSTOMERS),
        (
            "left_without_complaint",
            of_contacts("customer_id") | CUSTOMERS | {("customers", "left_on")},
        ),
    ],
)
def test_a_measure_needs_the_columns_without_which_it_has_no_figure(
    name: str, needed: frozenset[tuple[str, str]]
) -> None:
    assert needed_columns()[name] == needed


def test_every_measure_needs_records_of_some_kind() -> None:
    needs = needed_columns()
    assert needs.keys() == MEASURES.keys()
    assert all(any(column == ANY for _, column in needed) for needed in needs.values())


def test_each_system_feeds_its_records_and_what_it_never_says_is_missed(company: Company) -> None:
    found = with_measures(feeds(company.reader, company.settings))
    rows = {(row["source"], row["record_kind"]): row for row in found.iter_rows(named=True)}
    world = company.world
    counts = world.contacts.group_by(source=pl.col("channel").replace_strict(SYSTEMS)).len()
    assert {place: row["records"] for place, row in rows.items()} == {
        **{(name, "contacts"): count for name, count in counts.iter_rows()},
        ("survey", "answers"): world.answers.height,
        ("staff_survey", "answers"): world.staff_answers.height,
        ("monitoring", "answers"): world.monitor_answers.height,
        ("customers", "customers"): world.customers.height,
        ("shop", "purchases"): world.purchases.height,
        ("hr", "staff"): company.reader.sql("FROM staff").count("*").fetchone()[0],
    }
    for name in ("call_centre", "digital"):
        row = rows[name, "contacts"]
        assert "is_booked" in row["lacking"]
        assert {"no_show", "appointment_kept"} <= {*row["missing"]}
    assert "is_booked" not in rows["branch", "contacts"]["lacking"]
    assert rows["branch", "contacts"]["missing"] == ["asked_again"]
    assert {"csat", "nps", "ces"} < set(rows["survey", "answers"]["fed"])
    assert "csat" not in rows["branch", "contacts"]["fed"]
    # What staff answer is no customer's, nor what monitors rate.
    for name in ("staff_survey", "monitoring"):
        assert rows[name, "answers"]["fed"] == rows[name, "answers"]["missing"] == []


def test_a_measure_that_a_system_misses_is_not_in_its_data(company: Company) -> None:
    of_phone = View(picked={"channel": ("phone",)})
    assert measure(company.reader, company.settings, "no_show", view=of_phone)["note"].item() == NOT_IN_DATA
    fed = with_measures(feeds(company.reader, company.settings)).filter(source="call_centre")["fed"][0]
    # Nothing is contained on the phone, where persons answer.
    for name in set(fed) - {"containment"}:
        figure = measure(company.reader, company.settings, name, view=of_phone)
        assert figure["n"].item() > 0, name


def test_a_system_without_records_of_the_days_feeds_nothing() -> None:
    with make_warehouse({"contacts": contacts([{"at": at(3), "load_id": 1}])}, SMALL) as connection:
        connection.execute("INSERT INTO loads (load_id, source, status) VALUES (1, 'calls', 'loaded')")
        (row,) = feeds(connection, SMALL).to_dicts()
        assert (row["source"], row["records"]) == ("calls", 1)
        assert "wait_seconds" in row["lacking"]
        assert feeds(connection, SMALL, View(at(4).date(), at(9).date())).is_empty()


def test_customers_seen_by_several_systems_are_those_of_the_records(company: Company) -> None:
    found = overlap(company.reader, company.settings)
    contacts_by = company.world.contacts.select(
        "customer_id", source=pl.col("channel").replace_strict(SYSTEMS), contact_id="contact_id"
    )
    about = company.world.answers.select("customer_id", "contact_id").join(
        contacts_by.select("contact_id", contact_customer="customer_id"), on="contact_id", how="left"
    )
    answers_by = about.select(
        pl.coalesce("customer_id", "contact_customer").alias("customer_id"), source=pl.lit("survey")
    )
    bought = company.world.purchases.select("customer_id", source=pl.lit("shop"))
    seen = pl.concat([contacts_by.select("customer_id", "source"), answers_by, bought]).drop_nulls().unique()
    sets = {source: set(seen.filter(source=source)["customer_id"]) for source in seen["source"].unique()}
    assert found.customers == seen["customer_id"].n_unique()
    numbers = seen.group_by("customer_id").len().group_by("len").len(name="customers").sort("len")
    assert found.by_number.select("systems", "customers").rows() == [
        (int(n), c) for n, c in numbers.iter_rows()
    ]
    pairs = {(row["source"], row["other"]): row for row in found.pairs.iter_rows(named=True)}
    assert pairs.keys() == set(permutations(sets, 2))
    for (one, other), row in pairs.items():
        assert (row["both"], row["n"]) == (len(sets[one] & sets[other]), len(sets[one]))
        assert row["low"] <= row["value"] <= row["high"]


def test_a_view_narrows_who_is_seen(company: Company) -> None:
    view = View(picked={"channel": ("chatbot",), "segment": ("우수",)})
    found = overlap(company.reader, company.settings, view)
    segment = company.world.customers.filter(segment="우수")["customer_id"]
    there = company.world.contacts.filter(pl.col("customer_id").is_in(segment.implode()), channel="chatbot")
    assert found.customers == there["customer_id"].n_unique()
