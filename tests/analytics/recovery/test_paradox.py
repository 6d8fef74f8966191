"""The recovery paradox: planted truths are found, naive differences mislead, edges say why."""

import math
from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.recovery.paradox import Paradox, paradox
from analytics.recovery.tables import paradox_rows
from analytics.recovery.three_groups import Difference, ThreeGroups, three_groups
from analytics.recovery.verdict import verdict
from analytics.retention.definition import Definition
from analytics.statistics.common import Interval
from analytics.statistics.effect import Overlap
from analytics.view import View
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, at, contacts, make_warehouse

NOTHING = ThreeGroups((), (), NOT_IN_DATA)


@pytest.fixture(scope="module")
def found(world: duckdb.DuckDBPyConnection) -> Paradox:
    return paradox(world, SETTINGS)


def test_recovery_pleases_slightly_more_than_no_failure(found: Paradox) -> None:
    difference = found.satisfaction.against("never_failed")
    assert difference is not None
    # The planted 0.1 is against a resolved contact; some without a failure stay unresolved.
    assert difference.adjusted.low <= 0.151 <= difference.adjusted.high
    assert difference.adjusted.high - difference.adjusted.low < 0.3


def test_the_recovered_leave_as_if_nothing_had_failed_though_the_plain_rates_say_less(found: Paradox) -> None:
    difference = found.leaving.against("never_failed")
    assert difference is not None
    assert difference.adjusted.low <= 0 <= difference.adjusted.high
    assert difference.naive.value < difference.adjusted.value - 0.002


def test_the_unrecovered_leave_more_than_the_recovered_but_less_than_the_plain_rates_say(
    found: Paradox,
) -> None:
    difference = found.leaving.against("unrecovered")
    assert difference is not None
    assert difference.naive.low < difference.adjusted.value < difference.adjusted.high < 0
    assert SETTINGS.definitions.small_n <= difference.overlap.untreated < 4_000
    assert 0 <= difference.overlap.lowest < difference.overlap.highest <= 1


def test_a_group_with_too_few_alike_shows_its_plain_mean_alone(found: Paradox) -> None:
    """Who is offered recovery and who is not hardly overlap: few of the rated carry the comparison."""
    unrecovered = found.satisfaction.groups[-1]
    assert unrecovered.group == "unrecovered"
    assert unrecovered.units > SETTINGS.definitions.small_n
    assert unrecovered.naive.value < 3
    assert unrecovered.adjusted is None
    assert found.satisfaction.against("unrecovered") is None


def test_all_of_the_data_are_told_by_default_and_only_the_months_touched_otherwise(
    found: Paradox, world: duckdb.DuckDBPyConnection
) -> None:
    assert found.months == (date(2025, 12, 1), date(2026, 10, 1))
    view = View(date(2026, 3, 1), date(2026, 8, 31))
    part = paradox(world, SETTINGS, view)
    assert part.days == (date(2026, 3, 1), date(2026, 8, 31))
    assert part.months == (date(2026, 3, 1), date(2026, 8, 1))
    sizes = [mean.units for mean in part.leaving.groups]
    ((at_risk,),) = world.sql(
        "SELECT sum(customers) FROM churn_monthly WHERE month BETWEEN '2026-03-01' AND '2026-08-01'"
        " AND contacts > 0 AND NOT (recovered_failures > 0 AND unrecovered_failures > 0)"
    ).fetchall()
    assert sum(sizes) == at_risk


def test_the_view_narrows_to_places(world: duckdb.DuckDBPyConnection) -> None:
    view = View(picked={"department": ("기술지원",), "contact_tier": ("medium",)})
    ((rated,),) = world.sql(
        "SELECT count(*) FROM contact_facts JOIN answers USING (contact_id) WHERE item = 'csat'"
        " AND outcome <> 'abandoned' AND contact_facts.department = '기술지원'"
        " AND contact_facts.contact_tier = 'medium'"
    ).fetchall()
    assert sum(mean.units for mean in paradox(world, SETTINGS, view).satisfaction.groups) == rated


def test_rows_hold_every_figure_as_a_number_or_nothing(found: Paradox) -> None:
    rows = paradox_rows(found)
    assert rows.height == 9
    assert rows.filter(pl.col("what") == "recovered - never_failed")["effective_n"].null_count() == 0
    numbers = rows.select(pl.selectors.float().drop_nulls().is_finite().all())
    assert numbers.row(0) == (True,) * numbers.width


