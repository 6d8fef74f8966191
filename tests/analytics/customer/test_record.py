"""A customer's record holds every event that SQL finds of them, and says what is open and what came twice."""

from collections.abc import Iterator
from datetime import datetime

import duckdb
import polars as pl
import pytest

from analytics.customer.record import (
    CustomerRecord,
    NoSuchCustomer,
    customer_record,
    open_matters,
    said_again,
)
from analytics.customer.summary import line_rows, risk_sentences, sentences
from analytics.drivers.at_risk import customers_at_risk, risk_of
from analytics.view import View
from dashboard.pages.customer.event_words import event_name
from sample_data import World, simulate
from tests.analytics.recovery.warehouses import SETTINGS, at, contacts, make_warehouse


@pytest.fixture(scope="module")
def world() -> World:
    return simulate(3_000, 365, seed=4)


@pytest.fixture(scope="module")
def company(world: World) -> Iterator[duckdb.DuckDBPyConnection]:
    kinds = ("contacts", "answers", "customers", "purchases")
    with make_warehouse({kind: getattr(world, kind) for kind in kinds}, SETTINGS) as connection:
        yield connection


def of(connection: duckdb.DuckDBPyConnection, given: str) -> CustomerRecord:
    found = customer_record(connection, SETTINGS, given)
    assert isinstance(found, CustomerRecord)
    return found


def busiest(connection: duckdb.DuckDBPyConnection, count: int) -> list[str]:
    rows = connection.sql(
        "SELECT customer_id FROM contacts WHERE customer_id IN (SELECT customer_id FROM purchases)"
        f" AND customer_id IN (SELECT customer_id FROM customers) GROUP BY ALL ORDER BY count(*) "
        f"DESC, 1 LIMIT {count}"
    ).fetchall()
    return [customer for (customer,) in rows]


def test_the_line_holds_every_event_of_the_customer_and_no_other(company: duckdb.DuckDBPyConnection) -> None:
    for customer in busiest(company, 5):
        record = of(company, customer)
        values = {"customer": customer}
        contacts_of = "SELECT contact_id FROM contacts WHERE customer_id = $customer"
        queries = {
            "contact": contacts_of,
            "answers": (
                "SELECT DISTINCT survey_id FROM answers WHERE customer_id = $customer"
                f" OR contact_id IN ({contacts_of})"
            ),
            "purchase": (
                "SELECT purchase_id FROM purchases WHERE customer_id = $customer"
                f" OR contact_id IN ({contacts_of})"
            ),
        }
        for kind, query in queries.items():
            expected = {row[0] for row in company.execute(query, values).fetchall()}
            assert expected and set(record.line.filter(kind=kind)["id"]) == expected, kind
        assert record.line["at_local"].drop_nulls().is_sorted(descending=True)
        joined, left = company.execute(
            "SELECT joined_on, left_on FROM customers WHERE customer_id = $customer", values
        ).fetchall()[0]
        assert record.line.filter(kind="joined")["at_local"].dt.date().to_list() == [joined]
        assert record.line.filter(kind="left").height == (left is not None)
        assert record.known["joined_on"] == joined


def test_open_matters_are_those_that_sql_finds(company: duckdb.DuckDBPyConnection) -> None:
    query = """
        SELECT contact_id FROM contacts AS listed
        WHERE customer_id = $customer AND (
            (outcome = 'failed' AND recovery IS DISTINCT FROM 'recovered')
            OR (outcome = 'unresolved' AND NOT EXISTS (
                FROM contacts AS later
                WHERE later.customer_id = listed.customer_id AND later.reason = listed.reason
                    AND later.occurred_at > listed.occurred_at
            ))
        )
    """
    found = 0
    for customer in busiest(company, 20):
        expected = {row[0] for row in company.execute(query, {"customer": customer}).fetchall()}
        assert set(of(company, customer).open["id"]) == expected
        found += len(expected)
    assert found > 20


def test_what_came_again_is_what_sql_finds(company: duckdb.DuckDBPyConnection) -> None:
    query = """
        SELECT contact_id FROM contacts AS listed
        WHERE customer_id = $customer AND (asked_again OR EXISTS (
            FROM contacts AS earlier
            WHERE earlier.customer_id = listed.customer_id AND earlier.reason = listed.reason
                AND earlier.occurred_at < listed.occurred_at
                AND earlier.occurred_at >= listed.occurred_at - INTERVAL 7 DAY
        ))
    """
    found = 0
    for customer in busiest(company, 20):
        expected = {row[0] for row in company.execute(query, {"customer": customer}).fetchall()}
        assert set(of(company, customer).repeated["id"]) == expected
        found += len(expected)
    assert found > 20


def test_ids_of_contacts_surveys_and_purchases_lead_to_their_customer(
    company: duckdb.DuckDBPyConnection,
) -> None:
    (customer,) = busiest(company, 1)
    line = of(company, customer).line
    for kind in ("contact", "answers", "purchase"):
        assert of(company, line.filter(kind=kind)["id"][0]).customer_id == customer


def test_nobody_with_the_id_gives_the_nearest(company: duckdb.DuckDBPyConnection) -> None:
    (customer,) = busiest(company, 1)
    assert of(company, f" {customer} ").customer_id == customer
    slip = customer.lower()
    found = customer_record(company, SETTINGS, slip)
    assert isinstance(found, NoSuchCustomer)
    assert found.nearest[0] == customer and len(found.nearest) == 5
    assert customer in str(found.error)


