"""Hand-overs between channels against plain SQL, what is planted, and the contacts behind each."""

from datetime import date

import duckdb
import pytest

from analytics.channels.hand_overs import hand_overs, recorded_hand_overs
from analytics.channels.lists import hand_over_list, went_on_to
from analytics.measuring import measure
from analytics.view import View
from sample_data import DEFAULT
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, Row, at, contacts, make_warehouse

VIEW = View(date(2026, 3, 1), date(2026, 5, 31))


def test_ways_are_what_sql_says(small_company: duckdb.DuckDBPyConnection) -> None:
    wanted = small_company.sql("""
        WITH in_order AS (
            SELECT
                *,
                lead(channel) OVER w AS next_channel,
                lead(occurred_at) OVER w AS next_at
            FROM contacts
            WHERE customer_id IS NOT NULL AND reason IS NOT NULL
            WINDOW w AS (PARTITION BY customer_id, reason ORDER BY occurred_at)
        )
        SELECT channel, next_channel, count(*), count_if(outcome = 'transferred')
        FROM in_order
        WHERE next_channel <> channel AND next_at <= occurred_at + INTERVAL 7 DAYS
            AND occurred_local::DATE BETWEEN '2026-03-01' AND '2026-05-31'
        GROUP BY ALL
    """).fetchall()
    found = hand_overs(small_company, SETTINGS, VIEW)
    assert sorted(found.select("channel", "next_channel", "contacts", "handed").rows()) == sorted(wanted)


def test_a_cell_leads_to_the_contacts_that_it_counts(small_company: duckdb.DuckDBPyConnection) -> None:
    for row in hand_overs(small_company, SETTINGS).head(12).iter_rows(named=True):
        behind = hand_over_list(went_on_to(row["channel"], row["next_channel"]))
        assert behind is not None
        sql = f"SELECT count(*) FROM contact_facts AS listed WHERE {behind.sql}"
        assert small_company.execute(sql, dict(behind.parameters(SETTINGS))).fetchall() == [
            (row["contacts"],)
        ]
    assert hand_over_list("csat") is None
    assert hand_over_list("hand_overs.[1]") is None


def test_planted_hand_overs_arrive_where_records_say(small_company: duckdb.DuckDBPyConnection) -> None:
    """The chatbot hands over to the desk, most often the phone; the few sent elsewhere name a department."""
    row = recorded_hand_overs(small_company, SETTINGS, View(picked={"department": ("요금",)})).filter(
        channel="chatbot"
    )
    first = row.row(0, named=True)
    assert first["handed_to"] == "phone"
    assert first["low"] < DEFAULT.handing_over.arrival_rate < first["high"]
    assert row["contacts"].sum() == first["n"]


def test_of_the_chatbot_more_go_on_than_are_handed_over(small_company: duckdb.DuckDBPyConnection) -> None:
    found = (
        hand_overs(small_company, SETTINGS).filter(channel="chatbot", next_channel="phone").row(0, named=True)
    )
    assert 0 < found["handed"] < found["contacts"] < found["n"]
    assert found["low"] > 0.08


def test_one_stop_is_broken_by_another_channel_and_by_an_earlier_contact() -> None:
    def contact(day: int, customer: str, channel: str = "phone") -> Row:
        return {"at": at(day), "customer_id": customer, "reason": "요금", "channel": channel}

    listed = [
        {"at": at(1)},
        *(contact(10, "A"), contact(12, "A", "web")),
        *(contact(10, "B"), contact(18, "B", "web")),
        contact(3, "TOO EARLY"),
        {"at": at(31)},
    ]
    with make_warehouse({"contacts": contacts(listed)}, SMALL) as connection:
        found = measure(connection, SMALL, "one_stop", ("channel",)).rows_by_key("channel", named=True)
    # A came back in two days, and that was no first contact; B came again after more than a week.
    assert [(row["value"], row["n"]) for row in found["phone"]] == [(0.5, 2)]
    assert [(row["value"], row["n"]) for row in found["web"]] == [(1.0, 1)]


@pytest.mark.parametrize("analysis", [hand_overs, recorded_hand_overs])
def test_without_contacts_there_are_no_rows(
    small_company: duckdb.DuckDBPyConnection, analysis: object
) -> None:
    assert callable(analysis)
    assert analysis(small_company, SETTINGS, View(date(2020, 1, 1), date(2020, 1, 31))).is_empty()
