"""Answers count by the weights of their survey: figures and intervals are those of independent references."""

from collections.abc import Callable, Sequence

import duckdb
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from analytics.catalogue import MEASURES, find_measure
from analytics.comparing.control import control_chart
from analytics.comparing.funnel import fair_comparison
from analytics.measures.servqual import gap_name
from analytics.measuring import measure
from analytics.recovery.paradox import paradox, satisfaction_cells
from analytics.satisfaction.distribution import satisfaction_scores
from analytics.satisfaction.peers import beside_peers
from analytics.satisfaction.servqual import servqual
from analytics.satisfaction.weighting import weighted_satisfaction
from analytics.survey_weights import survey_weights
from analytics.view import View
from analytics.waiting.broken_promises import broken_promise_effect
from sample_data import simulate
from tests.analytics.recovery.warehouses import SMALL as SETTINGS
from tests.analytics.recovery.warehouses import make_warehouse
from tests.analytics.satisfaction.worlds import answers, contacts, marts_of
from warehouse.settings import Definitions

Find = Callable[[duckdb.DuckDBPyConnection], pl.DataFrame]
OF_ANSWERS = [name for name, found in MEASURES.items() if found.is_of_answers]
RANDOM = np.random.default_rng(8)
SCORES = RANDOM.integers(1, 6, 60)
# Of whole eighths, so that sums are the same in whichever order.
WEIGHTS = RANDOM.integers(1, 40, 60) / 8
EFFECTIVE = WEIGHTS.sum() ** 2 / (WEIGHTS**2).sum()
# The same weights, of as many answers as say as much: references take weights for frequencies.
FREQUENCIES = WEIGHTS * EFFECTIVE / WEIGHTS.sum()


def told(scores: np.ndarray, weights: np.ndarray | None = None, **values: object) -> pl.DataFrame:
    given = pl.Series("weight", weights if weights is not None else [None] * len(scores), pl.Float64)
    return answers(scores.tolist(), **values).with_columns(given)


def figure(name: str, frame: pl.DataFrame) -> dict[str, float]:
    return measure(marts_of(contacts(len(frame)), frame), SETTINGS, name).row(0, named=True)


def ends(found: dict[str, float]) -> tuple[float, float]:
    return found["low"], found["high"]


def test_a_weighted_mean_is_that_of_statsmodels_with_students_interval_of_the_effective_size() -> None:
    found, reference = figure("csat_mean", told(SCORES, WEIGHTS)), DescrStatsW(SCORES, FREQUENCIES)
    assert found["value"] == pytest.approx(DescrStatsW(SCORES, WEIGHTS).mean, rel=1e-12)
    assert ends(found) == pytest.approx(reference.tconfint_mean(), rel=1e-9)
    assert found["n"] == 60
    assert EFFECTIVE < 50


def test_a_weighted_share_has_wilsons_interval_of_the_effective_size() -> None:
    found, share = figure("csat", told(SCORES, WEIGHTS)), WEIGHTS[SCORES >= 4].sum() / WEIGHTS.sum()
    wilson = proportion_confint(share * EFFECTIVE, EFFECTIVE, method="wilson")
    assert (found["value"], *ends(found), found["n"]) == pytest.approx((share, *wilson, 60), rel=1e-9)


def test_four_weighted_answers_make_a_net_share_as_computed_by_hand() -> None:
    """Promoters weigh 3 and 1, a passive 2, a detractor 4: 0 points of 10, from an effective 100 / 30."""
    found = figure("nps", told(np.array([9, 10, 7, 0]), np.array([3.0, 1.0, 2.0, 4.0]), item="nps"))
    half = 100 * 1.959964 * (0.8 / (100 / 30)) ** 0.5
    assert (found["value"], found["high"], found["n"]) == pytest.approx((0, half, 4), rel=1e-6)


def test_a_weighted_gap_is_that_of_statsmodels_within_each_answer() -> None:
    frame = told(SCORES, WEIGHTS, item="servqual.empathy", expected=5.0)
    reference = DescrStatsW(SCORES - 5, FREQUENCIES)
    found = figure(gap_name("empathy"), frame)
    assert found["value"] == pytest.approx(reference.mean, rel=1e-9)
    assert ends(found) == pytest.approx(reference.tconfint_mean(), rel=1e-9)
    (row,) = servqual(marts_of(contacts(60), frame), SETTINGS).filter(dimension="empathy").rows(named=True)
    assert (row["gap"], row["gap_low"], row["gap_high"]) == pytest.approx((found["value"], *ends(found)))
    assert row["perceived"] == pytest.approx(DescrStatsW(SCORES, WEIGHTS).mean)
    assert (row["expected"], row["n"], row["perceived_n"]) == (5, 60, 60)


def test_shares_of_scores_are_weighted_and_their_numbers_are_not() -> None:
    found = satisfaction_scores(marts_of(contacts(60), told(SCORES, WEIGHTS)), SETTINGS)
    shares = [WEIGHTS[score == SCORES].sum() / WEIGHTS.sum() for score in range(1, 6)]
    assert found["share"].to_list() == pytest.approx(shares)
    assert found["answers"].to_list() == [(score == SCORES).sum() for score in range(1, 6)]
    low, high = proportion_confint(shares[0] * EFFECTIVE, EFFECTIVE, method="wilson")
    assert found.select("low", "high").row(0) == pytest.approx((low, high))


