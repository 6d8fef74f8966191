"""Loyalty by score: counted as the records say, adjusted where customers differ, bent where it bends."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.loyalty.by_score import loyalty, loyalty_of
from analytics.loyalty.items import ITEMS
from analytics.loyalty.outcomes import OUTCOMES
from analytics.loyalty.summary import bend_sentence, contrast_sentence
from analytics.measures.satisfaction import CES, CES_INDEX, CSAT, NPS
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.view import View
from sample_data import DEFAULT, simulate
from tests.analytics.recovery.warehouses import SETTINGS, ZONE, contacts, make_warehouse
from warehouse.errors import QueryError
from warehouse.settings import Definitions, Settings

SOON = Settings(
    business_time_zone=ZONE, definitions=Definitions(small_n=1, inactivity_days=9, first_contact_days=4)
)
FIRST = datetime(2026, 3, 1, 10)
LAST = date(2026, 3, 31)
ANSWER = st.tuples(
    st.integers(0, 29), st.integers(0, 3), st.sampled_from(["a", "b", None]), st.integers(1, 5)
)
Row = dict[str, Any]


def records(drawn: list[tuple[int, int, str | None, int]], left: list[int | None]) -> dict[str, pl.DataFrame]:
    """A contact for each that is drawn, rated an hour later; one on the last day, so that it is known."""
    rows = [
        {
            "at": FIRST + timedelta(days=day, minutes=7 * number),
            "customer_id": f"C{customer}",
            "reason": reason,
        }
        for number, (day, customer, reason, _) in enumerate(drawn)
    ]
    ending = {"at": datetime(2026, 3, 31, 10), "customer_id": None, "reason": None}
    made = contacts([*rows, ending])
    answers = made.head(len(rows)).select(
        answer_id=pl.col("contact_id"),
        survey_id=pl.col("contact_id"),
        contact_id=pl.col("contact_id"),
        answered_at=pl.col("occurred_at") + pl.duration(hours=1),
        item=pl.lit("csat"),
        score=pl.Series([float(score) for *_, score in drawn]),
    )
    customers = pl.DataFrame(
        {
            "customer_id": [f"C{number}" for number in range(4)],
            "joined_on": [date(2025, 1, 1)] * 4,
            "left_on": [None if day is None else date(2026, 3, 1) + timedelta(days=day) for day in left],
        },
        schema_overrides={"left_on": pl.Date},
    )
    # Every third record is a purchase at that time too; of one in two of these the kind does not count.
    bought = made.head(len(rows)).with_row_index().filter(pl.col("index") % 3 == 0)
    purchases = bought.select(
        purchase_id=pl.col("contact_id"),
        customer_id=pl.col("customer_id"),
        purchased_at=pl.col("occurred_at") + pl.duration(hours=2),
        amount=pl.lit(1.0),
        kind=pl.when(pl.col("index") % 2 == 0).then(pl.lit("repeat")).otherwise(pl.lit("refund")),
    )
    return {"contacts": made, "answers": answers, "customers": customers, "purchases": purchases}


def counted(
    drawn: list[tuple[int, int, str | None, int]], left: list[int | None], outcome: str
) -> dict[int, tuple[int, int]]:
    """Customers and those who did so, by score, one record after the other."""
    days = 4 if outcome == "repeated" else 9
    again = [
        (FIRST + timedelta(days=day, minutes=7 * number, hours=2), customer)
        for number, (day, customer, *_) in enumerate(drawn)
        if number % 6 == 0
    ]
    events = sorted(
        (FIRST + timedelta(days=day, minutes=7 * number), customer, reason, score)
        for number, (day, customer, reason, score) in enumerate(drawn)
    )
    seen: dict[int, tuple[int, int]] = {}
    known: set[int] = set()
    for at, customer, reason, score in events:
        answered = at + timedelta(hours=1)
        if customer in known or answered.date() + timedelta(days=days) > LAST:
            continue
        known.add(customer)
        gone = left[customer]
        left_on = None if gone is None else date(2026, 3, 1) + timedelta(days=gone)
        if outcome == "stayed":
            if all(day is None for day in left) or (left_on and left_on < answered.date()):
                continue
            is_so = left_on is None or left_on > answered.date() + timedelta(days=days)
        elif outcome == "came_again":
            limit = answered + timedelta(days=days)
            is_so = any(who == customer and answered < when <= limit for when, who, *_ in events)
        elif outcome == "bought_again":
            limit = answered + timedelta(days=days)
            is_so = any(who == customer and answered < when <= limit for when, who in again)
        else:
            if reason is None:
                continue
            limit = at + timedelta(days=days)
            is_so = any(
                who == customer and why == reason and at < when <= limit for when, who, why, _ in events
            )
        n, so = seen.get(score, (0, 0))
        seen[score] = n + 1, so + is_so
    return seen


@pytest.mark.parametrize("outcome", list(OUTCOMES))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    drawn=st.lists(ANSWER, min_size=1, max_size=14),
    left=st.lists(st.none() | st.integers(0, 30), min_size=4, max_size=4),
)
def test_shares_are_those_of_the_records_each_customer_once(
    outcome: str, drawn: list[tuple[int, int, str | None, int]], left: list[int | None]
) -> None:
    expected = counted(drawn, left, outcome)
    with make_warehouse(records(drawn, left), SOON) as connection:
        found = loyalty(connection, SOON, "csat", outcome)
    rows = {row["score"]: row for row in found.scores.iter_rows(named=True)}
    assert {score: row["n"] for score, row in rows.items() if row["n"]} == {
        score: n for score, (n, _) in expected.items()
    }
    for score, (n, so) in expected.items():
        assert rows[score]["value"] == pytest.approx(so / n)


def test_bands_are_those_of_the_measures() -> None:
    """Good and bad are said once: the scores that the measures count for and against."""
    scores = pl.DataFrame({"score": list(range(11)), "answers": [1] * 11, "weight": [1.0] * 11})
    counts = scores.with_columns(weight_squares=pl.lit(1.0), whole=pl.lit(None, pl.String))
    for item, measure in ((ITEMS["nps"], NPS), (ITEMS["ces"], CES_INDEX)):
        for score in range(item.lowest, item.highest + 1):
            one = counts.filter(score=score)
            value = measure.estimate(one, ["whole"], Definitions(small_n=1))["value"].item()
            expected = 100 if score >= item.high else -100 if score <= item.low else 0
            assert value == expected, (item.name, score)
    csat = ITEMS["csat"]
    for score in range(1, 6):
        value = CSAT.estimate(counts.filter(score=score), ["whole"], Definitions(small_n=1))["value"].item()
        assert value == (score >= csat.high)
    assert CES.name in ITEMS


def cells(shares: dict[tuple[str, int], float], sizes: dict[tuple[str, int], int]) -> pl.DataFrame:
    """Customers of segments with a score, and the shares who did so."""
    return pl.DataFrame(
        [
            {
                "place": "p",
                "segment": segment,
                "tenure": "",
                "score": score,
                "n": sizes[segment, score],
                "weight": float(sizes[segment, score]),
                "weight_squares": float(sizes[segment, score]),
                "total": round(sizes[segment, score] * share) * 1.0,
            }
            for (segment, score), share in shares.items()
        ]
    )


def of_cells(frame: pl.DataFrame, item: str = "csat") -> Any:
    return loyalty_of(frame, ITEMS[item], OUTCOMES["stayed"], 90, 30)


def test_what_the_segment_alone_brings_about_is_not_charged_to_the_score() -> None:
    """Good customers score higher and stay, whatever they score."""
    stays = {"good": 0.97, "other": 0.80}
    sizes = {("good", 1): 200, ("good", 3): 800, ("good", 5): 3000}
    sizes |= {("other", 1): 3000, ("other", 3): 800, ("other", 5): 200}
    found = of_cells(cells({key: stays[key[0]] for key in sizes}, sizes))
    assert found.plain.difference.low > 0.1
    assert found.contrast.difference.value == pytest.approx(0, abs=0.002)
    assert found.contrast.difference.low < 0 < found.contrast.difference.high
    told = found.scores.drop_nulls("adjusted")
    assert told["adjusted"].to_list() == pytest.approx([0.885] * 3, abs=0.005)
    assert told["value"].to_list() == sorted(told["value"].to_list())


def test_adjusted_shares_are_those_by_hand_where_cells_are_all_there() -> None:
    """One covariate, no interaction on the log-odds: the mean over segments of each segment's share."""
    odds = {("good", 1): 4.0, ("good", 5): 16.0, ("other", 1): 1.0, ("other", 5): 4.0}
    sizes = {("good", 1): 1000, ("good", 5): 3400, ("other", 1): 4000, ("other", 5): 1000}
    found = of_cells(cells({key: odd / (1 + odd) for key, odd in odds.items()}, sizes))
    weights = {"good": 4400 / 9400, "other": 5000 / 9400}
    for score in (1, 5):
        by_hand = sum(part * odds[name, score] / (1 + odds[name, score]) for name, part in weights.items())
        row = found.scores.row(by_predicate=pl.col("score") == score, named=True)
        assert row["adjusted"] == pytest.approx(by_hand, abs=1e-3)