def test_without_any_record_there_is_a_note_and_a_sentence(empty: duckdb.DuckDBPyConnection) -> None:
    found = paradox(empty, SETTINGS)
    assert (found.satisfaction.note, found.leaving.note) == (NOT_IN_DATA, NOT_IN_DATA)
    assert found.days is None
    assert "Too few" in verdict(found).en
    assert paradox_rows(found)["note"].to_list() == [NOT_IN_DATA, NOT_IN_DATA]


def _cells(
    recovered: int, never: int, left: tuple[int, int], place: tuple[str, str] = ("a", "a")
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "lived_through": ["recovered", "never_failed"],
            "place": place,
            "units": [float(recovered), float(never)],
            "total": [float(count) for count in left],
            "squares": [float(count) for count in left],
        }
    ).with_columns(weight="units", weight_squares="units")


@pytest.mark.parametrize("left", [(0, 0), (50, 400), (0, 400), (50, 0), (0, 3)])
def test_nobody_or_everybody_leaving_gives_finite_intervals_with_a_width(left: tuple[int, int]) -> None:
    difference = three_groups(_cells(50, 400, left), ["place"], True, 30).against("never_failed")
    assert difference is not None
    for found in (difference.adjusted, difference.naive):
        assert all(math.isfinite(end) for end in found)
        assert found.low < found.value + 1e-12
        assert found.high - found.low > 0.01
    assert difference.naive.value == pytest.approx(left[0] / 50 - left[1] / 400)


def test_groups_that_have_no_place_in_common_are_not_compared() -> None:
    apart = three_groups(_cells(50, 400, (1, 4), ("a", "b")), ["place"], True, 30)
    assert apart.differences == ()
    assert apart.note == TOO_FEW
    assert [mean.adjusted is None for mean in apart.groups] == [False, True]


def test_too_few_recovered_are_told_apart_from_none() -> None:
    assert three_groups(_cells(29, 400, (1, 4)), ["place"], True, 30).note == TOO_FEW
    assert three_groups(_cells(0, 400, (0, 4)), ["place"], True, 30).note == NOT_IN_DATA


def test_one_department_without_customer_records_is_still_rated() -> None:
    """Failures of two kinds and rated contacts, no customers at all."""
    rows = [
        {"at": at(1 + number % 28), "outcome": outcome, "recovery": recovery}
        for number in range(120)
        for outcome, recovery in (("resolved", None), ("failed", "recovered"), ("failed", "none"))
    ]
    made = contacts(rows)
    answers = made.select(
        "contact_id",
        answer_id="contact_id",
        survey_id="contact_id",
        answered_at="occurred_at",
        item=pl.lit("csat"),
        score=pl.when(pl.col("outcome") == "resolved")
        .then(4.0)
        .when(pl.col("recovery") == "none")
        .then(2.0)
        .otherwise(5.0),
    )
    found = paradox(make_warehouse({"contacts": made, "answers": answers}, SMALL), SMALL)
    difference = found.satisfaction.against("never_failed")
    assert difference is not None
    assert difference.adjusted == Interval(*[pytest.approx(1.0)] * 3)
    assert found.leaving.differences == ()


def _differing(value: float) -> ThreeGroups:
    interval = Interval(value, value - 1, value + 1)
    return ThreeGroups((), (Difference("never_failed", interval, interval, Overlap(0, 1, 0, 1, 1)),), None)


@pytest.mark.parametrize(
    ("satisfied", "leaving", "words"),
    [
        (2, 0, "satisfaction alone"),
        (2, -2, "in both"),
        (0, -2, "leaving alone"),
        (-2, 2, "No recovery paradox"),
        (0, 0, "No recovery paradox"),
    ],
)
def test_the_verdict_follows_the_intervals(satisfied: float, leaving: float, words: str) -> None:
    definition = Definition("records")
    found = Paradox(_differing(satisfied), _differing(leaving), None, None, definition)
    assert words in verdict(found).en


def test_the_verdict_claims_nothing_of_what_cannot_be_compared() -> None:
    found = Paradox(_differing(2), NOTHING, None, None, Definition("records"))
    assert "leaving cannot be compared" in verdict(found).en
    assert "satisfaction alone" not in verdict(found).en
