"""What the benchmark of scale tells of sizes that were not tried."""

import pytest

from benchmarks.scaling import law_of_largest, outlook


def test_a_power_law_is_found_again_and_told_of_larger_sizes() -> None:
    costs = {size: 3e-6 * size**0.9 for size in (1_000_000, 10_000_000, 100_000_000)}
    assert law_of_largest(costs).exponent == pytest.approx(0.9)
    told = outlook(costs, [1_000_000_000])
    assert told == {
        "exponent": 0.9,
        "at": {"1000000000": round(3e-6 * 1e9**0.9, 1)},
        "largest_left_out": 1.0,
    }


def test_what_is_the_same_for_each_size_weighs_little() -> None:
    costs = {size: 5 + 2e-6 * size for size in (1_000_000, 30_000_000, 100_000_000)}
    assert law_of_largest(costs).exponent == pytest.approx(1, abs=0.05)


def test_what_grows_faster_at_last_is_told_by_the_size_that_is_left_out() -> None:
    told = outlook({1_000: 1.0, 10_000: 10.0, 100_000: 400.0}, [])
    assert told is not None
    assert told["largest_left_out"] == 4.0


def test_two_sizes_check_nothing_and_one_tells_nothing() -> None:
    told = outlook({1_000: 1.0, 10_000: 10.0}, [100_000])
    assert told == {"exponent": 1.0, "at": {"100000": 100.0}, "largest_left_out": None}
    assert outlook({1_000: 1.0}, [10_000]) is None
