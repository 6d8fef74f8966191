"""What moved where, against plain SQL; what went with it, planted; the contacts behind."""

from datetime import date
from random import Random

import duckdb
import polars as pl
import pytest

from analytics.focus import sample
from analytics.focus.lists import Way, moved_by, moved_list
from analytics.focus.moves import moves
from analytics.notes import TOO_FEW
from analytics.view import View
from tests.analytics.recovery.warehouses import SETTINGS, Row, at, contacts, make_warehouse
from warehouse.errors import QueryError

ON = date(2026, 5, 1)


def test_ways_are_what_sql_says(small_company: duckdb.DuckDBPyConnection) -> None:
    wanted = small_company.sql(f"""
        WITH firsts AS (
            SELECT DISTINCT ON (customer_id, reason, day >= '{ON}')
                customer_id, reason, day >= '{ON}' AS is_later, channel, contact_tier
            FROM contact_facts
            WHERE customer_id IS NOT NULL AND reason IS NOT NULL
            ORDER BY occurred_at, contact_id
        )
        SELECT reason, a.channel, b.channel, count(*)
        FROM firsts AS a
        JOIN firsts AS b USING (customer_id, reason)
        WHERE NOT a.is_later AND b.is_later
        GROUP BY ALL
    """).pl()
    found = moves(small_company, SETTINGS, ON)
    assert found is not None
    assert found.matters == wanted["count_star()"].sum()
    told = {(row[0], row[1], row[2]): row[3] for row in wanted.rows()}
    summed = found.ways.group_by("reason", "from_channel", "to_channel").agg(pl.col("moved").sum())
    some = found.ways.filter(from_channel="phone", to_channel="chatbot").row(0, named=True)
    assert some["moved"] == told[some["reason"], "phone", "chatbot"]
    assert some["back"] == told[some["reason"], "chatbot", "phone"]
    assert summed.height > 10


def test_more_moved_from_the_phone_to_the_chatbot_than_back_as_planted(
    small_company: duckdb.DuckDBPyConnection,
) -> None:
    found = moves(small_company, SETTINGS)
    assert found is not None
    assert (found.ways["moved"] >= found.ways["back"]).all()
    between = found.ways.filter(from_channel="phone", to_channel="chatbot")
    assert between["moved"].sum() > 1.2 * between["back"].sum()
    named = found.ways.filter("is_clear")
    assert named.filter(pl.col("direction") == "more").is_empty()


def test_cost_falls_with_moving_to_less_contact_by_what_channels_cost(
    small_company: duckdb.DuckDBPyConnection,
) -> None:
    found = moves(small_company, SETTINGS)
    assert found is not None
    costs = found.effects.filter(outcome="cost").rows_by_key("direction", named=True, unique=True)
    assert costs["less"]["high"] < -1_000 and costs["less"]["is_clear"]
    assert costs["more"]["low"] > 1_000 and costs["more"]["is_clear"]
    failed = found.effects.filter(outcome="failed").rows_by_key("direction", named=True, unique=True)
    assert failed["less"]["difference"] < 0 < failed["more"]["difference"]


def _moving(gain: float) -> duckdb.DuckDBPyConnection:
    """Customers who phone; from May on a third come by web, where `gain` more is resolved. All rise by .2."""
    draws, rows = Random(12), []
    for number in range(2500):
        for month in (3, 5):
            moves_on = month == 5 and number % 3 == 0
            chance = 0.4 + 0.2 * (month == 5) + gain * moves_on
            row: Row = {
                "at": at(draws.randint(2, 18), month=month),
                "customer_id": f"C{number}",
                "reason": "요금",
            }
            place = {"channel": "web", "contact_tier": "low"} if moves_on else {"channel": "phone"}
            outcome = "resolved" if draws.random() < chance else "unresolved"
            rows.append(row | {"contact_tier": "medium"} | place | {"outcome": outcome})
    return make_warehouse({"contacts": contacts(rows)})


