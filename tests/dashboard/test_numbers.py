"""Numbers show as many digits as their interval supports."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.wording.numbers import (
    MINUS,
    show_change,
    show_change_interval,
    show_count,
    show_interval,
    show_seconds,
    show_value,
)

finite = st.floats(-1e6, 1e6, allow_nan=False)
widths = st.floats(1e-4, 1e3)


@pytest.mark.parametrize(
    ("value", "half_width", "unit", "korean", "english"),
    [
        (48203, 400, "count", "48,203", "48,203"),
        (0.823, 0.02, "share", "82 %", "82 %"),
        (0.0523, 0.004, "share", "5.2 %", "5.2 %"),
        (4.08, 0.2, "score", "4.1", "4.1"),
        (-12.3, 5, "points", "−12", "−12"),
        (-0.2, 5, "points", "0", "0"),
        (200.4, 3, "seconds", "3분 20초", "3 min 20 s"),
        (204.4, 20, "seconds", "3분 20초", "3 min 20 s"),
        (204.4, 70, "seconds", "3분", "3 min"),
        (59.7, 0.6, "seconds", "1분", "1 min"),
        (3.42, 0.2, "seconds", "3.4초", "3.4 s"),
        (0, 0, "seconds", "0초", "0 s"),
        (4000, 10, "seconds", "1시간 7분", "1 h 7 min"),
        (200_000, 50, "seconds", "2일 8시간", "2 d 8 h"),
    ],
)
def test_values_in_both_languages(
    value: float, half_width: float, unit: str, korean: str, english: str
) -> None:
    shown = [show_value(value, half_width, unit, language) for language in ("ko", "en")]
    assert [text.replace("\u00a0", " ") for text in shown] == [korean, english]


def test_intervals_and_changes_name_their_unit_once() -> None:
    assert plain(show_interval(0.812, 0.831, "share", "en")) == "81.2 – 83.1 %"
    assert plain(show_change_interval(0.021, 0.054, "share", "en")) == "2 – 5 pp"
    assert plain(show_change(-0.012, 0.004, 0.3, "share", "ko")) == "1.2 %p"
    assert plain(show_change(1200, 900, 40_000, "count", "en")) == "3 %"
    assert plain(show_change(1200, 900, 0, "count", "en")) == "1,200"
    assert plain(show_change(-25, 5, 200, "seconds", "ko")) == "25초"


@given(finite, widths, st.sampled_from(["score", "points"]))
def test_rounding_never_leaves_the_interval(value: float, half_width: float, unit: str) -> None:
    shown = float(show_value(value, half_width, unit, "en").replace(MINUS, "-").replace(",", ""))
    assert abs(shown - value) <= max(half_width, 0.5) + 1e-9


@given(st.floats(0, 1e6), widths)
def test_waits_are_rounded_by_no_more_than_a_tenth_or_their_interval(
    seconds: float, half_width: float
) -> None:
    sizes = {"d": 86400, "h": 3600, "min": 60, "s": 1}
    parts = re.findall(r"([\d.,]+)\s(d|h|min|s)", show_seconds(seconds, half_width, "en"))
    shown = sum(float(amount.replace(",", "")) * sizes[size] for amount, size in parts)
    assert 1 <= len(parts) <= 2
    assert abs(shown - seconds) <= max(half_width, 0.5, seconds * 0.1) + 1e-6


@given(st.integers(-(10**12), 10**12))
def test_counts_keep_every_digit_and_use_a_true_minus(count: int) -> None:
    shown = show_count(count)
    assert "-" not in shown
    assert int(shown.replace(",", "").replace(MINUS, "-")) == count


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")
