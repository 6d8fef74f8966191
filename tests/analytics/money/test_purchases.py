"""Purchases and costs are what the records say, and what was planted in sales and refunds is found."""

from datetime import datetime, timedelta
from typing import Any

import duckdb
import polars as pl
import pytest

from analytics.measuring import measure
from analytics.money.bought import ALONE, AT_CONTACT, bought
from analytics.money.refunds import refunds_after_failures
from analytics.notes import NOT_IN_DATA
from analytics.view import View
from sample_data import DEFAULT
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, ZONE, at, contacts, make_warehouse
from warehouse.settings import Definitions, Settings

NAMES = (
    *("purchases", "purchase_amount", "repurchase", "bought_after_contact", "conversion"),
    *("sales_per_contact", "refund_rate", "cost_per_contact", "cost_per_resolved"),
)
Row = dict[str, Any]


def purchases(rows: list[Row]) -> pl.DataFrame:
    usual: Row = {"amount": 100.0, "kind": "repeat", "customer_id": "A", "contact_id": None}
    listed = [usual | {"purchase_id": f"P{number}"} | row for number, row in enumerate(rows)]
    return (
        pl.DataFrame(listed, infer_schema_length=None)
        .with_columns(
            pl.col("contact_id").cast(pl.String),
            purchased_at=pl.col("at").dt.replace_time_zone(ZONE).dt.convert_time_zone("UTC"),
        )
        .drop("at")
    )


def figure(connection: duckdb.DuckDBPyConnection, name: str, settings: Settings = SMALL) -> Row:
    return measure(connection, settings, name).row(0, named=True)


def test_planted_sales_at_contacts_lie_within_their_intervals(company: duckdb.DuckDBPyConnection) -> None:
    """Nothing is sold to who is no customer, nor at contacts that end the relationship."""
    sold = DEFAULT.buying.sold_rate
    reasons = [
        reason
        for (reason,) in company.sql("SELECT DISTINCT reason FROM contacts").fetchall()
        if reason != "해지 신청"
    ]
    segments = list(DEFAULT.buying.per_30_days)
    view = View(picked={"outcome": ["resolved"], "reason": reasons, "segment": segments})
    found = measure(company, SETTINGS, "conversion", ("channel",), view)
    assert set(found["channel"]) == set(sold)
    # Eight channels: of so many intervals one may miss.
    held = [row["low"] <= sold[row["channel"]] <= row["high"] for row in found.iter_rows(named=True)]
    assert sum(held) >= len(held) - 1


def test_refunds_are_as_much_likelier_after_a_failure_as_planted(company: duckdb.DuckDBPyConnection) -> None:
    found = refunds_after_failures(company, SETTINGS)
    assert found.ratio is not None and found.after_failures is not None and found.a_year is not None
    assert found.ratio.low < DEFAULT.buying.refund_failure_factor < found.ratio.high
    assert found.ratio.low > 1
    assert 0 < found.after_failures.value < found.a_year.value


def test_days_after_a_failure_are_counted_once(company: duckdb.DuckDBPyConnection) -> None:
    """Purchase-days are those between buying and the last day on which it could be given back."""
    found = refunds_after_failures(company, SETTINGS).frame
    ((total,),) = company.sql("""
        WITH days AS (
            SELECT
                purchased_local AS begins,
                least(
                    purchased_local + INTERVAL 60 DAY, (SELECT max(day) + 1 FROM contact_daily), left_on + 1
                ) AS ends
            FROM purchases JOIN customers USING (customer_id)
            WHERE kind <> 'refund'
        )
        SELECT sum(epoch(ends - begins)) / 86400 FROM days WHERE ends > begins
    """).fetchall()
    assert found["days"].sum() == pytest.approx(total)
    assert (
        found["refunds"].sum() == company.sql("FROM purchases WHERE kind = 'refund'").count("*").fetchone()[0]
    )


