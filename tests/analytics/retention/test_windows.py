"""The window of inactivity: chosen where the curve of gaps says so, and not where it cannot."""

import duckdb
import numpy as np
import polars as pl
import pytest

from analytics.retention.inactivity import choose_window, inactivity_window
from tests.project import Project
from warehouse.lake import open_reader

# A tenth never comes back; of the others one in twenty comes back on each day.
NEVER, DAILY = 0.1, 0.05


def counted(days: np.ndarray, has_ended: np.ndarray) -> pl.DataFrame:
    gaps = pl.DataFrame({"days": days, "has_ended": has_ended})
    return gaps.group_by("days", "has_ended").agg(gaps=pl.len())


def drawn(count: int, seed: int, longest: int) -> tuple[np.ndarray, np.ndarray]:
    """Days until the return or the end of the data, which comes after 1 to `longest` days."""
    chance = np.random.default_rng(seed)
    back = np.where(chance.random(count) < NEVER, 10_000, chance.geometric(DAILY, count))
    end = chance.integers(1, longest + 1, count)
    return np.minimum(back, end), back <= end


def true_window() -> int:
    """Where no more than a tenth of those silent still come back, were they watched for ever."""
    return int(np.ceil(np.log(NEVER / 9 / (1 - NEVER)) / np.log(1 - DAILY)))


def test_the_window_is_where_few_of_the_silent_come_back() -> None:
    days, has_ended = drawn(200_000, seed=1, longest=400)
    found = choose_window(counted(days, has_ended), 30)
    assert true_window() == 86
    assert found.window_days == pytest.approx(86, abs=3)
    assert found.returning is not None and 0.08 < found.returning <= 0.1
    assert f"{found.window_days} days" in found.reason.en and f"{found.window_days}일" in found.reason.ko


def test_the_window_does_not_depend_on_how_long_the_data_are_as_percentiles_of_ended_gaps_do() -> None:
    days, has_ended = drawn(200_000, seed=2, longest=250)
    assert choose_window(counted(days, has_ended), 30).window_days == pytest.approx(86, abs=5)
    assert np.percentile(days[has_ended], 90) < 50


def test_the_setting_is_weighed_on_the_same_curve() -> None:
    days, has_ended = drawn(100_000, seed=3, longest=400)
    found = choose_window(counted(days, has_ended), 20)
    silent = (1 - NEVER) * (1 - DAILY) ** 20
    assert found.returning_by_setting == pytest.approx(silent / (silent + NEVER), abs=0.01)
    assert found.beside_setting is not None and "20 days" in found.beside_setting.en
    assert choose_window(counted(days, has_ended), 1000).beside_setting is None


def test_data_that_are_too_short_give_no_window_and_say_why() -> None:
    found = choose_window(counted(*drawn(50_000, seed=4, longest=60)), 90)
    assert found.window_days is None and found.returning is None
    assert "Longer data are needed" in found.reason.en


def test_few_gaps_give_no_window_and_say_how_many(silent: Project) -> None:
    with open_reader(silent.settings) as connection:
        found = inactivity_window(connection, silent.settings)
    gaps = found.curve["events"].sum() + 5
    assert found.window_days is None
    assert f"only {gaps:.0f} gaps" in found.reason.en


def test_gaps_are_days_between_days_with_contacts(
    silent: Project, of_silent: duckdb.DuckDBPyConnection
) -> None:
    curve = inactivity_window(of_silent, silent.settings).curve
    ended = dict(curve.filter(pl.col("events") > 0).select("time", "events").rows())
    # pauses: 4 and 25; just: 10; comes: 5 days each, and 3 from February 26 to March 1, 1 from January 31.
    assert ended == {1: 1, 3: 1, 4: 1, 5: 17, 10: 1, 25: 1}