def test_one_answer_has_no_interval_whatever_it_weighs() -> None:
    for weight in (0.1, 0.3, 7.0):
        found = figure("csat_mean", told(np.array([4]), np.array([weight])))
        assert (found["value"], found["note"]) == (None, "too_few")


def test_weights_mend_a_sample_in_which_the_satisfied_answer_three_times_as_often() -> None:
    chance = np.random.default_rng(3)
    everybody = chance.choice([1, 2, 3, 4, 5], 20_000, p=[0.2, 0.2, 0.1, 0.3, 0.2])
    rates = np.where(everybody >= 4, 0.3, 0.1)
    scores = everybody[chance.random(20_000) < rates]
    weights = np.where(scores >= 4, 1 / 0.3, 1 / 0.1)
    plain, weighted = figure("csat", told(scores)), figure("csat", told(scores, weights))
    assert plain["low"] > 0.65
    assert weighted["low"] < (everybody >= 4).mean() < weighted["high"]
    assert weighted["high"] - weighted["low"] > 1.1 * (plain["high"] - plain["low"])


def test_weights_of_the_survey_and_of_those_who_are_silent_multiply() -> None:
    served = pl.concat([contacts(80), contacts(20, first=80, outcome="failed")])
    resolved, failed = SCORES[:40], SCORES[40:50]
    frame = pl.concat([told(resolved, WEIGHTS[:40]), told(failed, WEIGHTS[40:50], first=80)])
    (found,) = weighted_satisfaction(marts_of(served, frame), SETTINGS).rows(named=True)
    parts = ((80, WEIGHTS[:40]), (20, WEIGHTS[40:50]))
    final = np.concatenate([population * own / own.sum() for population, own in parts])
    scores, own = SCORES[:50], WEIGHTS[:50]
    assert found["mean"] == pytest.approx(np.average(scores, weights=final))
    assert found["value"] == pytest.approx(np.average(scores >= 4, weights=final))
    assert found["plain_mean"] == pytest.approx(np.average(scores, weights=own))
    assert found["plain_value"] == pytest.approx(np.average(scores >= 4, weights=own))
    assert found["effective_n"] == pytest.approx(final.sum() ** 2 / (final**2).sum())
    assert (found["n"], found["response_rate"]) == (50, 0.5)
    effective = own.sum() ** 2 / (own**2).sum()
    plain = proportion_confint(found["plain_value"] * effective, effective, method="wilson")
    assert (found["plain_low"], found["plain_high"]) == pytest.approx(plain)


def test_after_a_broken_promise_answers_are_compared_by_weight() -> None:
    wait: dict[str, object] = {"wait_seconds": 60.0, "is_booked": False}
    served = [contacts(30, 30 * side, promised_wait_seconds=50.0 + 20 * side, **wait) for side in (0, 1)]
    lake = marts_of(pl.concat(served), told(SCORES, WEIGHTS))
    found = broken_promise_effect(lake, SETTINGS).row(0, named=True)
    broken, kept = (np.average(SCORES[side], weights=WEIGHTS[side]) for side in (slice(30), slice(30, 60)))
    assert (found["difference"], found["naive"]) == pytest.approx((broken - kept,) * 2)
    assert (found["broken"], found["kept"], found["used"]) == (30, 30, 60)


def by_department(name: str) -> Find:
    return lambda lake: measure(lake, SETTINGS, name, ["department"])


# A company's figures that are made of answers.
FOUND: Sequence[Find] = (
    *map(by_department, OF_ANSWERS),
    lambda lake: satisfaction_scores(lake, SETTINGS),
    lambda lake: servqual(lake, SETTINGS),
    lambda lake: beside_peers(lake, SETTINGS),
    lambda lake: weighted_satisfaction(lake, SETTINGS, ("contact_tier",)),
    lambda lake: broken_promise_effect(lake, SETTINGS),
    lambda lake: fair_comparison(lake, SETTINGS, "csat"),
    lambda lake: fair_comparison(lake, SETTINGS, "nps"),
    lambda lake: control_chart(lake, SETTINGS, "csat").points,
    lambda lake: control_chart(lake, SETTINGS, "csat_mean").points,
    lambda lake: pl.DataFrame([mean.naive for mean in paradox(lake, SETTINGS).satisfaction.groups]),
)


def company(weigh: Callable[[pl.Expr], pl.Expr] | None) -> duckdb.DuckDBPyConnection:
    """A sample company; weigh: from the place of an answer to its weight."""
    world = simulate(300, 250, 4)
    place = pl.int_range(pl.len()).cast(pl.Float64)
    weighed = world.answers if weigh is None else world.answers.with_columns(weight=weigh(place))
    return make_warehouse(
        {"contacts": world.contacts, "answers": weighed, "customers": world.customers}, SETTINGS
    )


def uneven(place: pl.Expr) -> pl.Expr:
    """From a quarter to 3."""
    return 0.25 + place % 12 / 4