def test_a_failure_counts_for_a_month_and_a_recovered_one_does_not() -> None:
    rows = [
        {"at": at(1), "customer_id": "A", "outcome": "failed", "recovery": "none"},
        {"at": at(5), "customer_id": "A", "outcome": "failed", "recovery": "attempted"},
        {"at": at(1), "customer_id": "B", "outcome": "failed", "recovery": "recovered"},
        {"at": at(30, month=6), "customer_id": "C"},
    ]
    buys = [
        {"at": at(2), "customer_id": "A"},
        {"at": at(2), "customer_id": "B"},
        {"at": at(20), "customer_id": "A", "kind": "refund", "amount": 100.0},
        {"at": at(20), "customer_id": "B", "kind": "refund", "amount": 100.0},
    ]
    with make_warehouse({"contacts": contacts(rows), "purchases": purchases(buys)}, SMALL) as connection:
        found = refunds_after_failures(connection, SMALL).frame.sort("is_after_failure")
    assert found["refunds"].to_list() == [1, 1]
    # Of A's 60 days 33 follow a failure: the windows of the two, joined, end on the 4th of April.
    assert found["days"].to_list() == pytest.approx([60 + 60 - 33, 33])


def test_who_buys_again_is_what_sql_says(company: duckdb.DuckDBPyConnection) -> None:
    settings = Settings(business_time_zone=ZONE, definitions=Definitions(repurchase_days=45))
    found = measure(company, settings, "repurchase", ("segment",))
    said = company.sql("""
        WITH bought AS (
            FROM purchases WHERE kind <> 'refund'
        )
        SELECT
            segment,
            avg((EXISTS (
                FROM bought AS later
                WHERE later.customer_id = bought.customer_id
                    AND later.purchased_at > bought.purchased_at
                    AND later.purchased_at <= bought.purchased_at + INTERVAL 45 DAY
            ))::INT) AS share,
            count(*) AS n
        FROM bought
        JOIN customers USING (customer_id)
        WHERE bought.purchased_local::DATE + 45 <= (SELECT max(purchased_local)::DATE FROM bought)
        GROUP BY segment
    """).fetchall()
    shares = {segment: (share, n) for segment, share, n in said}
    assert len(shares) == found.height == 4
    for row in found.iter_rows(named=True):
        assert (row["value"], row["n"]) == (
            pytest.approx(shares[row["segment"]][0]),
            shares[row["segment"]][1],
        )


def test_who_buys_after_a_contact_is_what_sql_says(company: duckdb.DuckDBPyConnection) -> None:
    found = figure(company, "bought_after_contact", SETTINGS)
    ((share, n),) = company.sql("""
        SELECT
            avg((EXISTS (
                FROM purchases
                WHERE purchases.customer_id = contacts.customer_id
                    AND purchases.kind <> 'refund'
                    AND purchased_at > occurred_at
                    AND purchased_at <= occurred_at + INTERVAL 90 DAY
            ))::INT),
            count(*)
        FROM contacts
        WHERE customer_id IS NOT NULL
            AND occurred_local::DATE + 90 <= (SELECT max(purchased_local)::DATE FROM purchases)
    """).fetchall()
    assert (found["value"], found["n"]) == (pytest.approx(share), n)


def test_costs_are_what_sql_says(company: duckdb.DuckDBPyConnection) -> None:
    said = company.sql("""
        SELECT
            contact_tier,
            avg(cost),
            sum(cost) / count_if(outcome = 'resolved'),
            coalesce(sum(sold) FILTER (outcome <> 'abandoned'), 0) / count_if(outcome <> 'abandoned')
        FROM contact_facts AS facts
        LEFT JOIN (
            SELECT contact_id, sum(amount) AS sold FROM purchases WHERE kind <> 'refund' GROUP BY 1
        ) USING (contact_id)
        GROUP BY contact_tier
    """).fetchall()
    names = ("cost_per_contact", "cost_per_resolved", "sales_per_contact")
    found = {name: measure(company, SETTINGS, name, ("contact_tier",)) for name in names}
    for tier, *expected in said:
        for name, value in zip(names, expected, strict=True):
            row = found[name].row(by_predicate=pl.col("contact_tier") == tier, named=True)
            assert row["value"] == pytest.approx(value)
            assert row["low"] < row["value"] < row["high"]


