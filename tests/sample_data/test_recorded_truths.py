"""What is planted in hand-overs, failures, bookings and ages is found in the world."""

import math
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from sample_data import DEFAULT, World, simulate
from sample_data.demography import AGES, OLD, REASON_OF_THE_OLD
from sample_data.season import Window
from sample_data.service import KIND_OF_CHANNEL
from sample_data.truths_of_customers import Demography
from sample_data.truths_of_sales import Buying
from sample_data.truths_of_staff import Staffing, StaffSurvey
from tests.sample_data.fits import assert_within_errors, linear_fit, logistic_fit, scored

KINDS = list(DEFAULT.recovering.kind_csat_points)


def assert_rate(frame: pl.DataFrame, event: pl.Expr, rate: float, widest: float = 0.05) -> None:
    """The share of the event lies within four standard errors of the rate, and these are narrow."""
    tolerance = 4 * math.sqrt(rate * (1 - rate) / frame.height)
    assert tolerance < widest
    assert frame.select(event.mean()).item() == pytest.approx(rate, abs=tolerance)


@pytest.fixture(scope="module")
def after_hand_overs(world: World) -> pl.DataFrame:
    """Contacts of known customers that follow a hand-over, with what was said before it."""
    told = world.contacts.drop_nulls("customer_id").sort("customer_id", "occurred_at")
    before = pl.col("outcome", "channel", "handed_to", "occurred_at", "customer_id").shift(1)
    followed = told.with_columns(before.name.suffix("_before"))
    return followed.filter(
        pl.col("customer_id") == pl.col("customer_id_before"),
        pl.col("outcome_before") == "transferred",
        pl.col("occurred_at") - pl.col("occurred_at_before") < pl.duration(hours=2),
    )


def test_most_hand_overs_arrive_where_they_were_sent(after_hand_overs: pl.DataFrame) -> None:
    arrives = pl.col("handed_to_before").is_in(pl.concat_list("department", "channel"))
    assert_rate(after_hand_overs, arrives, DEFAULT.handing_over.arrival_rate)


@pytest.mark.parametrize("channel", list(DEFAULT.handing_over.asked_again_rate))
def test_customers_are_asked_again_by_the_channel_they_come_from(
    after_hand_overs: pl.DataFrame, channel: str
) -> None:
    answered = after_hand_overs.filter(pl.col("channel_before") == channel).drop_nulls("asked_again")
    assert_rate(answered, pl.col("asked_again"), DEFAULT.handing_over.asked_again_rate[channel], 0.12)


def test_nobody_else_is_asked_again(world: World, after_hand_overs: pl.DataFrame) -> None:
    known = world.contacts.drop_nulls("customer_id").filter("asked_again")
    # A few have another contact between the hand-over and what follows from it.
    assert known.join(after_hand_overs, on="contact_id", how="anti").height < 0.05 * known.height


def test_to_be_asked_again_displeases_and_hand_overs_please_as_before(
    world: World, after_hand_overs: pl.DataFrame
) -> None:
    handing = DEFAULT.handing_over
    asked = scored(world, "csat").join(
        after_hand_overs.select("contact_id", "channel_before"), on="contact_id"
    )
    expected = pl.col("channel_before").replace_strict(dict(handing.asked_again_rate))
    resolved = asked.filter(pl.col("outcome") == "resolved").with_columns(
        surprise=pl.col("asked_again") - expected
    )
    explained = np.column_stack([np.ones(resolved.height), resolved["surprise"].to_numpy()])
    found, errors = linear_fit(explained, resolved["score"].to_numpy())
    assert_within_errors(found[1:], errors[1:], [handing.asked_again_csat_points], 0.12)
    assert found[1] < -2 * errors[1]


def test_failures_arise_where_the_channel_can_fail(world: World) -> None:
    failed = world.contacts.drop_nulls("failure_origin").with_columns(
        kind=pl.col("channel").replace_strict(KIND_OF_CHANNEL)
    )
    for (kind, origin), share in DEFAULT.failing.origin_share.items():
        assert_rate(failed.filter(pl.col("kind") == kind), pl.col("failure_origin") == origin, share)


