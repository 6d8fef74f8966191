"""Of very many answers a sample is looked at: the same for every question, and it is said."""

import duckdb
import pytest

from analytics.customer_sample import EVERYBODY
from analytics.loyalty import looked_at
from analytics.loyalty.by_score import loyalties
from analytics.loyalty.items import find_item
from analytics.loyalty.looked_at import answers_looked_at, said_of_answers
from analytics.loyalty.outcomes import OUTCOMES
from analytics.loyalty.satisfaction_drivers import satisfaction_drivers
from analytics.view import View
from tests.analytics.recovery.warehouses import SETTINGS

FEW = 5_000


@pytest.fixture(name="few")
def fewer_answers(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """As if so few answers were very many."""
    monkeypatch.setattr(looked_at, "MOST_ANSWERS", FEW)
    return monkeypatch


def test_as_many_customers_are_drawn_as_give_about_so_many_answers(
    large_company: duckdb.DuckDBPyConnection, few: pytest.MonkeyPatch
) -> None:
    part = answers_looked_at(large_company, SETTINGS, find_item("csat"), View())
    answers = large_company.sql("SELECT sum(answers) FROM answer_daily WHERE item = 'csat'").fetchall()[0][0]
    assert part == round(EVERYBODY * FEW / answers)
    sample = loyalties(large_company, SETTINGS, "csat", tuple(OUTCOMES))
    few.undo()
    whole = loyalties(large_company, SETTINGS, "csat", tuple(OUTCOMES))
    for name, found in sample.items():
        assert (found.per_mille, whole[name].per_mille) == (part, EVERYBODY)
        assert found.n == pytest.approx(whole[name].n * part / EVERYBODY, rel=0.15)


def test_figures_of_the_sample_hold_those_of_all_within_their_intervals(
    large_company: duckdb.DuckDBPyConnection, few: pytest.MonkeyPatch
) -> None:
    sample = loyalties(large_company, SETTINGS, "csat", ("stayed",))["stayed"]
    drivers = satisfaction_drivers(large_company, SETTINGS)
    few.undo()
    whole = loyalties(large_company, SETTINGS, "csat", ("stayed",))["stayed"]
    all_drivers = satisfaction_drivers(large_company, SETTINGS)
    assert sample.contrast is not None
    assert whole.contrast is not None
    assert drivers.explained is not None
    assert all_drivers.explained is not None
    pairs = (
        (sample.contrast.difference, whole.contrast.difference),
        (drivers.explained, all_drivers.explained),
    )
    for of_some, of_all in pairs:
        assert of_some.low <= of_all.value <= of_some.high
        assert of_some.high - of_some.low > of_all.high - of_all.low
    assert drivers.n == pytest.approx(all_drivers.n * drivers.per_mille / EVERYBODY, rel=0.15)


def test_a_sample_is_told_of_and_all_are_not() -> None:
    assert said_of_answers(EVERYBODY, "en") == []
    (said,) = said_of_answers(93, "en")
    assert "100,000" in said
    assert "9.3 %" in said
