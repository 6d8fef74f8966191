"""The sentence on the clearest change."""

from datetime import date

import pytest

from analytics.standing_out import Comparisons
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
SPAN = date(2026, 1, 1), date(2026, 6, 30)


def test_the_sentence_says_what_the_days_were_compared_with() -> None:
    selection = Selection(since=date(2026, 6, 1), until=SPAN[1], against="year")
    assert "a year ago (Jun 1" in finding(Comparisons(40, CLEAREST), SPAN, selection).children[1].children
    said = finding(Comparisons(0, None), SPAN, selection).children
    assert said[0].children == "There are no data for the period to compare with."


@pytest.mark.parametrize(
    ("comparisons", "since", "sentence"),
    [
        (Comparisons(40, None), date(2026, 6, 1), "No clear change."),
        (Comparisons(0, None), date(2026, 1, 1), "There is no earlier period to compare with."),
        (Comparisons(0, None), date(2026, 6, 1), "Too few records to compare."),
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