@pytest.mark.parametrize("origin", ["staff", "system", "physical_evidence", "policy"])
def test_what_is_done_fits_the_origin_of_the_failure(world: World, origin: str) -> None:
    offered = world.contacts.drop_nulls("recovery_kind").filter(pl.col("failure_origin") == origin)
    kinds = pl.col("recovery_kind").str.split("|")
    shares = {kind: DEFAULT.recovering.kind_share.get((origin, kind), 0.0) for kind in KINDS}
    for kind in KINDS[1:]:
        assert_rate(offered, kinds.list.contains(kind), shares[kind], 0.15)
    assert_rate(offered, pl.col("recovery_kind") == "apology", shares["apology"], 0.15)
    others = offered.filter(pl.col("recovery_kind") != "apology")
    assert_rate(others, kinds.list.contains("apology"), DEFAULT.recovering.apology_rate, 0.15)


def test_kind_and_speed_of_a_recovery_please_as_planted(world: World) -> None:
    recovering = DEFAULT.recovering
    recovered = scored(world, "csat").filter(pl.col("recovery") == "recovered")
    kinds = pl.col("recovery_kind").str.split("|")
    explained = recovered.select(
        *((pl.col("contact_tier") == tier).alias(tier) for tier in ("low", "medium", "high")),
        *(kinds.list.contains(kind).alias(kind) for kind in KINDS[1:]),
        hours=(pl.col("recovery_seconds").clip(3600) / 3600).log(2),
    )
    found, errors = linear_fit(explained.cast(pl.Float64).to_numpy(), recovered["score"].to_numpy())
    truths = [*list(recovering.kind_csat_points.values())[1:], recovering.csat_per_hours_doubling]
    assert_within_errors(found[3:], errors[3:], truths, 0.25)
    assert found[KINDS.index("compensation") + 2] > 2 * errors[KINDS.index("compensation") + 2]


def test_kind_of_recovery_changes_neither_success_nor_leaving(world: World) -> None:
    offered = world.contacts.drop_nulls("recovery_kind").join(world.customers, on="customer_id")
    kinds = pl.col("recovery_kind").str.split("|")
    explained = offered.select(
        pl.lit(1).alias("intercept"), *(kinds.list.contains(kind).alias(kind) for kind in KINDS[1:])
    )
    matrix = explained.cast(pl.Float64).to_numpy()
    ones = np.ones(offered.height)
    recovered = (offered["recovery"] == "recovered").cast(pl.Float64).to_numpy()
    left = offered["left_on"].is_not_null().cast(pl.Float64).to_numpy()
    for happened in (recovered, left):
        found, errors = logistic_fit(matrix, happened, ones)
        assert_within_errors(found[1:], errors[1:], [0.0] * (len(KINDS) - 1), 0.5)


@pytest.mark.parametrize("channel", list(DEFAULT.booking.late_minutes))
def test_the_booked_arrive_as_punctually_as_planted(world: World, channel: str) -> None:
    booking = DEFAULT.booking
    came = world.contacts.filter(pl.col("channel") == channel, ~pl.col("no_show"))
    late = came.select((pl.col("occurred_at") - pl.col("appointment_at")).dt.total_seconds() / 60).to_series()
    # Rounding to five minutes adds an even spread of that width.
    spread = math.hypot(booking.late_spread_minutes[channel], 5 / math.sqrt(12))
    assert late.mean() == pytest.approx(
        booking.late_minutes[channel], abs=4 * spread / math.sqrt(came.height)
    )
    assert late.std() == pytest.approx(spread, rel=4 / math.sqrt(2 * came.height))


