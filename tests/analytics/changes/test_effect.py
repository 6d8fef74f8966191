"""What followed changes of a company whose one true effect is planted."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import duckdb
import pytest

from analytics.changes.effect import NAMED, Effect
from analytics.changes.estimating import change_effects
from analytics.changes.rows import effect_rows
from state.changes import Change
from tests.analytics.changes.told import ROUTING, changed
from tests.analytics.recovery.warehouses import at, contacts, make_warehouse
from tests.coverage.world_marts import SETTINGS
from warehouse.settings import Definitions

TRUE = changed(1, ROUTING.starts_on, ROUTING.department, "medium", "wait_mean")
VAIN = changed(2, date(2026, 3, 9), "요금", "medium", "failure")
LATE = changed(3, date(2026, 10, 12), "해지방어", "medium", "failure", state="under_way", done_on=None)


def effects(connection: duckdb.DuckDBPyConnection, *register: Change) -> list[Effect]:
    return change_effects(connection, SETTINGS, register)


@pytest.fixture(scope="module")
def found(rerouted: duckdb.DuckDBPyConnection) -> list[Effect]:
    return effects(rerouted, TRUE, VAIN, LATE)


def test_the_planted_effect_is_found_by_both_ways(found: list[Effect]) -> None:
    """Waits of the department halve, and nobody else's move."""
    one = found[0]
    assert one.verdict == "better" and one.effect is not None and one.synthetic is not None
    assert one.before is not None and one.synthetic.effect is not None
    truth = (ROUTING.wait_factor - 1) * one.before
    assert one.effect.low <= truth <= one.effect.high < 0
    assert one.synthetic.effect.low <= truth <= one.synthetic.effect.high < 0
    assert (one.synthetic.shares.min(), one.synthetic.shares.sum()) == (
        pytest.approx(0, abs=1),
        pytest.approx(1),
    )


def test_a_change_without_effect_names_none_and_says_what_could_be_told(found: list[Effect]) -> None:
    one = found[1]
    assert one.effect is not None and one.relevant is not None and one.before is not None
    assert one.verdict not in NAMED
    assert one.effect.low < 0 < one.effect.high
    assert one.relevant == pytest.approx(0.1 * one.before)
    assert one.verdict == ("no_effect" if one.effect.detectable <= one.relevant else "too_early")


def test_too_early_is_a_matter_of_the_size_that_matters(rerouted: duckdb.DuckDBPyConnection) -> None:
    (first,) = effects(rerouted, VAIN)
    assert first.effect is not None
    detectable = first.effect.detectable
    (large,) = effects(rerouted, replace(VAIN, wanted=-1.1 * detectable))
    (small,) = effects(rerouted, replace(VAIN, wanted=-0.9 * detectable))
    assert (large.verdict, large.more_weeks) == ("no_effect", 0)
    assert small.verdict == "too_early" and small.more_weeks != 0


def test_departments_that_were_changed_meanwhile_are_no_control(found: list[Effect]) -> None:
    first, second, third = found
    assert first.window is not None and first.window.changed == ("요금", "해지방어")
    assert not {"요금", "해지방어", ROUTING.department} & set(first.controls)
    assert second.window is not None and ROUTING.department in second.window.changed
    assert third.window is not None and third.window.changed == (ROUTING.department,)


def test_no_day_of_the_change_is_in_what_placebo_dates_see(found: list[Effect]) -> None:
    placebos = found[0].placebos.filter(kind="date")
    assert placebos.height >= 5
    assert placebos["at"].max() < ROUTING.starts_on  # type: ignore[operator]
    assert placebos["value"].abs().max() < 15  # type: ignore[operator]
    assert set(found[0].placebos.filter(kind="department")["department"]) == set(found[0].controls)


def test_weeks_are_whole_and_counted_from_the_day_of_the_change(found: list[Effect]) -> None:
    window, course = found[2].window, found[2].course
    assert window is not None and window.weeks_after == 2
    assert course.filter("is_after")["at"].to_list() == [LATE.begins_on, LATE.begins_on + timedelta(days=7)]
    assert window.until == date(2026, 10, 25)


def test_of_a_change_in_all_tiers_like_is_compared_with_like(rerouted: duckdb.DuckDBPyConnection) -> None:
    """Only departments with the same three tiers are a control."""
    (one,) = effects(rerouted, changed(1, date(2026, 3, 9), "해지방어", None, "failure"))
    assert one.effect is not None
    assert {"가입", "요금"} & set(one.controls) == set()
    assert {"설치", "기술지원"} <= set(one.controls)