def test_a_line_that_is_flat_and_then_steep_is_said_to_bend_there() -> None:
    stays = {score: 0.80 + 0.06 * max(score - 7, 0) for score in range(11)}
    sizes = {("", score): 4000 for score in range(11)}
    found = of_cells(cells({key: stays[key[1]] for key in sizes}, sizes), "nps")
    assert found.is_bent
    assert found.bend.place.low <= 7 <= found.bend.place.high
    assert found.bend.before.low <= 0 <= found.bend.before.high
    assert found.bend.behind.low <= 0.06 <= found.bend.behind.high
    assert "indifference" in bend_sentence(found).en
    straight = {key: 0.70 + 0.02 * key[1] for key in sizes}
    assert not of_cells(cells(straight, sizes), "nps").is_bent


def test_scores_of_few_customers_are_not_shown() -> None:
    sizes = {("", 1): 29, ("", 2): 31, ("", 4): 500}
    found = of_cells(cells(dict.fromkeys(sizes, 0.9), sizes))
    assert found.scores["note"].to_list() == [TOO_FEW, None, NOT_IN_DATA, None, NOT_IN_DATA]
    few = found.scores.row(0, named=True)
    assert few["n"] == 29 and few["value"] is None and few["adjusted"] is None
    assert found.contrast is not None


