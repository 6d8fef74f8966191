"""The Erlang models give published figures, and what the balance of arrivals and departures says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import expm

from analytics.statistics.queueing import erlang_a, erlang_b, erlang_c
from analytics.waiting.staffing import GROWS_WITHOUT_END, Demand, staffing
from warehouse.errors import QueryError

rates = st.floats(0.1, 100)
unhurried = settings(max_examples=50)


def chances_of_calls(arrival_rate: float, agents: int, abandon_rate: float) -> "np.ndarray":
    """The chance of each number of calls in the system, where a service takes 1 on average."""
    calls = np.arange(1, 6000)
    leaving = np.minimum(calls, agents) + np.maximum(calls - agents, 0) * abandon_rate
    logs = np.concatenate([[0.0], np.cumsum(np.log(arrival_rate) - np.log(leaving))])
    return np.exp(logs - logs.max()) / np.exp(logs - logs.max()).sum()


def test_erlang_c_gives_the_published_share_that_waits() -> None:
    queue = erlang_c(48, 1, 50, within=0)
    assert queue is not None
    assert queue.wait_probability == pytest.approx(0.694456, abs=5e-7)
    assert queue.mean_wait == pytest.approx(queue.wait_probability / 2)
    assert queue.answered_in_time == pytest.approx(1 - queue.wait_probability)


def test_erlang_a_gives_the_published_shares_that_wait_and_give_up() -> None:
    queue = erlang_a(48, 1, 50, 1, within=0)
    assert queue.wait_probability == pytest.approx(0.405404, abs=5e-7)
    assert queue.abandon_probability == pytest.approx(0.039418, abs=5e-7)
    assert queue.answered_in_time == pytest.approx(1 - queue.wait_probability)


def test_a_queue_that_takes_more_than_it_serves_never_settles() -> None:
    assert erlang_c(50, 1, 50, within=1) is None
    assert erlang_c(100 / 3600, 1 / 180, 5, within=1) is None


@unhurried
@given(rates, st.integers(1, 80), st.floats(0.05, 20))
def test_erlang_a_is_what_arrivals_and_departures_balance_to(
    arrival_rate: float, agents: int, abandon_rate: float
) -> None:
    queue = erlang_a(arrival_rate, 1, agents, abandon_rate, within=1e6)
    chances = chances_of_calls(arrival_rate, agents, abandon_rate)
    giving_up = chances @ np.maximum(np.arange(len(chances)) - agents, 0) * abandon_rate / arrival_rate
    assert queue.wait_probability == pytest.approx(chances[agents:].sum(), rel=1e-6, abs=1e-9)
    assert queue.abandon_probability == pytest.approx(giving_up, rel=1e-6, abs=1e-9)
    assert queue.answered_in_time <= 1 - queue.abandon_probability + 1e-9


@unhurried
@given(rates, st.integers(1, 80), st.floats(0, 3))
def test_endless_patience_is_erlang_c(arrival_rate: float, agents: int, within: float) -> None:
    settled = erlang_c(arrival_rate, 1, agents, within)
    if settled is None or settled.occupancy > 0.99:
        return
    patient = erlang_a(arrival_rate, 1, agents, 1e-7, within)
    assert patient.wait_probability == pytest.approx(settled.wait_probability, rel=1e-4, abs=1e-9)
    assert patient.answered_in_time == pytest.approx(settled.answered_in_time, rel=1e-4)


def test_a_time_longer_than_anybody_waits_answers_all_who_stay() -> None:
    queue = erlang_a(60, 1, 50, 0.3, within=50)
    assert queue.answered_in_time == pytest.approx(1 - queue.abandon_probability, rel=1e-9)


@pytest.mark.parametrize(
    ("arrival_rate", "agents", "abandon_rate", "within"),
    [(11, 10, 0.5, 0.2), (60, 50, 0.3, 0.5), (3, 5, 2, 0.1)],
)
def test_the_share_in_time_is_that_of_moving_up_in_the_line(
    arrival_rate: float, agents: int, abandon_rate: float, within: float
) -> None:
    places = 150
    chances = chances_of_calls(arrival_rate, agents, abandon_rate)
    # Who waits with so many ahead moves up when one is served or gives up, and may give up oneself.
    moves = np.zeros((places + 1, places + 1))
    for ahead in range(places):
        moves[ahead + 1, ahead] = agents + ahead * abandon_rate
        moves[ahead + 1, ahead + 1] = -(agents + (ahead + 1) * abandon_rate)
    served = expm(moves * within)[1:, 0]
    in_time = chances[:agents].sum() + chances[agents : agents + places] @ served
    assert erlang_a(arrival_rate, 1, agents, abandon_rate, within).answered_in_time == pytest.approx(in_time)


def test_no_number_is_too_large_to_be_answered() -> None:
    assert erlang_b(1, 10_000) == 0.0
    assert erlang_a(1e3, 1e-3, 1, 1e-6, 1e5).abandon_probability == pytest.approx(1, abs=1e-5)
    assert erlang_a(1, 1, 10_000, 1e-9, 20).wait_probability == pytest.approx(0, abs=1e-12)


def test_staffing_shows_three_agents_fewer_and_more() -> None:
    queues = staffing(Demand(960, 180, patience_seconds=180), 50)
    assert queues["agents"].to_list() == list(range(47, 54))
    assert queues["has_to_wait"][3] == pytest.approx(0.405404, abs=5e-7)
    assert queues["mean_wait_seconds"].is_sorted(descending=True)
    assert queues["answered_in_time"].is_sorted()
    assert queues["note"].null_count() == 7


def test_staffing_says_where_a_queue_grows_without_end() -> None:
    queues = staffing(Demand(100, 180), 3)
    assert queues["agents"].to_list() == [1, 2, 3, 4, 5, 6]
    assert queues["note"].to_list() == [GROWS_WITHOUT_END] * 5 + [None]
    assert queues["mean_wait_seconds"].null_count() == 5


@pytest.mark.parametrize(
    "numbers", [(0, 180, None, 20), (10, -1, None, 20), (10, 180, 0, 20), (10, 180, None, float("nan"))]
)
def test_numbers_that_no_queue_can_have_are_refused(
    numbers: tuple[float, float, float | None, float],
) -> None:
    with pytest.raises(QueryError):
        Demand(*numbers)


@pytest.mark.parametrize("agents", [0, 10_001])
def test_no_agents_and_too_many_are_refused(agents: int) -> None:
    with pytest.raises(QueryError):
        staffing(Demand(10, 180), agents)