def test_a_customer_of_another_system_has_contacts_and_no_known_state(
    company: duckdb.DuckDBPyConnection,
) -> None:
    ((customer,),) = company.execute(
        "SELECT min(customer_id) FROM contacts WHERE customer_id NOT IN (SELECT customer_id FROM customers)"
    ).fetchall()
    record = of(company, customer)
    assert record.known == {} and len(record.contacts)
    said = [words.en for words in sentences(record, 7)]
    assert "The customer records do not hold this id." in said


def test_the_risk_is_that_of_the_list(company: duckdb.DuckDBPyConnection) -> None:
    listed = customers_at_risk(company, SETTINGS, 3).customers
    for row in listed.iter_rows(named=True):
        found = risk_of(company, SETTINGS, row["customer_id"])
        assert found.customers.rows(named=True) == [row]
        assert f"{100 * row['hazard']:.1f} %" in next(risk_sentences(found)).en
    ((gone,),) = company.execute(
        "SELECT min(customer_id) FROM customers WHERE left_on IS NOT NULL"
    ).fetchall()
    assert risk_of(company, SETTINGS, gone).customers.is_empty()


def test_those_who_complained_are_marked_or_left_out(company: duckdb.DuckDBPyConnection) -> None:
    marked = customers_at_risk(company, SETTINGS, 1_000_000).customers
    others = customers_at_risk(company, SETTINGS, 1_000_000, View(), None, "left_out").customers
    complained = company.sql(
        "SELECT DISTINCT customer_id FROM contacts WHERE is_complaint"
        " AND occurred_local >= '2026-10-01' AND customer_id IS NOT NULL"
    ).pl()["customer_id"]
    is_marked = marked.filter(pl.col("complaints") > 0)["customer_id"]
    assert set(is_marked) == set(marked["customer_id"]) & set(complained) and len(is_marked) > 5
    assert set(others["customer_id"]) == set(marked["customer_id"]) - set(is_marked)


def test_a_change_of_what_is_known_stands_on_its_day() -> None:
    states = pl.DataFrame(
        {
            "customer_id": ["K1", "K1"],
            "valid_from": [datetime(2026, 1, 1).date(), datetime(2026, 2, 1).date()],
            "segment": ["일반", "우수"],
        }
    )
    with make_warehouse({"customers": states.tail(1), "contacts": contacts([{"at": at(3)}])}) as connection:
        connection.register("earlier", states.head(1))
        connection.execute("INSERT INTO customer_history BY NAME FROM earlier")
        line = of(connection, "K1").line
    (change,) = line.filter(kind="change").rows(named=True)
    assert (change["what"], change["before"], change["after"]) == ("segment", "일반", "우수")
    assert change["at_local"] == datetime(2026, 2, 1)


def test_a_failure_is_open_until_it_is_recovered_and_a_matter_until_its_reason_comes_again() -> None:
    rows = [
        {"at": at(1), "customer_id": "K1", "outcome": "failed", "recovery": "recovered", "reason": "a"},
        {"at": at(2), "customer_id": "K1", "outcome": "failed", "recovery": "attempted", "reason": "a"},
        {"at": at(3), "customer_id": "K1", "outcome": "unresolved", "reason": "b"},
        {"at": at(4), "customer_id": "K1", "outcome": "unresolved", "reason": "b"},
        {"at": at(20), "customer_id": "K1", "outcome": "resolved", "reason": "c", "asked_again": True},
        {"at": at(21), "customer_id": "K1", "outcome": "unresolved", "reason": None},
    ]
    with make_warehouse({"contacts": contacts(rows)}) as connection:
        line = of(connection, "K1").line
    opened = open_matters(line)
    assert dict(opened.select("id", "open").iter_rows()) == {
        "K00001": "failure",
        "K00003": "unresolved",
        "K00005": "unresolved",
    }
    again = said_again(line, 7)
    assert dict(again.select("id", "again").iter_rows()) == {
        "K00001": "same_reason",
        "K00003": "same_reason",
        "K00004": "asked_again",
    }


def test_calls_of_the_company_are_told_apart_from_contacts_with_outcomes_of_their_own() -> None:
    called = {"customer_id": "K1", "direction": "outbound", "reason": "happy call"}
    rows = [
        {"at": at(1), "customer_id": "K1", "outcome": "resolved", "reason": "happy call"},
        {"at": at(2), "outcome": "abandoned"} | called,
        {"at": at(3), "outcome": "unresolved"} | called,
        {"at": at(4), "outcome": "resolved"} | called,
    ]
    with make_warehouse({"contacts": contacts(rows)}) as connection:
        found = of(connection, "K1")
    assert found.line.filter(kind="call")["outcome"].to_list() == ["answered", "reached", "no_answer"]
    assert found.contacts["outcome"].to_list() == ["resolved"]
    assert found.open.is_empty() and found.repeated.is_empty()
    said = [event_name(event, "en") for event in found.line.filter(kind="call").to_dicts()]
    assert said[-1] == "Call by the company · happy call · No answer"
    korean = event_name(found.line.filter(kind="call").to_dicts()[0], "ko")
    assert korean == "회사가 건 전화 · happy call · 응답함"


def test_rows_have_the_marks_and_the_scores_as_text(company: duckdb.DuckDBPyConnection) -> None:
    (customer,) = busiest(company, 1)
    record = of(company, customer)
    rows = line_rows(record)
    assert rows.height == record.line.height
    assert rows.drop_nulls("open").height == record.open.height
    assert rows.filter(kind="answers")["scores"].str.contains("csat").all()
