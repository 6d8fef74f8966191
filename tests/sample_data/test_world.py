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


def test_every_department_works_in_two_tiers_or_more(world: World) -> None:
    tiers = world.contacts.group_by("department").agg(pl.col("contact_tier").n_unique())
    assert tiers.height == 7
    assert (tiers["contact_tier"] >= 2).all()


def test_the_same_arguments_give_the_same_world_and_another_seed_another() -> None:
    one, same, other = (simulate(300, 120, seed) for seed in (5, 5, 6))
    assert_frame_equal(one.contacts, same.contacts)
    assert_frame_equal(one.answers, same.answers)
    assert_frame_equal(one.customers, same.customers)
    assert not one.contacts.equals(other.contacts)


def test_the_window_has_the_days_asked_for() -> None:
    world = simulate(50, 40, 1)
    assert world.last_day - world.first_day == timedelta(days=39)