def test_another_change_of_the_department_ends_what_is_looked_at(rerouted: duckdb.DuckDBPyConnection) -> None:
    second = changed(2, ROUTING.starts_on + timedelta(days=70), ROUTING.department, "medium", "failure")
    first, later = effects(rerouted, TRUE, second)
    assert first.window is not None and later.window is not None
    assert (first.window.weeks_after, later.window.weeks_before) == (10, 10)
    assert first.window.cut_by == (2,)
    together = effects(rerouted, TRUE, replace(second, begins_on=TRUE.begins_on))
    assert [one.note for one in together] == ["at_once", "at_once"]


@pytest.mark.parametrize(
    ("change", "verdict", "note"),
    [
        (replace(TRUE, departments=()), "cannot_tell", "no_control"),
        (replace(TRUE, begins_on=date(2025, 11, 20)), "cannot_tell", "few_weeks"),
        (replace(TRUE, begins_on=date(2026, 10, 28)), "not_yet", None),
        (replace(TRUE, state="planned", done_on=None), "planned", None),
        (replace(TRUE, state="dropped", done_on=None), "dropped", None),
        (replace(TRUE, measure="wait_p90"), "cannot_tell", "not_fitting"),
        (replace(TRUE, departments=("가입",), contact_tier="high"), "cannot_tell", "few_records"),
    ],
)
def test_where_no_effect_can_be_told_the_reason_is(
    rerouted: duckdb.DuckDBPyConnection, change: Change, verdict: str, note: str | None
) -> None:
    (one,) = effects(rerouted, change)
    assert (one.verdict, one.note, one.effect) == (verdict, note, None)


def test_too_few_records_are_told(rerouted: duckdb.DuckDBPyConnection) -> None:
    settings = SETTINGS.model_copy(update={"definitions": Definitions(small_n=10**6)})
    (one,) = change_effects(rerouted, settings, [TRUE])
    assert (one.verdict, one.note) == ("cannot_tell", "few_records")


def test_a_department_that_was_getting_worse_anyway_is_no_effect(rerouted: duckdb.DuckDBPyConnection) -> None:
    """Failures of 설치 in the high tier rise from 21 September on: a change soon after finds a trend."""
    (one,) = effects(rerouted, changed(1, date(2026, 10, 17), "설치", "high", "failure", wanted=-0.3))
    assert one.trend is not None and one.trend.lately > 0


def test_rows_hold_every_figure(found: list[Effect]) -> None:
    rows = effect_rows(found)
    assert rows["verdict"].to_list() == [one.verdict for one in found]
    assert rows["effect"][0] == found[0].effect.value  # type: ignore[union-attr]
    assert rows["controls"][0].split(";") == list(found[0].controls)


def _contacts_by_department(after: float) -> duckdb.DuckDBPyConnection:
    """Departments of 30, 60 and 120 contacts a week for 24 weeks; the first has `after` times as many from
    week 12 on, when all others have a fifth more."""
    draws, rows = Random(11), []
    for name, size in (("가", 30), ("나", 60), ("다", 120), ("라", 90)):
        for week in range(24):
            expected = size * (1.2 if week >= 12 else 1.0) * (after if name == "가" and week >= 12 else 1.0)
            for _ in range(round(draws.gauss(expected, expected**0.5))):
                place = {"department": name, "contact_tier": "medium", "channel": "phone"}
                rows.append({"at": at(1) + timedelta(days=7 * week + draws.randrange(7))} | place)
    return make_warehouse({"contacts": contacts(rows)})


@pytest.mark.parametrize("after", [1.0, 1.5])
def test_numbers_a_week_are_compared_in_proportion(after: float) -> None:
    with _contacts_by_department(after) as connection:
        begins = connection.sql("SELECT min(day) FROM contact_daily").fetchall()[0][0] + timedelta(days=84)
        (one,) = effects(connection, changed(1, begins, "가", "medium", "contacts"))
    assert one.effect is not None and one.before is not None
    assert one.before == pytest.approx(30, rel=0.15)
    assert one.control_before == pytest.approx(one.before, rel=0.01)
    truth = 30 * 1.2 * (after - 1)
    assert one.effect.low < truth < one.effect.high
    assert (one.verdict in NAMED) == (after > 1)
    assert one.controls == ("나", "다", "라")


def test_customers_may_be_counted_twice_so_no_effect_on_their_number_is_told(
    rerouted: duckdb.DuckDBPyConnection,
) -> None:
    (one,) = effects(rerouted, replace(TRUE, measure="customers"))
    assert (one.verdict, one.note) == ("cannot_tell", "not_fitting")
