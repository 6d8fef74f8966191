"""What is planted in contacts is found in the world."""

import math
from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from sample_data import DEFAULT, World
from sample_data.season import TIME_ZONE

TOOK_PLACE = pl.col("outcome") != "abandoned"
FAILED = pl.col("outcome") == "failed"
day = pl.col("occurred_at").dt.convert_time_zone(TIME_ZONE).dt.date()
IS_PARTICULAR = pl.any_horizontal(
    (pl.col("department") == cell.department) & (pl.col("contact_tier") == cell.contact_tier)
    for cell in DEFAULT.cells
)
IS_DECLINING = (pl.col("department") == DEFAULT.decline.department) & (
    pl.col("contact_tier") == DEFAULT.decline.contact_tier
)


def log_odds(rate: float) -> float:
    return math.log(rate / (1 - rate))


def rate_of(frame: pl.DataFrame, event: pl.Expr) -> float:
    return float(frame.select(event.mean()).item())


@pytest.fixture(scope="module")
def episodes(world: World) -> pl.DataFrame:
    """Known customers' contacts with the time of the one before and after for the same reason."""
    episode = ["customer_id", "reason"]
    ordered = world.contacts.drop_nulls("customer_id").sort(*episode, "occurred_at")
    return ordered.with_columns(
        earlier_at=pl.col("occurred_at").shift(1).over(episode),
        next_at=pl.col("occurred_at").shift(-1).over(episode),
        next_channel=pl.col("channel").shift(-1).over(episode),
    )


def within_a_week(earlier: str, later: str) -> pl.Expr:
    return (pl.col(later) - pl.col(earlier) <= pl.duration(days=7)).fill_null(False)


@pytest.mark.parametrize("tier", ["low", "medium", "high"])
def test_failure_rate_of_first_contacts_by_tier(episodes: pl.DataFrame, tier: str) -> None:
    first = episodes.filter(
        TOOK_PLACE,
        ~IS_PARTICULAR,
        ~IS_DECLINING,
        ~within_a_week("earlier_at", "occurred_at"),
        pl.col("contact_tier") == tier,
    )
    expected = DEFAULT.failing.rate[tier]
    tolerance = 4 * math.sqrt(expected * (1 - expected) / first.height)
    assert rate_of(first, FAILED) == pytest.approx(expected, abs=tolerance)
    assert tolerance < 0.02


def test_failure_is_likelier_at_the_second_contact_of_an_episode(episodes: pl.DataFrame) -> None:
    contacts = episodes.filter(TOOK_PLACE, ~IS_PARTICULAR, pl.col("contact_tier") == "medium")
    is_second = within_a_week("earlier_at", "occurred_at")
    second, first = (rate_of(contacts.filter(place), FAILED) for place in (is_second, ~is_second))
    # Third contacts add a little, chance repeats take a little away.
    assert 0.15 < log_odds(second) - log_odds(first) < 0.5


def test_a_fair_comparison_of_failure_finds_the_planted_cells_and_no_others(world: World) -> None:
    cells = (
        world.contacts.filter(TOOK_PLACE, day < DEFAULT.decline.starts_on)
        .group_by("contact_tier", "department")
        .agg(rate=FAILED.mean(), n=pl.len())
        .with_columns(usual=pl.col("rate").median().over("contact_tier"))
        .with_columns(
            z=(pl.col("rate") - pl.col("usual"))
            / (pl.col("usual") * (1 - pl.col("usual")) / pl.col("n")).sqrt()
        )
    )
    worse = set(cells.filter(pl.col("z") > 3.1).select("department", "contact_tier").iter_rows())
    better = set(cells.filter(pl.col("z") < -3.1).select("department", "contact_tier").iter_rows())
    assert worse == {("기술지원", "medium")}
    assert better == {("방문서비스", "high")}


