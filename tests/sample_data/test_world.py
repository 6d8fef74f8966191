"""Whatever the size, a world keeps to the contract."""

from datetime import timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from sample_data import World, simulate
from sample_data.season import TIME_ZONE

worlds = st.builds(
    simulate,
    customers=st.integers(1, 60),
    days=st.integers(1, 100),
    seed=st.integers(0, 2**32),
)


@settings(max_examples=3)
@given(worlds)
def test_ids_are_unique_and_required_columns_are_filled(world: World) -> None:
    for frame, key, required in [
        (world.contacts, "contact_id", ["occurred_at", "department", "channel", "outcome"]),
        (world.answers, "answer_id", ["survey_id", "answered_at", "item", "score"]),
        (world.customers, "customer_id", ["joined_on"]),
        (world.purchases, "purchase_id", ["customer_id", "purchased_at", "amount", "kind"]),
        (world.staff_answers, "answer_id", ["survey_id", "agent_id", "answered_at", "score"]),
        (world.monitor_answers, "answer_id", ["survey_id", "contact_id", "answered_at", "score"]),
    ]:
        assert frame[key].is_unique().all()
        assert frame.select(key, *required).null_count().sum_horizontal().item() == 0


@settings(max_examples=3)
@given(worlds)
def test_everything_lies_in_the_window_and_nothing_is_negative(world: World) -> None:
    local = world.contacts["occurred_at"].dt.convert_time_zone(TIME_ZONE).dt.date()
    assert local.is_between(world.first_day, world.last_day).all()
    assert (world.customers["joined_on"] <= world.last_day).all()
    assert world.customers["left_on"].drop_nulls().is_between(world.first_day, world.last_day).all()
    seconds = world.contacts.select(pl.col("^.*_seconds$"), "cost")
    assert seconds.select(pl.all().min().fill_null(0) >= 0).row(0) == (True,) * seconds.width


@settings(max_examples=3)
@given(worlds)
def test_nobody_contacts_before_joining_or_after_leaving(world: World) -> None:
    met = world.contacts.join(world.customers, on="customer_id").with_columns(
        day=pl.col("occurred_at").dt.convert_time_zone(TIME_ZONE).dt.date()
    )
    assert met.filter((pl.col("day") < pl.col("joined_on")) | (pl.col("day") > pl.col("left_on"))).is_empty()
    assert world.customers.filter(pl.col("left_on") < pl.col("joined_on")).is_empty()


@settings(max_examples=3)
@given(worlds)
def test_nobody_buys_before_joining_or_after_leaving(world: World) -> None:
    bought = world.purchases.join(world.customers, on="customer_id").with_columns(
        day=pl.col("purchased_at").dt.convert_time_zone(TIME_ZONE).dt.date()
    )
    assert bought.height == world.purchases.height
    assert bought["day"].is_between(world.first_day, world.last_day).all()
    assert bought.filter(
        (pl.col("day") < pl.col("joined_on")) | (pl.col("day") > pl.col("left_on"))
    ).is_empty()


def test_outcome_recovery_and_service_agree(world: World) -> None:
    contacts = world.contacts
    assert set(contacts["outcome"]) == {"resolved", "unresolved", "failed", "abandoned", "transferred"}
    assert contacts.filter((pl.col("outcome") == "failed") != pl.col("recovery").is_not_null()).is_empty()
    assert contacts.filter(
        (pl.col("recovery") == "recovered").fill_null(False) != pl.col("recovery_seconds").is_not_null()
    ).is_empty()
    assert contacts.filter(
        (pl.col("outcome") == "abandoned") != pl.col("service_seconds").is_null()
    ).is_empty()


def test_what_is_recorded_besides_agrees_with_outcome_booking_and_recovery(world: World) -> None:
    for recorded, concerned in {
        "handed_to": pl.col("outcome") == "transferred",
        "failure_origin": pl.col("outcome") == "failed",
        "recovery_kind": pl.col("recovery").is_in(["attempted", "recovered"]).fill_null(False),
        "appointment_at": pl.col("is_booked").fill_null(False),
        "no_show": pl.col("is_booked").fill_null(False),
        "direction": pl.col("channel") == "phone",
        "asked_again": (pl.col("channel") == "phone") & (pl.col("outcome") != "abandoned"),
    }.items():
        assert world.contacts.filter(concerned != pl.col(recorded).is_not_null()).is_empty(), recorded
    missed = world.contacts.filter("no_show")
    assert missed.height > 100
    assert (missed["outcome"] == "abandoned").all()
    assert (missed["appointment_at"] == missed["occurred_at"]).all()


def test_every_refund_gives_back_an_earlier_purchase_of_its_customer(world: World) -> None:
    is_refund = pl.col("kind") == "refund"
    refunds = world.purchases.filter(is_refund)
    bought = world.purchases.filter(~is_refund)
    pairs = refunds.join(bought, on=["customer_id", "amount"], suffix="_before")
    earlier = pairs.filter(pl.col("purchased_at_before") < pl.col("purchased_at"))
    assert refunds.height > 100
    assert set(earlier["purchase_id"]) == set(refunds["purchase_id"])


def test_what_is_sold_at_a_contact_names_a_resolved_one_of_its_customer(world: World) -> None:
    sold = world.purchases.drop_nulls("contact_id")
    at = sold.join(world.contacts, on=["contact_id", "customer_id"])
    assert at.height == sold.height > 100
    assert (at["outcome"] == "resolved").all()
    assert (at["purchased_at"] > at["occurred_at"]).all()


def test_every_agent_of_a_contact_is_on_the_staff_from_the_first_month(world: World) -> None:
    served = world.contacts.drop_nulls("agent_id").select("agent_id", "department").unique()
    first = world.staff.unique("agent_id", keep="first", maintain_order=True)
    known = served.join(first, on=["agent_id", "department"])
    assert known.height == served.height > 200
    assert (known["joined_on"] < world.first_day).all()
    assert known["left_on"].is_null().all()


def test_every_department_works_in_two_tiers_or_more(world: World) -> None:
    tiers = world.contacts.group_by("department").agg(pl.col("contact_tier").n_unique())
    assert tiers.height == 7
    assert (tiers["contact_tier"] >= 2).all()


def test_the_same_arguments_give_the_same_world_and_another_seed_another() -> None:
    one, same, other = (simulate(300, 120, seed) for seed in (5, 5, 6))
    assert_frame_equal(one.contacts, same.contacts)
    assert_frame_equal(one.answers, same.answers)
    assert_frame_equal(one.customers, same.customers)
    assert_frame_equal(one.purchases, same.purchases)
    assert_frame_equal(one.staff, same.staff)
    assert_frame_equal(one.staff_answers, same.staff_answers)
    assert_frame_equal(one.monitor_answers, same.monitor_answers)
    assert not one.contacts.equals(other.contacts)


def test_the_window_has_the_days_asked_for() -> None:
    world = simulate(50, 40, 1)
    assert world.last_day - world.first_day == timedelta(days=39)