def test_in_a_company_where_experiences_make_customers_leave_low_scores_leave_more() -> None:
    strong = {"broken_promise": 2.5, "failure_unrecovered": 3.5, "failure_recovered": 0.0, "complaint": 1.0}
    leaving = replace(DEFAULT.leaving, intercept=-4.5, exposure_log_odds=strong)
    drawn = simulate(15_000, 365, seed=8, truths=replace(DEFAULT, leaving=leaving))
    kinds = {"contacts": drawn.contacts, "answers": drawn.answers, "customers": drawn.customers}
    with make_warehouse(kinds) as connection:
        found = loyalty(connection, SETTINGS, "csat", "stayed")
    assert found.contrast is not None
    assert found.contrast.difference.low > 0
    assert "a clear difference" in contrast_sentence(found).en


def test_low_scores_come_again_for_the_same_reason(company: duckdb.DuckDBPyConnection) -> None:
    """Half of what ends unresolved or fails comes again within 7 days, and these score low."""
    found = loyalty(company, SETTINGS, "csat", "repeated")
    assert found.contrast is not None and found.contrast.difference.high < -0.05
    shares = found.scores["adjusted"].drop_nulls().to_list()
    assert shares == sorted(shares, reverse=True)


def test_who_is_most_satisfied_buys_again_more_and_below_it_is_flat(
    company: duckdb.DuckDBPyConnection,
) -> None:
    """Planted: who gave 5 buys twice as often until the next answer, 4 a third more, 1 to 3 alike."""
    found = loyalty(company, SETTINGS, "csat", "bought_again")
    shares = {row["score"]: row for row in found.scores.drop_nulls("adjusted").iter_rows(named=True)}
    assert shares[5]["adjusted_low"] > shares[4]["adjusted_high"] > 0
    assert shares[4]["adjusted"] > shares[3]["adjusted"]
    assert shares[2]["adjusted_low"] <= shares[3]["adjusted_high"]
    assert found.is_bent and found.bend is not None
    assert found.bend.place.high >= 3 and found.bend.place.low <= 4
    assert found.bend.before.low <= 0 <= found.bend.before.high
    assert found.bend.behind.low > 0
    assert "zone of affection" in bend_sentence(found).en


def test_where_nothing_was_ever_bought_nothing_is_said_of_buying_again() -> None:
    drawn = [(1, 0, None, 5), (2, 1, None, 1)]
    kept = {kind: frame for kind, frame in records(drawn, [None] * 4).items() if kind != "purchases"}
    with make_warehouse(kept, SOON) as connection:
        assert loyalty(connection, SOON, "csat", "bought_again").note == NOT_IN_DATA


def test_filters_pick_the_first_answer_among_those_they_let_through(
    company: duckdb.DuckDBPyConnection,
) -> None:
    for view in (View(picked={"contact_tier": ("high",)}), View(date(2026, 3, 1), date(2026, 4, 30))):
        found = loyalty(company, SETTINGS, "csat", "came_again", view)
        conditions = "contact_tier = 'high'" if view.picked else "day BETWEEN '2026-03-01' AND '2026-04-30'"
        ((n,),) = company.sql(
            "SELECT count(DISTINCT customer_id) FROM answer_facts WHERE item = 'csat'"
            f" AND {conditions} AND day + 90 <= (SELECT max(day) FROM contact_daily)"
        ).fetchall()
        assert found.n == n > 1_000


def test_customers_who_weigh_more_count_for_more() -> None:
    plain = cells({("", 1): 0.5, ("", 5): 0.9}, {("", 1): 400, ("", 5): 400})
    heavy = pl.concat(
        [
            plain,
            plain.with_columns(
                segment=pl.lit("heavy"),
                weight=pl.col("n") * 3.0,
                weight_squares=pl.col("n") * 9.0,
                total=pl.lit(0.0),
            ),
        ]
    )
    found = of_cells(heavy).scores.row(by_predicate=pl.col("score") == 1, named=True)
    assert found["value"] == pytest.approx(200 / 1600)
    assert found["n"] == 800
    # 800 of these weights say as much as 640 alike (Kish): (400 + 1200)² / (400 + 3600).
    p, n = 200 / 1600, 640
    half = 1.96 * np.sqrt(p * (1 - p) / n)
    assert (found["high"] - found["low"]) / 2 == pytest.approx(half, rel=0.02)


def test_nothing_loaded_and_unknown_names() -> None:
    with duckdb.connect() as empty:
        found = loyalty(empty, SETTINGS)
        assert (found.n, found.note, found.bend) == (0, NOT_IN_DATA, None)
    with duckdb.connect() as empty, pytest.raises(QueryError, match="outcome"):
        loyalty(empty, SETTINGS, "csat", "staid")
    with duckdb.connect() as empty, pytest.raises(QueryError, match="item"):
        loyalty(empty, SETTINGS, "csta")
