"""Cells are compared with their own tier, and the department that is worst off comes first."""

import polars as pl

from analytics.catalogue import find_measure
from analytics.standing_out import beside_tier

FAILURE, CSAT, CONTACTS = (find_measure(name) for name in ("failure", "csat", "contacts"))
AVERAGES = pl.DataFrame({"contact_tier": ["high", "low", None], "value": [0.10, 0.02, 0.05]})


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