def with_age(world: World) -> pl.DataFrame:
    """Contacts of customers with their age band on the middle day."""
    middle = Window(world.first_day, world.last_day).middle_day
    years = (pl.lit(middle) - pl.col("born_on")).dt.total_days() / 365.25
    band = pl.lit(OLD)
    for name, (_, end) in reversed(list(AGES.items())[:-1]):
        band = pl.when(years < end).then(pl.lit(name)).otherwise(band)
    people = world.customers.select("customer_id", band.alias("age_band"), "gender", "region")
    return world.contacts.join(people, on="customer_id")


def test_ages_have_the_planted_shares(world: World) -> None:
    people = with_age(world).unique("customer_id")
    for band, share in DEFAULT.demography.age_share.items():
        assert_rate(people, pl.col("age_band") == band, share)


def test_complaints_rise_with_age_and_with_nothing_else(world: World) -> None:
    odds_factor = DEFAULT.demography.complaint_odds_factor
    regions = world.customers["region"].unique().sort().to_list()[1:]
    counts = (
        with_age(world)
        .filter(pl.col("outcome").is_in(["failed", "unresolved"]))
        .group_by("age_band", "outcome", "gender", "region")
        .agg(complaints=pl.col("is_complaint").sum(), contacts=pl.len())
        .fill_null("")
        .sort(pl.all())
    )
    bands = [band for band in odds_factor if band != "45_to_59"]
    explained = counts.select(
        pl.lit(1).alias("intercept"),
        *((pl.col("age_band") == band).alias(band) for band in bands),
        *((pl.col("region") == region).alias(region) for region in regions),
        (pl.col("gender") == "여성").alias("female"),
        (pl.col("outcome") == "failed").alias("failed"),
    )
    found, errors = logistic_fit(
        explained.cast(pl.Float64).to_numpy(),
        counts["complaints"].cast(pl.Float64).to_numpy(),
        counts["contacts"].cast(pl.Float64).to_numpy(),
    )
    planted = [math.log(odds_factor[band] / odds_factor["45_to_59"]) for band in bands]
    last = 1 + len(bands) + len(regions) + 1
    assert_within_errors(found[1:last], errors[1:last], [*planted, *[0.0] * (len(regions) + 1)], 0.11)


def test_the_old_come_twice_as_often_for_one_reason(world: World) -> None:
    department, reason = REASON_OF_THE_OLD
    shares = (
        with_age(world)
        .filter(pl.col("department") == department)
        .group_by(is_old=pl.col("age_band") == OLD)
        .agg(share=(pl.col("reason") == reason).mean(), n=pl.len())
    )
    share = {is_old: rate for is_old, rate, _ in shares.iter_rows()}
    assert share[True] / share[False] == pytest.approx(DEFAULT.demography.reason_factor, rel=0.12)


def test_what_is_drawn_apart_changes_nothing_else() -> None:
    plain = replace(
        DEFAULT,
        demography=Demography(reason_factor=5.0),
        buying=Buying(refund_rate=0.2),
        staffing=Staffing(trained_rate=0.1),
        staff_survey=StaffSurvey(response_rate=0.1),
        handing_over=replace(DEFAULT.handing_over, asked_again_csat_points=0.0, arrival_rate=0.5),
        recovering=replace(
            DEFAULT.recovering, kind_csat_points=dict.fromkeys(KINDS, 0.0), csat_per_hours_doubling=0.0
        ),
        survey=replace(DEFAULT.survey, told_badly_rate=dict.fromkeys(DEFAULT.survey.told_badly_rate, 0.5)),
    )
    ours, theirs = simulate(2_000, 365, 5), simulate(2_000, 365, 5, plain)
    assert_frame_equal(ours.contacts.drop("handed_to"), theirs.contacts.drop("handed_to"))
    assert_frame_equal(ours.customers.drop("born_on"), theirs.customers.drop("born_on"))
    scores = ours.answers.join(theirs.answers, on="answer_id", suffix="_plain")
    assert scores.height == ours.answers.height == theirs.answers.height
    others = scores.filter(pl.col("item") != "word_of_mouth")
    moved = others.filter(pl.col("score") != pl.col("score_plain"))
    assert 0 < moved.height < 0.01 * others.height
