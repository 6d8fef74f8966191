"""Control charts have the limits of the textbook's examples."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.statistics.control_charts import Limits, p_limits, u_limits, xmr_limits

FILES = Path(__file__).parents[4] / "shared" / "data" / "reference"
# Montgomery's examples with the limits of qicharts2; no licence is stated, so they stay where they are.
needs_files = pytest.mark.skipif(
    not (FILES / "xmr_ex_6_5.csv").exists(), reason=f"the reference files are not in {FILES}"
)
sizes = st.lists(st.integers(20, 500), min_size=4, max_size=30)


def assert_as_published(limits: Limits, published: pl.DataFrame) -> None:
    for found, name in ((limits.centre, "cl"), (limits.lower, "lcl"), (limits.upper, "ucl")):
        assert found == pytest.approx(published[name].to_numpy(), abs=1e-12)


@needs_files
def test_individual_values_match_the_textbook() -> None:
    published = pl.read_csv(FILES / "xmr_ex_6_5.csv")
    limits = xmr_limits(published["y"], baseline=20)
    assert_as_published(limits, published)
    assert (limits.centre[0], limits.lower[0], limits.upper[0]) == pytest.approx(
        (300.5, 279.783315, 321.216685), abs=5e-7
    )


@needs_files
def test_shares_match_the_textbook() -> None:
    published = pl.read_csv(FILES / "p_tbl_7_4.csv")
    assert_as_published(p_limits(published["count"], published["size"], published.height), published)


@needs_files
@pytest.mark.parametrize(("file", "unit"), [("u_ex_7_4", 1), ("u_ex_7_5", 50)])
def test_rates_match_the_textbook(file: str, unit: int) -> None:
    published = pl.read_csv(FILES / f"{file}.csv")
    assert_as_published(u_limits(published["count"], published["size"] / unit, published.height), published)


def test_limits_of_individual_values_by_hand() -> None:
    limits = xmr_limits([10, 12, 11, 13, 40], baseline=4)
    assert limits.centre == pytest.approx(np.full(5, 11.5))
    # Moving ranges 2, 1, 2: their mean 5/3 over 1.128, three times.
    assert limits.upper == pytest.approx(np.full(5, 11.5 + 3 * (5 / 3) / 1.128))


def test_laney_widens_by_the_mean_moving_range_of_z() -> None:
    counts, trials = [30, 60, 30, 60], [100, 100, 100, 100]
    plain, widened = (p_limits(counts, trials, 4, is_laney=is_laney) for is_laney in (False, True))
    # The share is .45 with an error of .0497; z alternates by .3 / .0497 = 6.03, over 1.128.
    error = np.sqrt(0.45 * 0.55 / 100)
    assert widened.sigma / plain.sigma == pytest.approx(np.full(4, 0.3 / error / 1.128))
    assert u_limits(counts, np.ones(4), 4, is_laney=True).sigma == pytest.approx(np.full(4, 30 / 1.128))


@given(trials=sizes, data=st.data())
def test_limits_of_shares_hold_the_centre_and_stay_on_the_scale(
    trials: list[int], data: st.DataObject
) -> None:
    counts = [data.draw(st.integers(0, size)) for size in trials]
    limits = p_limits(counts, trials, len(trials), is_laney=data.draw(st.booleans()))
    assert (limits.lower <= limits.centre).all() and (limits.centre <= limits.upper).all()
    assert (limits.lower >= 0).all() and (limits.upper <= 1).all()


@given(trials=sizes)
def test_what_comes_after_the_baseline_does_not_move_the_centre(trials: list[int]) -> None:
    counts = [size // 3 for size in trials]
    later = [*counts[:3], *(size for size in trials[3:])]
    assert p_limits(counts, trials, 3).centre == pytest.approx(p_limits(later, trials, 3).centre)


def test_one_point_makes_no_baseline() -> None:
    with pytest.raises(ValueError, match="two points"):
        xmr_limits([1, 2, 3], baseline=1)
