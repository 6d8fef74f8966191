"""The clearest of many changes is told only if it goes beyond chance."""

from datetime import date

import polars as pl
import pytest

from analytics.standing_out import Comparisons, clearest_change
from dashboard.address.selection import Selection
from dashboard.parts.change_finding import finding

CLEAREST = {
    "measure": "failure",
    "department": "설치",
    "contact_tier": "high",
    "value": 0.18,
    "low": 0.16,
    "high": 0.20,
    "n": 1716,
    "value_before": 0.09,
    "change": 0.09,
    "change_low": 0.07,
    "change_high": 0.11,
}


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


SPAN = date(2026, 1, 1), date(2026, 6, 30)


@pytest.mark.parametrize(
    ("comparisons", "since", "sentence"),
    [
        (Comparisons(40, None), date(2026, 6, 1), "No clear change."),
        (Comparisons(0, None), date(2026, 1, 1), "There is no earlier period to compare with."),
        (Comparisons(0, None), date(2026, 6, 1), "Too few records to compare with the period before."),
        (Comparisons(0, None, has_records=False), date(2026, 6, 1), "No records match the filters."),
        (
            Comparisons(40, CLEAREST),
            date(2026, 6, 1),
            "Failure in 설치 · High contact got worse: 9 % → 18 %.",
        ),
    ],
)
def test_the_sentence_says_what_was_found(comparisons: Comparisons, since: date, sentence: str) -> None:
    selection = Selection(since=since, until=SPAN[1])
    said = finding(comparisons, SPAN, selection).children[0].children.replace("\u00a0", " ")
    assert said == sentence