def test_waits_have_the_planted_median_and_department_factors(world: World) -> None:
    phone = world.contacts.filter(
        pl.col("channel") == "phone",
        TOOK_PLACE,
        pl.col("occurred_at").dt.convert_time_zone(TIME_ZONE).dt.hour() == 15,
        pl.col("occurred_at").dt.convert_time_zone(TIME_ZONE).dt.weekday() == 5,
        day < DEFAULT.routing.starts_on,
    )
    usual = DEFAULT.waiting.usual_seconds["phone"]
    others = phone.filter(pl.col("department") != "기술지원")["wait_seconds"].median()
    slow = phone.filter(pl.col("department") == "기술지원")["wait_seconds"].median()
    assert others == pytest.approx(usual, rel=0.12)
    assert slow == pytest.approx(usual * DEFAULT.cells[0].wait_factor, rel=0.15)


def test_the_new_routing_shortens_the_waits_of_one_department_only(world: World) -> None:
    is_after = day >= DEFAULT.routing.starts_on
    waits = (
        world.contacts.filter(pl.col("channel") == DEFAULT.routing.channel, TOOK_PLACE)
        .group_by(is_after.alias("after"), (pl.col("department") == DEFAULT.routing.department).alias("here"))
        .agg(pl.col("wait_seconds").median())
    )
    median = {(after, here): wait for after, here, wait in waits.iter_rows()}
    assert median[True, True] / median[False, True] == pytest.approx(DEFAULT.routing.wait_factor, rel=0.12)
    assert median[True, False] == pytest.approx(median[False, False], rel=0.06)


def test_one_department_gets_worse_in_the_last_weeks(world: World) -> None:
    visits = world.contacts.filter(TOOK_PLACE, IS_DECLINING)
    before = rate_of(visits.filter(day < DEFAULT.decline.starts_on), FAILED)
    last_weeks = rate_of(visits.filter(day > date(2026, 10, 15)), FAILED)
    risen = log_odds(last_weeks) - log_odds(before)
    assert 0.5 < risen < DEFAULT.decline.failure_log_odds + 0.3


@pytest.mark.parametrize("channel", ["phone", "branch", "kiosk"])
def test_patience_is_exponential_with_the_planted_mean(world: World, channel: str) -> None:
    queue = world.contacts.filter(pl.col("channel") == channel, ~pl.col("is_booked").fill_null(False))
    gave_up = queue.filter(~TOOK_PLACE).height
    mean = queue["wait_seconds"].sum() / gave_up
    assert mean == pytest.approx(DEFAULT.waiting.patience_seconds[channel], rel=4 / math.sqrt(gave_up))


def test_a_booking_shortens_the_wait_and_some_do_not_come(world: World) -> None:
    branch = world.contacts.filter(pl.col("channel") == "branch")
    booked, walk_in = (branch.filter(pl.col("is_booked") == is_booked) for is_booked in (True, False))
    ratio = booked["wait_seconds"].median() / walk_in["wait_seconds"].median()  # type: ignore[operator]
    assert ratio == pytest.approx(DEFAULT.waiting.booked_factor, rel=0.1)
    assert rate_of(booked, ~TOOK_PLACE) == pytest.approx(DEFAULT.waiting.no_show_rate, abs=0.015)
    assert branch.height / walk_in.height == pytest.approx(
        1 / (1 - DEFAULT.waiting.booked_rate["branch"]), rel=0.05
    )


def test_what_is_not_settled_comes_again_within_a_week(world: World, episodes: pl.DataFrame) -> None:
    last = world.contacts["occurred_at"].max()
    contacts = episodes.filter(pl.col("occurred_at") < last - pl.duration(days=7)).with_columns(
        is_followed=within_a_week("occurred_at", "next_at")
    )
    by_chance = rate_of(contacts.filter(pl.col("outcome") == "resolved"), pl.col("is_followed"))
    for outcome, rate in DEFAULT.failing.repeat_rate.items():
        # An episode ends when its customer leaves, and contacts for the same reason also come by chance.
        expected = 1 - (1 - rate) * (1 - by_chance)
        seen = rate_of(contacts.filter(pl.col("outcome") == outcome), pl.col("is_followed"))
        assert seen == pytest.approx(expected, abs=0.03)
    assert by_chance < 0.1


