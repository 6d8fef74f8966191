"""What stands out is told only if it goes beyond chance; cells are compared with their own tier."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.catalogue import find_measure
from analytics.standing_out import beside_tier, clear_distance, clearest_change, distance

FAILURE, CSAT, CONTACTS = (find_measure(name) for name in ("failure", "csat", "contacts"))
AVERAGES = pl.DataFrame({"contact_tier": ["high", "low", None], "value": [0.10, 0.02, 0.05]})


def changes(*rows: tuple[float | None, float | None, float | None]) -> pl.DataFrame:
    schema = {"change": pl.Float64, "change_low": pl.Float64, "change_high": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row").with_row_index("n", offset=1)


def test_the_change_furthest_from_nothing_is_found() -> None:
    found = clearest_change(changes((0.1, 0.01, 0.2), (-0.2, -0.25, -0.15), (0.3, -0.1, 0.7)))
    assert found.count == 3
    assert found.clearest is not None
    assert found.clearest["change"] == -0.2


def test_a_change_that_is_real_alone_is_not_clear_among_many() -> None:
    barely = (0.1, 0.01, 0.19)
    nothing = (0.0, -0.1, 0.1)
    assert clearest_change(changes(barely)).clearest is not None
    assert clearest_change(changes(barely, *[nothing] * 99)).clearest is None


@pytest.mark.parametrize("rows", [(), ((None, None, None),) * 3, ((0.0, -0.1, 0.1),)])
def test_without_a_change_nothing_is_told(rows: tuple[tuple[float, float, float], ...]) -> None:
    found = clearest_change(changes(*rows))
    assert found.clearest is None
    assert found.measure is None
    assert found.has_records == bool(rows)


@given(st.floats(-1, 1), st.floats(0.001, 1), st.floats(0.001, 1))
def test_a_distance_beyond_1_is_that_of_an_interval_without_0(
    difference: float, below: float, above: float
) -> None:
    frame = pl.DataFrame({"d": [difference], "low": [difference - below], "high": [difference + above]})
    far = abs(frame.select(distance(pl.col("d"), pl.col("low"), pl.col("high"))).item())
    excludes_nothing = difference - below > 0 or difference + above < 0
    assert (far > 1 + 1e-9) <= excludes_nothing <= (far > 1 - 1e-9)


def test_the_more_is_looked_at_the_further_off_it_has_to_be() -> None:
    assert clear_distance(1) == pytest.approx(1)
    # Of two looks each has a tail of 1.25 %, whose normal quantile is 2.2414.
    assert clear_distance(2) == pytest.approx(2.2414 / 1.95996, abs=1e-4)


def cells(*rows: tuple[str, str | None, float | None]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=["department", "contact_tier", "value"], orient="row")
    value = pl.col("value")
    return frame.with_columns(low=value - 0.01, high=value + 0.01, n=pl.lit(100))


def shades(frame: pl.DataFrame) -> dict[str, int]:
    return dict(frame.select("department", "shade").iter_rows())


def test_shades_tell_how_far_a_cell_is_from_its_tier() -> None:
    given = cells(
        ("far worse", "high", 0.15),
        ("worse", "high", 0.115),
        ("same", "high", 0.105),
        ("better", "high", 0.085),
    )
    assert shades(beside_tier(given, AVERAGES, FAILURE)) == {
        "far worse": -2,
        "worse": -1,
        "same": 0,
        "better": 1,
    }
    assert shades(beside_tier(given, AVERAGES, CSAT)) == {"far worse": 2, "worse": 1, "same": 0, "better": -1}


def test_the_worst_in_any_tier_comes_first() -> None:
    given = cells(("A", "high", 0.05), ("B", "high", 0.1), ("B", "low", 0.06), ("C", "high", 0.12))
    assert list(dict.fromkeys(beside_tier(given, AVERAGES, FAILURE)["department"])) == ["B", "C", "A"]


def test_a_withheld_cell_and_a_measure_without_direction_have_no_shade() -> None:
    given = cells(("A", "high", None), ("B", None, 0.05), ("C", "high", 0.9))
    assert set(beside_tier(given, AVERAGES, CONTACTS)["shade"]) == {0}
    assert shades(beside_tier(given, AVERAGES, FAILURE)) == {"C": -2, "B": 0, "A": 0}
