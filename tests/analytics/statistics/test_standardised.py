"""Direct standardisation against values worked out by hand."""

import polars as pl
import pytest

from analytics.statistics.standardised import standardised_difference


def _cell(stratum: str, *, is_main: bool, values: list[float]) -> dict[str, object]:
    return {
        "of": "x",
        "stratum": stratum,
        "is_main": is_main,
        "n": len(values),
        "weight": float(len(values)),
        "weight_squares": float(len(values)),
        "total": sum(values),
        "squares": sum(value**2 for value in values),
    }


def test_means_and_errors_are_those_worked_out_by_hand() -> None:
    cells = [
        _cell("easy", is_main=True, values=[1, 1, 1, 0, 1]),
        _cell("easy", is_main=False, values=[1] * 10 + [0] * 5),
        _cell("hard", is_main=True, values=[0] * 16 + [1] * 4),
        _cell("hard", is_main=False, values=[0, 0, 0, 1, 1]),
        _cell("rare", is_main=True, values=[0] * 9),
    ]
    row = standardised_difference(pl.DataFrame(cells), ["stratum"], ["of"]).row(0, named=True)
    # Both have 20 easy and 25 hard ones together: the main's means are .8 and .2, the other's 2/3 and .4.
    main, other = 20 / 45 * 0.8 + 25 / 45 * 0.2, 20 / 45 * 2 / 3 + 25 / 45 * 0.4
    assert row["main"] == pytest.approx(main)
    assert row["other"] == pytest.approx(other)
    assert row["difference"] == pytest.approx(main - other)
    of_main = (0.8 + 3.2) / 23 * ((20 / 45) ** 2 / 5 + (25 / 45) ** 2 / 20)
    of_other = (10 / 3 + 1.2) / 18 * ((20 / 45) ** 2 / 15 + (25 / 45) ** 2 / 5)
    half = 1.959964 * (of_main + of_other) ** 0.5
    assert row["high"] - row["difference"] == pytest.approx(half, rel=1e-6)
    assert row["main_high"] - row["main"] == pytest.approx(1.959964 * of_main**0.5, rel=1e-6)
    assert (row["n_main"], row["n_other"], row["strata"]) == (25, 20, 2)
    assert row["overlap"] == pytest.approx(45 / 54)
    assert row["plain"] == pytest.approx(8 / 34 - 12 / 20)


def test_where_no_stratum_is_shared_there_is_no_figure() -> None:
    cells = [_cell("a", is_main=True, values=[1.0] * 9), _cell("b", is_main=False, values=[0.0] * 9)]
    row = standardised_difference(pl.DataFrame(cells), ["stratum"], ["of"]).row(0, named=True)
    assert row["difference"] is None and row["low"] is None
    assert (row["overlap"], row["strata"]) == (0.0, 0)
    assert row["plain"] == 1.0