def test_hand_overs_from_the_chatbot_reach_the_desk_within_the_hour(
    world: World, episodes: pl.DataFrame
) -> None:
    handed = episodes.filter(pl.col("channel") == "chatbot", pl.col("outcome") == "transferred")
    soon = (pl.col("next_at") - pl.col("occurred_at")) < pl.duration(hours=1)
    assert rate_of(handed, (soon & (pl.col("next_channel") == "phone")).fill_null(False)) > 0.98
    local = pl.col("occurred_at").dt.convert_time_zone(TIME_ZONE)
    open_hours = world.contacts.filter(
        TOOK_PLACE,
        ~FAILED,
        pl.col("channel") == "chatbot",
        local.dt.hour().is_between(9, 17),
        local.dt.weekday() < 7,
    )
    assert rate_of(open_hours, pl.col("outcome") == "transferred") == pytest.approx(
        DEFAULT.failing.handover_rate["chatbot"], abs=0.02
    )


def test_complaints_go_with_the_outcome(world: World) -> None:
    for outcome, rate in DEFAULT.failing.complaint_rate.items():
        contacts = world.contacts.filter(pl.col("outcome") == outcome)
        tolerance = 4 * math.sqrt(rate * (1 - rate) / contacts.height)
        assert rate_of(contacts, pl.col("is_complaint")) == pytest.approx(rate, abs=tolerance)


def test_recovery_is_offered_to_the_loyal_and_takes_the_planted_time(world: World) -> None:
    failed = world.contacts.filter(FAILED).join(world.customers, on="customer_id")
    offered = failed.with_columns(is_offered=pl.col("recovery") != "none")
    best = rate_of(offered.filter(pl.col("segment") == "최우수"), pl.col("is_offered"))
    plain = rate_of(offered.filter(pl.col("segment") == "일반"), pl.col("is_offered"))
    assert best > plain + 0.2
    hours = world.contacts["recovery_seconds"].mean() / 3600  # type: ignore[operator]
    assert hours == pytest.approx(DEFAULT.recovering.mean_hours, rel=0.06)


def test_the_desks_keep_their_hours_and_mondays_are_busy(world: World) -> None:
    local = pl.col("occurred_at").dt.convert_time_zone(TIME_ZONE)
    phone = world.contacts.filter(pl.col("channel") == "phone")
    assert phone.filter(~local.dt.hour().is_between(9, 18) | (local.dt.weekday() == 7)).is_empty()
    per_weekday = phone.group_by(local.dt.weekday().alias("weekday")).len().sort("weekday")["len"]
    assert per_weekday.arg_max() == 0
    assert world.contacts.filter(pl.col("channel") == "app").select(local.dt.hour().n_unique()).item() == 24


def test_the_chatbot_takes_over_from_the_phone(world: World) -> None:
    share = (
        world.contacts.filter(pl.col("channel").is_in(["phone", "chatbot"]))
        .group_by(pl.col("occurred_at").dt.quarter().alias("quarter"))
        .agg((pl.col("channel") == "chatbot").mean())
    )
    by_quarter = dict(share.iter_rows())
    assert by_quarter[3] > by_quarter[1] + 0.03


def test_new_customers_pass_all_stages_and_wait_longest_for_delivery(world: World) -> None:
    way = ["가입 상담", "가입 신청", "개통 처리", "설치 방문", "설치 후 확인"]
    joined = world.customers.filter(pl.col("joined_on").is_between(world.first_day, date(2026, 7, 31)))
    first = (
        world.contacts.filter(pl.col("reason").is_in(way))
        .join(joined, on="customer_id")
        .group_by("customer_id", "reason")
        .agg(at=day.min())
        .pivot(on="reason", index="customer_id", values="at")
        .drop_nulls()
    )
    assert first.height > 0.5 * joined.height
    gaps = [first.select((pl.col(b) - pl.col(a)).dt.total_days().mean()).item() for a, b in pairwise(way)]
    assert all(first.select((pl.col(b) > pl.col(a)).all()).item() for a, b in pairwise(way))
    assert gaps.index(max(gaps)) == way.index("설치 방문") - 1