@pytest.fixture(scope="module")
def unweighted() -> duckdb.DuckDBPyConnection:
    return company(None)


@pytest.fixture(scope="module")
def weighted() -> duckdb.DuckDBPyConnection:
    return company(uneven)


def test_weights_of_one_are_no_weights(unweighted: duckdb.DuckDBPyConnection) -> None:
    ones = company(lambda place: place * 0 + 1)
    for find in FOUND:
        assert_frame_equal(find(ones), find(unweighted), check_exact=True)
    assert survey_weights(ones, SETTINGS, "csat") is None
    assert survey_weights(unweighted, SETTINGS, "csat") is None


def test_weights_that_are_all_larger_by_the_same_change_nothing(weighted: duckdb.DuckDBPyConnection) -> None:
    larger = company(lambda place: 7.3 * uneven(place))
    for find in FOUND:
        assert_frame_equal(find(larger), find(weighted), rel_tol=1e-6, abs_tol=1e-8)
    assert survey_weights(larger, SETTINGS, "csat") == survey_weights(weighted, SETTINGS, "csat")


def test_weights_change_figures_and_leave_numbers_of_answers(
    weighted: duckdb.DuckDBPyConnection, unweighted: duckdb.DuckDBPyConnection
) -> None:
    for find in FOUND:
        found, plain = find(weighted), find(unweighted)
        assert not found.equals(plain)
        for count in {"n", "peers_n", "perceived_n", "used", "broken", "answers"} & set(found.columns):
            assert sorted(found[count]) == sorted(plain[count])


def test_whoever_compares_finds_the_weighted_measure(weighted: duckdb.DuckDBPyConnection) -> None:
    for name in ("csat", "csat_mean"):
        figures = measure(weighted, SETTINGS, name, ["contact_tier", "department"])
        compared = fair_comparison(weighted, SETTINGS, name).join(figures, on=["contact_tier", "department"])
        assert compared["value"].to_list() == pytest.approx(compared["value_right"].to_list())
        assert (compared["effective_n"] < compared["n"]).all()
        weeks = measure(weighted, SETTINGS, name, ["week"])
        points = control_chart(weighted, SETTINGS, name).points.join(weeks, left_on="at", right_on="week")
        assert points["value"].to_list() == pytest.approx(points["value_right"].to_list())


def test_peers_are_the_others_of_the_tier_together_by_weight() -> None:
    served = pl.concat([contacts(30, 30 * place, department=name) for place, name in enumerate("ab")])
    peers = beside_peers(marts_of(served, told(SCORES, WEIGHTS)), SETTINGS)
    shares = {
        name: np.average(SCORES[side] >= 4, weights=WEIGHTS[side])
        for name, side in {"a": slice(30), "b": slice(30, 60)}.items()
    }
    for department, own, other in peers.select("department", "value", "peers_value").iter_rows():
        assert own == pytest.approx(shares[department])
        assert other == pytest.approx(shares["b" if department == "a" else "a"])


def test_daily_measures_add_up_by_their_weight(weighted: duckdb.DuckDBPyConnection) -> None:
    viewed = weighted.sql(
        "SELECT measure, sum(value * weight) / sum(weight) AS value, sum(n)::BIGINT AS n FROM daily_measures"
        " GROUP BY measure"
    ).pl()
    by_name = {name: (value, n) for name, value, n in viewed.iter_rows()}
    for name in OF_ANSWERS:
        found = measure(weighted, SETTINGS, name)
        assert by_name[name] == pytest.approx((found["value"].item(), found["n"].item())), name


def test_a_contact_rated_twice_counts_once_by_what_its_answers_weigh() -> None:
    twice = pl.concat(
        [told(np.array([1]), np.array([3.0])), told(np.array([5]), np.array([1.0]), survey_id="second")]
    )
    lake = make_warehouse({"contacts": contacts(1), "answers": twice}, SETTINGS)
    (cell,) = satisfaction_cells(lake, SETTINGS, View()).rows(named=True)
    assert (cell["units"], cell["weight"], cell["total"] / cell["weight"]) == (1, 2, 2)


counted = st.lists(st.tuples(st.integers(1, 7), st.floats(1e-3, 1e3)), min_size=2, max_size=30)


@settings(max_examples=20)
@given(rows=counted, factor=st.floats(1e-6, 1e6))
def test_a_factor_of_all_weights_changes_no_measure(rows: list[tuple[int, float]], factor: float) -> None:
    def figures(name: str, times: float) -> dict[str, float]:
        frame = pl.DataFrame(
            {
                "whole": "all",
                "score": [float(score) for score, _ in rows],
                "answers": 1,
                "weight": [weight * times for _, weight in rows],
                "weight_squares": [(weight * times) ** 2 for _, weight in rows],
            }
        )
        return find_measure(name).estimate(frame, ["whole"], Definitions()).row(0, named=True)

    for name in ("csat", "csat_mean", "nps", "ces"):
        found, scaled = figures(name, 1.0), figures(name, factor)
        assert list(scaled.values())[1:] == pytest.approx(list(found.values())[1:], rel=1e-5, abs=1e-5)
