"""Contacts are listed as SQL would list them, whatever the table's head asks for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from analytics.catalogue import MEASURES
from analytics.view import View
from dashboard.address.selection import Selection
from dashboard.lake.contacts import COLUMNS, ContactQuery, count_contacts, read_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.departments.contact_table import file_rows, shown_rows
from dashboard.parts.download import Rows, csv_file
from tests.project import Project

MAY = View(date(2026, 5, 1), date(2026, 5, 31))
IN_MAY = "day BETWEEN '2026-05-01' AND '2026-05-31'"


@pytest.fixture
def reading(store: Store) -> Iterator[Reading]:
    with store.reading() as reading:
        yield reading


def count_by_sql(company: Project, condition: str) -> int:
    ((count,),) = company.query(f"SELECT count(*) FROM contact_facts WHERE {IN_MAY} AND {condition}")
    return int(count)


def test_the_contacts_of_a_customer_are_theirs_alone(reading: Reading, company: Project) -> None:
    query = ContactQuery(MAY, customer="C7")
    assert count_contacts(reading, query) == count_by_sql(company, "customer_id = 'C7'") > 0
    assert set(read_contacts(reading, query, 0, 5)["customer_id"]) == {"C7"}


@pytest.mark.parametrize(
    ("column", "given", "condition"),
    [
        ("department", {"type": "contains", "filter": "기술"}, "department = '기술지원'"),
        ("department", {"type": "startsWith", "filter": "요"}, "department = '요금'"),
        ("channel", {"type": "equals", "filter": "PHONE"}, "channel = 'phone'"),
        ("customer_id", {"type": "blank"}, "customer_id IS NULL"),
        ("outcome", {"type": "contains", "filter": "실패"}, "outcome = 'failed'"),
        ("outcome", {"type": "contains", "filter": "resol"}, "outcome IN ('resolved', 'unresolved')"),
        ("contact_tier", {"type": "contains", "filter": "고접"}, "contact_tier = 'high'"),
        ("is_complaint", {"type": "contains", "filter": "예"}, "is_complaint"),
        ("wait_seconds", {"type": "greaterThan", "filter": 60}, "wait_seconds > 60"),
        ("wait_seconds", {"type": "inRange", "filter": 10, "filterTo": 20}, "wait_seconds BETWEEN 10 AND 20"),
        (
            "occurred_local",
            {"type": "equals", "dateFrom": "2026-05-05 00:00:00", "dateTo": None},
            "day = '2026-05-05'",
        ),
        ("occurred_local", {"type": "lessThan", "dateFrom": "2026-05-05 00:00:00"}, "day < '2026-05-05'"),
    ],
)
def test_a_filter_keeps_what_sql_keeps(
    reading: Reading, company: Project, column: str, given: dict[str, Any], condition: str
) -> None:
    query = ContactQuery(MAY, filters={column: given})
    assert count_contacts(reading, query) == count_by_sql(company, condition)


@pytest.mark.parametrize(
    "filters",
    [
        {"1 = 1) OR (1": {"type": "equals", "filter": "x"}},
        {"department": {"type": "drop table", "filter": "x"}},
        {"department": {"type": "contains", "filter": None}},
    ],
)
def test_a_filter_that_is_not_offered_is_left_out(
    reading: Reading, company: Project, filters: dict[str, Any]
) -> None:
    assert count_contacts(reading, ContactQuery(MAY, filters=filters)) == count_by_sql(company, "true")


def test_quotes_in_a_filter_are_only_text(reading: Reading) -> None:
    given = {"type": "contains", "filter": "'; DROP TABLE contacts; --"}
    assert count_contacts(reading, ContactQuery(MAY, filters={"reason": given})) == 0


def test_the_newest_come_first_unless_sorted(reading: Reading) -> None:
    newest = read_contacts(reading, ContactQuery(MAY), 0, 50)["occurred_local"]
    assert newest.to_list() == sorted(newest, reverse=True)
    by_wait = ContactQuery(MAY, sort=[{"colId": "wait_seconds", "sort": "desc"}, {"colId": "1; --"}])
    waits = read_contacts(reading, by_wait, 0, 50)["wait_seconds"]
    assert waits.to_list() == sorted(waits, reverse=True)


def test_pages_of_rows_join_without_gap_or_overlap(reading: Reading) -> None:
    whole = read_contacts(reading, ContactQuery(MAY), 0, 90)
    parts = [read_contacts(reading, ContactQuery(MAY), first, 30) for first in (0, 30, 60)]
    assert [row for part in parts for row in part.rows()] == whole.rows()


def test_the_contacts_behind_failures_are_those_that_failed(reading: Reading, company: Project) -> None:
    assert count_contacts(reading, ContactQuery(MAY, "failure")) == count_by_sql(
        company, "outcome = 'failed'"
    )
    assert count_contacts(reading, ContactQuery(MAY, "promise_kept")) == count_by_sql(
        company, "wait_seconds > 90"
    )
    assert count_contacts(reading, ContactQuery(MAY, "no such measure")) == count_by_sql(company, "true")


def test_the_contacts_behind_repeats_are_as_many_as_the_measure_counts(reading: Reading) -> None:
    figure = reading.measure("repeat_contact", (), MAY).row(0, named=True)
    followed = count_contacts(reading, ContactQuery(MAY, "repeat_contact"))
    assert followed == round(figure["value"] * figure["n"])


@pytest.mark.parametrize("name", list(MEASURES))
def test_every_measure_leads_to_contacts(reading: Reading, name: str) -> None:
    assert (
        count_contacts(reading, ContactQuery(MAY, name)) > 0
        or name.startswith(("ces", "servqual"))
        or name
        in (
            "abandonment",
            "no_show",
            "appointment_kept",
            "queue_abandonment",
            "nps",
            "churn_rate",
            "inactivity_rate",
            "left_without_complaint",
            "left_without_word",
            "containment",
            "asked_again",
            "service_mean",
            "recovery_rate",
            "time_to_recover_p50",
            "time_to_recover_p90",
            # Nothing was bought here, and no contact has a cost.
            *("purchases", "purchase_amount", "repurchase", "bought_after_contact", "conversion"),
            *("sales_per_contact", "refund_rate", "cost_per_contact", "cost_per_resolved"),
        )
    )
    assert MEASURES[name].contacts_behind.label.ko


def test_rows_and_spreadsheet_say_words_instead_of_codes(reading: Reading) -> None:
    failed = read_contacts(reading, ContactQuery(MAY, "failure"), 0, 5)
    (row, *_) = shown_rows(failed, Selection(language="ko"), reading.settings)
    assert set(row) == {*COLUMNS, "record"}
    assert row["outcome"] == "실패"
    assert row["contact_tier"] in ("고접촉", "중접촉", "저접촉")
    header, first, *_ = csv_file(Rows("", file_rows(failed, "en")))["content"].splitlines()
    assert header.startswith("\ufeffTime,Department,Channel,Tier,Reason,Wait (s),Promised wait (s),Outcome")
    assert ",Failed," in first
