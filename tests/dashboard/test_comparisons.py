"""The clearest of many changes is told only if it goes beyond chance."""

import polars as pl
import pytest

from dashboard.comparisons import clearest_change


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
