"""A difference at equal strata is what comparing like with like row by row gives."""

from itertools import product

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm

from analytics.statistics.stratified import stratified_difference


def cells_of(rows: pl.DataFrame) -> pl.DataFrame:
    keys = [name for name in rows.columns if name != "score"]
    score = pl.col("score")
    sums = rows.group_by(keys).agg(n=pl.len(), total=score.sum(), squares=(score**2).sum())
    return sums.with_columns(weight="n", weight_squares="n")


def scored(random: np.random.Generator, size: int = 4000) -> pl.DataFrame:
    """The exposed are rarer in low strata, where scores are higher; being exposed takes away 0.4."""
    stratum = random.integers(0, 6, size)
    is_exposed = random.random(size) < stratum / 8
    score = 4 - 0.3 * stratum - 0.4 * is_exposed + random.normal(0, 1, size)
    return pl.DataFrame({"group": "a", "stratum": stratum, "is_exposed": is_exposed, "score": score})


def test_the_difference_is_that_of_a_regression_on_exposure_and_strata() -> None:
    rows = scored(np.random.default_rng(1))
    found = stratified_difference(cells_of(rows), ["stratum"], ["group"]).row(0, named=True)
    exposure = rows["is_exposed"].cast(pl.Float64).to_numpy()
    strata = rows["stratum"].to_dummies().to_numpy()
    # What the scores do in stratum 0, where nobody is exposed, says nothing of exposure.
    fit = sm.OLS(rows["score"].to_numpy(), np.column_stack([exposure, strata])).fit()
    assert found["difference"] == pytest.approx(fit.params[0], abs=1e-9)
    assert (found["high"] - found["low"]) / 2 == pytest.approx(1.96 * fit.bse[0], rel=0.05)


def test_the_plain_difference_is_that_of_two_means_with_unequal_variances() -> None:
    rows = scored(np.random.default_rng(2))
    found = stratified_difference(cells_of(rows), ["stratum"], ["group"]).row(0, named=True)
    exposed, others = (rows.filter(pl.col("is_exposed") == side)["score"] for side in (True, False))
    error = (exposed.var() / len(exposed) + others.var() / len(others)) ** 0.5
    assert found["plain"] == pytest.approx(exposed.mean() - others.mean())
    assert found["plain_high"] - found["plain"] == pytest.approx(1.959964 * error)
    assert found["plain"] < found["difference"]


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    random = np.random.default_rng(3)
    held = []
    for _ in range(200):
        found = stratified_difference(cells_of(scored(random, 500)), ["stratum"], ["group"])
        held.append(found["low"].item() < -0.4 < found["high"].item())
    assert 0.90 <= np.mean(held) <= 0.99


def test_weights_that_undo_a_biased_sample_give_the_difference_of_all() -> None:
    """Of the exposed with a high score one in four is asked, and weighs 4."""
    rows = scored(np.random.default_rng(4), 40_000)
    is_rare = rows["is_exposed"] & (rows["score"] > 3)
    asked = rows.with_columns(weight=pl.when(is_rare).then(4.0).otherwise(1.0)).filter(
        ~is_rare | (pl.int_range(pl.len()) % 4 == 0)
    )
    keys, weight, score = ["group", "stratum", "is_exposed"], pl.col("weight"), pl.col("score")
    cells = asked.group_by(keys).agg(
        n=pl.len(),
        weight=weight.sum(),
        weight_squares=(weight**2).sum(),
        total=(weight * score).sum(),
        squares=(weight * score**2).sum(),
    )
    biased, mended, whole = (
        stratified_difference(one, ["stratum"], ["group"]).row(0, named=True)
        for one in (cells_of(asked.drop("weight")), cells, cells_of(rows))
    )
    assert biased["high"] < -0.6
    assert mended["low"] < -0.4 < mended["high"]
    assert mended["difference"] == pytest.approx(whole["difference"], abs=0.06)
    assert mended["exposed"] == biased["exposed"]


def test_strata_without_both_sides_are_left_out_and_counted() -> None:
    rows = [
        {"group": "a", "stratum": 1, "is_exposed": side, "score": score - side}
        for side, score in product((True, False), (3.0, 4.0, 5.0))
    ]
    rows += [{"group": "a", "stratum": 2, "is_exposed": True, "score": 1.0}] * 5
    found = stratified_difference(cells_of(pl.DataFrame(rows)), ["stratum"], ["group"]).row(0, named=True)
    assert found["difference"] == pytest.approx(-1)
    assert (found["exposed"], found["unexposed"], found["strata"]) == (3, 3, 1)
    assert (found["all_exposed"], found["all_unexposed"]) == (8, 3)


def test_without_anything_to_compare_there_is_no_difference() -> None:
    rows = pl.DataFrame({"group": "a", "stratum": 1, "is_exposed": [True, True], "score": [1.0, 2.0]})
    found = stratified_difference(cells_of(rows), ["stratum"], ["group"]).row(0, named=True)
    assert (found["difference"], found["low"], found["plain"], found["exposed"]) == (None, None, None, 0)


def test_one_on_each_side_has_a_difference_but_no_interval() -> None:
    rows = pl.DataFrame({"group": "a", "stratum": 1, "is_exposed": [True, False], "score": [1.0, 2.0]})
    found = stratified_difference(cells_of(rows), ["stratum"], ["group"]).row(0, named=True)
    assert (found["difference"], found["low"], found["plain_low"]) == (-1, None, None)
