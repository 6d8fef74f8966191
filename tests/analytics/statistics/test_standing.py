"""Standings against the plain formulas that they come to where every record is a cluster of its own."""

import numpy as np
import polars as pl
import pytest

from analytics.statistics.standing import standings

SIDES = ("one", "other")


def records(unit: str, values: np.ndarray, figure: str = "mean", side: str = "one") -> pl.DataFrame:
    return pl.DataFrame({"value": values}).select(
        unit=pl.lit(unit),
        stratum=pl.lit("all"),
        figure=pl.lit(figure),
        kind=pl.lit(""),
        cluster=pl.concat_str(pl.lit(unit), pl.int_range(pl.len())),
        side=pl.lit(side),
        sign=pl.lit(1),
        n=pl.lit(1),
        weight=pl.lit(1.0),
        over="value",
        under=pl.lit(1.0),
        over_squares=pl.col("value") ** 2,
        products="value",
        under_squares=pl.lit(1.0),
    )


@pytest.fixture(scope="module")
def drawn() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    return rng.normal(0.5, 2.0, 80), rng.normal(0.0, 2.0, 120)


def test_a_mean_stands_off_by_its_difference_in_pooled_standard_deviations(
    drawn: tuple[np.ndarray, np.ndarray],
) -> None:
    first, second = drawn
    found = standings(pl.concat([records("a", first), records("b", second)]), SIDES, 5).sides
    row = found.row(by_predicate=pl.col("unit") == "a", named=True)
    pooled = np.sqrt((first.var() * len(first) + second.var() * len(second)) / 200)
    assert row["standing"] == pytest.approx((first.mean() - second.mean()) / pooled)
    error = np.sqrt(first.var(ddof=1) / len(first) + second.var(ddof=1) / len(second)) / pooled
    assert row["standing_error"] == pytest.approx(error)
    assert found["standing"].sum() == pytest.approx(0)


def test_two_figures_that_are_the_same_are_no_surer_than_one(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    first, second = drawn
    once = pl.concat([records("a", first), records("b", second)])
    again = once.with_columns(figure=pl.lit("copy"))
    found = standings(pl.concat([once, again]), SIDES, 5).sides
    alone = standings(once, SIDES, 5).sides
    assert found["standing_error"].to_list() == pytest.approx(alone["standing_error"].to_list())


def test_sides_are_held_against_the_highest_other_with_what_they_share(
    drawn: tuple[np.ndarray, np.ndarray],
) -> None:
    first, second = drawn
    once = pl.concat([records("a", first), records("b", second)])
    same = once.with_columns(figure=pl.lit("copy"), side=pl.lit("other"))
    rows = standings(pl.concat([once, same]), SIDES, 5).sides
    assert rows["beside"].to_list() == ["other", "one"] * 2
    assert rows["beyond"].to_list() == pytest.approx([0] * 4)
    assert rows["beyond_error"].to_list() == pytest.approx([0] * 4)


def test_clusters_of_a_kind_differ_around_their_kind(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    first, second = drawn
    apart = pl.concat([records("a", first), records("a", first + 50).with_columns(kind=pl.lit("far"))])
    beside = pl.concat([records("b", second), records("b", second + 50).with_columns(kind=pl.lit("far"))])
    whole = pl.concat([apart, beside]).with_columns(
        cluster=pl.concat_str("kind", "cluster"), under_squares=pl.lit(1.0)
    )
    mixed = standings(whole, SIDES, 5).cells
    plain = standings(whole.with_columns(kind=pl.lit("")), SIDES, 5).cells
    # Here every record is a cluster, so that how many come to a kind says as much as how clusters differ.
    width, plain_width = ((found["standing_high"] - found["standing_low"])[0] for found in (mixed, plain))
    assert width == pytest.approx(plain_width, rel=0.02)


def test_nothing_stands_beside_nobody(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    assert standings(records("a", drawn[0]), SIDES, 5).sides.is_empty()
    few = pl.concat([records("a", drawn[0][:4]), records("b", drawn[1])])
    assert standings(few, SIDES, 5).cells.is_empty()