@pytest.mark.parametrize("gain", [0.0, 0.15])
def test_a_planted_effect_is_found_beside_what_changed_for_all(gain: float) -> None:
    with _moving(gain) as connection:
        found = moves(connection, SETTINGS, date(2026, 4, 15))
    assert found is not None
    row = found.effects.filter(outcome="resolved", direction="less").row(0, named=True)
    assert row["low"] < gain < row["high"]
    assert row["is_clear"] == (gain > 0)
    assert (row["moved"], row["stayed"], row["customers"]) == (834, 1666, 2500)
    assert row["own_change"] == pytest.approx(0.2 + gain, abs=0.06)
    assert found.effects.filter(outcome="csat")["note"].to_list() == [TOO_FEW, TOO_FEW]
    way = found.ways.row(0, named=True)
    assert (way["moved"], way["back"], way["n"], way["is_clear"]) == (834, 0, 2500, True)
    assert way["high"] == 1.0 and way["low"] > 0.99


def test_a_link_leads_to_the_contacts_of_those_who_moved(small_company: duckdb.DuckDBPyConnection) -> None:
    found = moves(small_company, SETTINGS, ON)
    assert found is not None
    first, last = small_company.sql("SELECT min(day), max(day) FROM contact_daily").fetchall()[0]
    row = found.ways.row(0, named=True)
    ends = (row[name] for name in ("reason", "from_channel", "from_tier", "to_channel", "to_tier"))
    behind = moved_list(moved_by(Way(first, ON, last, *ends)))
    assert behind is not None
    listed = f"FROM contact_facts AS listed WHERE {behind.sql}"
    sql = f"SELECT count(DISTINCT customer_id), min(reason), max(reason) {listed}"
    counted = small_company.execute(sql, dict(behind.parameters(SETTINGS))).fetchall()
    assert counted == [(row["moved"], row["reason"], row["reason"])]
    assert moved_list("csat") is None and moved_list("moved.[1, 2]") is None


def test_of_too_many_contacts_those_of_a_share_of_customers_are_looked_at(
    small_company: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = moves(small_company, SETTINGS, ON)
    contacts = small_company.sql("SELECT count(*) FROM contact_facts").fetchall()[0][0]
    monkeypatch.setattr(sample, "MOST_CONTACTS", contacts // 3)
    some = moves(small_company, SETTINGS, ON)
    assert every is not None and some is not None
    assert (every.one_in, some.one_in) == (1, 4)
    assert some.matters == pytest.approx(every.matters / 4, rel=0.15)
    ends = ["reason", "from_channel", "from_tier", "to_channel", "to_tier"]
    both = some.ways.join(every.ways, on=ends, suffix="_of_all")
    assert both.height and (both["moved"] <= both["moved_of_all"]).all()
    first, last = small_company.sql("SELECT min(day), max(day) FROM contact_daily").fetchall()[0]
    row = some.ways.row(0, named=True)
    way = Way(first, ON, last, *(row[name] for name in ends))._replace(one_in=some.one_in)
    behind = moved_list(moved_by(way))
    assert behind is not None
    sql = f"SELECT count(DISTINCT customer_id) FROM contact_facts AS listed WHERE {behind.sql}"
    assert small_company.execute(sql, dict(behind.parameters(SETTINGS))).fetchall() == [(row["moved"],)]


def test_a_day_without_days_on_both_sides_is_refused(small_company: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(QueryError, match="no days both before and from"):
        moves(small_company, SETTINGS, date(2030, 1, 1))
    day = date(2026, 3, 3)
    assert moves(small_company, SETTINGS, None, View(day, day)) is None


def test_a_view_is_kept_to(small_company: duckdb.DuckDBPyConnection) -> None:
    view = View(date(2026, 3, 1), date(2026, 8, 31), {"segment": ("일반",)})
    found, every = (
        moves(small_company, SETTINGS, None, view),
        moves(small_company, SETTINGS, None, view.everywhere()),
    )
    assert found is not None and every is not None
    assert found.on == date(2026, 6, 1)
    assert 0 < found.matters < every.matters
