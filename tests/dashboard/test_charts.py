"""Points, axes and small charts."""

from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import unquote
from xml.etree import ElementTree

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from analytics.catalogue import MEASURES, find_measure
from dashboard.charts.axes import spread, value_range, value_ticks
from dashboard.charts.series import known_runs, points_of
from dashboard.charts.sparkline import sparkline
from dashboard.charts.theme import PALETTES

numbers = st.floats(0, 1e6)


def course(step: str, days: list[date]) -> pl.DataFrame:
    frame = pl.DataFrame({step: pl.Series(days, dtype=pl.Date)})
    return frame.with_columns(value=0.5, low=0.4, high=0.6, n=pl.lit(10), note=pl.lit(None, pl.String))


def test_every_step_of_the_period_has_a_point_known_or_not() -> None:
    days = date(2026, 10, 1), date(2026, 10, 20)
    weeks = course("week", [date(2026, 9, 28), date(2026, 10, 12), date(2026, 10, 19)])
    points = points_of(weeks, "week", days, last_day=date(2026, 10, 20))
    assert [point.at.day for point in points] == [28, 5, 12, 19]
    assert [point.figure.value for point in points] == [0.5, None, 0.5, 0.5]
    assert [point.is_complete for point in points] == [False, True, True, False]
    assert (points[0].since, points[-1].until) == days
    assert [len(run) for run in known_runs(points)] == [1, 2]


def test_a_step_after_the_last_day_of_the_data_is_not_complete() -> None:
    days = date(2026, 10, 5), date(2026, 10, 11)
    (point,) = points_of(course("week", [days[0]]), "week", days, last_day=date(2026, 10, 10))
    assert not point.is_complete


@given(st.lists(st.floats(0, 1), max_size=5), st.floats(0.01, 0.2))
def test_labels_are_kept_apart_in_their_order(heights: list[float], gap: float) -> None:
    placed = spread(heights, gap)
    assert all(new >= old for new, old in zip(placed, heights, strict=True))
    ordered = sorted(placed)
    assert all(upper - lower >= gap - 1e-9 for lower, upper in pairwise(ordered))


@given(st.sampled_from(list(MEASURES)), st.lists(numbers, min_size=1, max_size=5))
def test_an_axis_holds_all_values_and_a_few_ticks(name: str, values: list[float]) -> None:
    unit = find_measure(name).unit
    low, high = extent = value_range(unit, values)
    ticks = value_ticks(unit, extent, "en")
    assert low <= min(values) and max(values) <= high
    assert 1 <= len(ticks["tickvals"]) <= 6
    assert len(set(ticks["ticktext"])) == len(ticks["tickvals"])


@given(st.lists(st.none() | numbers, max_size=40), st.none() | numbers)
def test_a_sparkline_stays_inside_its_frame(values: list[float | None], target: float | None) -> None:
    image = sparkline(values, target, PALETTES["light"], "course")
    svg = ElementTree.fromstring(unquote(image.src.split(",", 1)[1]))
    _, _, width, height = (float(side) for side in svg.attrib["viewBox"].split())
    for line in svg.iter("{http://www.w3.org/2000/svg}polyline"):
        places = [point.split(",") for point in line.attrib["points"].split()]
        assert all(0 <= float(x) <= width and 0 <= float(y) <= height for x, y in places)


def test_a_day_is_a_step_of_its_own() -> None:
    days = date(2026, 3, 1), date(2026, 3, 10)
    points = points_of(course("day", []), "day", days, last_day=days[1])
    assert [point.at for point in points] == [days[0] + timedelta(days=offset) for offset in range(10)]
    assert known_runs(points) == []
