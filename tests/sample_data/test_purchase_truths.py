"""What is planted in purchases is found in the world."""

import math
from datetime import timedelta

import polars as pl
import pytest

from sample_data import DEFAULT, World
from sample_data.season import TIME_ZONE

BUYING = DEFAULT.buying
IS_LATER = pl.col("contact_id").is_null() & pl.col("kind").is_in(list(BUYING.kind_share))
DAYS_90 = timedelta(days=BUYING.csat_days)


def assert_count(events: int, expected: float, slack: float = 0.0) -> None:
    """As many as expected but for chance, which is small enough to tell."""
    assert expected > 100
    assert abs(events - expected) < 4 * math.sqrt(expected) + slack * expected


@pytest.fixture(scope="module")
def present(world: World) -> pl.DataFrame:
    """Customers with the days they were there in the window."""
    last = pl.col("left_on").fill_null(world.last_day)
    return world.customers.with_columns(
        days=(last - pl.col("joined_on").clip(lower_bound=world.first_day)).dt.total_days() + 1,
        until=(last + timedelta(days=1))
        .cast(pl.Datetime("us"))
        .dt.replace_time_zone(TIME_ZONE)
        .dt.convert_time_zone("UTC"),
    )


@pytest.fixture(scope="module")
def after_answers(world: World, present: pl.DataFrame) -> pl.DataFrame:
    """Days and purchases after each CSAT score: until the next, for 90 days at most."""
    scores = (
        world.answers.filter(pl.col("item") == "csat")
        .join(present.select("customer_id", "segment", "until"), on="customer_id")
        .select("customer_id", "segment", "score", "until", at="answered_at")
        .sort("customer_id", "at")
        .with_columns(
            end=pl.min_horizontal(pl.col("at").shift(-1).over("customer_id"), pl.col("at") + DAYS_90, "until")
        )
        .with_columns(days=((pl.col("end") - pl.col("at")).dt.total_seconds() / 86_400).clip(0))
        .sort("at")
    )
    bought = world.purchases.filter(IS_LATER).rename({"purchased_at": "at"})
    counted = (
        bought.join_asof(
            scores.select("customer_id", "at", answered_at="at"),
            on="at",
            by="customer_id",
            tolerance=DAYS_90,
            check_sortedness=False,
        )
        .drop_nulls("answered_at")
        .group_by("customer_id", pl.col("answered_at").alias("at"))
        .agg(purchases=pl.len())
    )
    return scores.join(counted, on=["customer_id", "at"], how="left").with_columns(
        pl.col("purchases").fill_null(0),
        usual=pl.col("segment").replace_strict(dict(BUYING.per_30_days)) / 30,
    )


@pytest.mark.parametrize("scores", [(1.0, 2.0, 3.0), (4.0,), (5.0,)])
def test_the_satisfied_buy_again_with_a_flat_zone_and_a_bend(
    after_answers: pl.DataFrame, scores: tuple[float, ...]
) -> None:
    these = after_answers.filter(pl.col("score").is_in(scores))
    usual = these.select((pl.col("usual") * pl.col("days")).sum()).item()
    assert_count(these["purchases"].sum(), usual * BUYING.csat_factor[f"{scores[0]:g}"])
    assert len({BUYING.csat_factor[f"{score:g}"] for score in scores}) == 1


def test_without_an_answer_the_segments_buy_at_their_rates(
    world: World, present: pl.DataFrame, after_answers: pl.DataFrame
) -> None:
    bought = world.purchases.filter(IS_LATER).join(present, on="customer_id")
    for segment, per_30_days in BUYING.per_30_days.items():
        here = pl.col("segment") == segment
        answered = after_answers.filter(here)
        days = present.filter(here)["days"].sum() - answered["days"].sum()
        purchases = bought.filter(here).height - answered["purchases"].sum()
        assert_count(purchases, per_30_days / 30 * days)


def test_who_joins_buys_first_on_that_day(world: World) -> None:
    joiners = world.customers.filter(pl.col("joined_on") >= world.first_day)
    first = world.purchases.filter(pl.col("kind") == "first").join(joiners, on="customer_id")
    assert first["customer_id"].is_unique().all()
    assert first.height == joiners.height
    day = first["purchased_at"].dt.convert_time_zone(TIME_ZONE).dt.date()
    assert (day == first["joined_on"]).all()


def test_sales_out_of_contacts_rise_with_the_contact(world: World) -> None:
    sold = world.contacts.filter(
        pl.col("outcome") == "resolved",
        pl.col("reason") != "해지 신청",
        pl.col("customer_id").is_in(world.customers["customer_id"].implode()),
    ).with_columns(sells=pl.col("contact_id").is_in(world.purchases["contact_id"].drop_nulls().implode()))
    rates = dict(sold.group_by("channel").agg(pl.col("sells").mean()).iter_rows())
    for channel in ("phone", "branch", "visit"):
        here = sold.filter(pl.col("channel") == channel)
        assert_count(here["sells"].sum(), BUYING.sold_rate[channel] * here.height, 0.01)
    assert max(rates["web"], rates["app"], rates["chatbot"]) < rates["phone"] < rates["branch"]


def test_amounts_have_the_planted_medians(world: World) -> None:
    for kind, median in BUYING.median_won.items():
        amounts = world.purchases.filter(pl.col("kind") == kind)["amount"]
        error = BUYING.log_spread * math.sqrt(math.pi / 2 / len(amounts))
        assert math.log(amounts.median() / median) == pytest.approx(0, abs=4 * error)  # type: ignore[operator]
        assert amounts.log().std() == pytest.approx(BUYING.log_spread, rel=4 / math.sqrt(2 * len(amounts)))


def test_refunds_are_likelier_after_a_failure_that_was_not_recovered(
    world: World, present: pl.DataFrame
) -> None:
    bought = world.purchases.filter(pl.col("kind") != "refund").join(present, on="customer_id")
    on_sale = (
        bought.select("customer_id", "until", "amount", at="purchased_at")
        .with_columns(number=pl.int_range(1, BUYING.refund_days + 1).implode())
        .explode("number")
        .with_columns(at=pl.col("at") + pl.duration(days="number"))
        .filter(pl.col("at") < pl.col("until"))
        .sort("at")
    )
    failures = (
        world.contacts.filter(
            pl.col("outcome") == "failed", (pl.col("recovery") != "recovered").fill_null(True)
        )
        .drop_nulls("customer_id")
        .select("customer_id", at="occurred_at", failed=pl.lit(True))
        .sort("at")
    )
    refunds = world.purchases.filter(pl.col("kind") == "refund").select(
        "customer_id", "amount", at="purchased_at", is_refund=pl.lit(True)
    )
    days = (
        on_sale.join_asof(
            failures,
            on="at",
            by="customer_id",
            tolerance=timedelta(days=BUYING.refund_failure_days),
            check_sortedness=False,
        )
        .join(refunds, on=["customer_id", "amount", "at"], how="left")
        .group_by(after_failure=pl.col("failed").fill_null(False))
        .agg(pl.len().alias("days"), pl.col("is_refund").sum().alias("refunds"))
    )
    per_day = BUYING.refund_rate / BUYING.refund_days
    counts = {after: (int(number), int(refunds)) for after, number, refunds in days.iter_rows()}
    for after_failure, factor in {False: 1.0, True: BUYING.refund_failure_factor}.items():
        number, found = counts[after_failure]
        expected = number * per_day * factor
        assert found == pytest.approx(expected, abs=4 * math.sqrt(expected))
    assert counts[True][1] / counts[True][0] > 1.5 * counts[False][1] / counts[False][0]