def test_the_interval_of_a_ratio_is_that_of_its_records_drawn_again(
    company: duckdb.DuckDBPyConnection,
) -> None:
    """The bootstrap of what a resolved high-tier contact costs."""
    records = company.sql(
        "SELECT cost, outcome = 'resolved' AS resolved FROM contact_facts WHERE contact_tier = 'high'"
    ).pl()
    drawn = [
        some["cost"].sum() / some["resolved"].sum()
        for seed in range(400)
        for some in [records.sample(fraction=1, with_replacement=True, seed=seed)]
    ]
    found = measure(company, SETTINGS, "cost_per_resolved", (), View(picked={"contact_tier": ["high"]}))
    half = (found["high"][0] - found["low"][0]) / 2
    assert half == pytest.approx(1.96 * pl.Series(drawn).std(), rel=0.15)


def test_refunds_per_purchase_have_the_exact_interval_of_two_counts_nearly() -> None:
    scipy_stats = pytest.importorskip("scipy.stats")
    day = datetime(2026, 3, 1, 12)
    rows = [{"at": day + timedelta(hours=number)} for number in range(200)]
    rows += [{"at": day + timedelta(hours=number), "kind": "refund"} for number in range(20)]
    seen = contacts([{"at": at(1), "customer_id": "A"}])
    with make_warehouse({"contacts": seen, "purchases": purchases(rows)}, SMALL) as connection:
        found = figure(connection, "refund_rate")
    exact = scipy_stats.binomtest(20, 220).proportion_ci(method="wilson")
    assert (found["value"], found["n"]) == (pytest.approx(0.1), 200)
    assert found["low"] == pytest.approx(exact.low / (1 - exact.low))
    assert found["high"] == pytest.approx(exact.high / (1 - exact.high))


def test_kinds_add_up_to_the_records(company: duckdb.DuckDBPyConnection) -> None:
    found = bought(company, SETTINGS)
    said = company.sql(
        "SELECT kind, contact_id IS NOT NULL, count(*), sum(amount) FROM purchases GROUP BY ALL"
    ).fetchall()
    counted = {(kind, AT_CONTACT if is_at else ALONE): (n, amount) for kind, is_at, n, amount in said}
    rows = {(row["kind"], row["sold"]): (row["n"], row["amount"]) for row in found.iter_rows(named=True)}
    assert rows == counted
    assert found["share"].sum() == pytest.approx(1)
    kinds = DEFAULT.buying.sold_kind_share
    at_contacts = found.filter(sold=AT_CONTACT)
    assert set(at_contacts["kind"]) == set(kinds)


def test_purchases_know_the_dimensions_of_their_contact(company: duckdb.DuckDBPyConnection) -> None:
    found = measure(company, SETTINGS, "purchases", ("contact_tier",))
    said = dict(
        company.sql("""
            SELECT contact_tier, count(*)
            FROM purchases LEFT JOIN contact_facts USING (contact_id)
            WHERE kind <> 'refund' GROUP BY ALL
        """).fetchall()
    )
    assert dict(found.select("contact_tier", "n").iter_rows()) == said


@pytest.mark.parametrize("name", NAMES)
def test_where_nothing_was_bought_and_nothing_costs_figures_are_not_in_the_data(name: str) -> None:
    seen = contacts([{"at": at(1), "customer_id": "A"}])
    with make_warehouse({"contacts": seen}, SMALL) as connection:
        found = figure(connection, name)
        assert bought(connection, SMALL).is_empty()
        assert refunds_after_failures(connection, SMALL).note == NOT_IN_DATA
    assert (found["value"], found["note"]) == (None, NOT_IN_DATA)
