"""What goes with scores: planted points are found, shares and what-ifs follow from them."""

from dataclasses import replace
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm

from analytics.loyalty.answer_drivers import answer_drivers
from analytics.loyalty.experience import DRIVERS, LEVELS
from analytics.loyalty.if_better import CHANGES, if_better
from analytics.loyalty.items import ITEMS
from analytics.loyalty.lists import LISTS, rated_concerned, rated_of, rated_with
from analytics.loyalty.rated import read_rated
from analytics.loyalty.satisfaction_drivers import SatisfactionDrivers, satisfaction_drivers
from analytics.loyalty.summary import drivers_sentence
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.statistics.common import Floats
from analytics.view import View
from sample_data import DEFAULT, simulate
from tests.analytics.recovery.warehouses import SETTINGS, at, contacts, make_warehouse

TRUE = DEFAULT.satisfaction
POINTS = {
    "wait": TRUE.per_wait_doubling,
    "over_promise": TRUE.broken_promise,
    "transferred": TRUE.ending["transferred"],
    "unresolved": TRUE.ending["unresolved"],
    "failed_none": TRUE.ending["failed_none"],
    "failed_attempted": TRUE.ending["failed_attempted"],
    "failed_recovered": TRUE.ending["failed_recovered"],
}
# Seven intervals of 95 % hold their truths together less often: these are wider, as Bonferroni has it.
TOGETHER = 2.69 / 1.96
Row = dict[str, Any]


@pytest.fixture(scope="module")
def found(company: duckdb.DuckDBPyConnection) -> SatisfactionDrivers:
    return satisfaction_drivers(company, SETTINGS)


def levels_of(found: SatisfactionDrivers) -> dict[str, Row]:
    return {row["level"]: row for row in found.levels.iter_rows(named=True)}


def expect_planted(found: SatisfactionDrivers) -> None:
    told = {level: row for level, row in levels_of(found).items() if row["note"] is None}
    assert len(told) >= len(POINTS) - 1
    for level, row in told.items():
        truth = POINTS[level]
        half = TOGETHER * (row["high"] - row["low"]) / 2
        assert abs(row["points"] - truth) <= half, (level, row)


def test_planted_points_are_found(found: SatisfactionDrivers) -> None:
    expect_planted(found)
    for level in ("wait", "over_promise", "unresolved", "failed_none"):
        assert levels_of(found)[level]["is_clear"]


def test_they_are_found_where_bad_contacts_are_answered_much_less_often() -> None:
    """Who answers hangs on the record, so that the plain mean is too good and the differences are not."""
    survey = replace(DEFAULT.survey, response_log_odds_per_point=2.0)
    drawn = simulate(20_000, 365, seed=42, truths=replace(DEFAULT, survey=survey))
    records = {"contacts": drawn.contacts, "answers": drawn.answers, "customers": drawn.customers}
    with make_warehouse(records) as connection:
        expect_planted(satisfaction_drivers(connection, SETTINGS))


def test_a_contact_resolved_without_a_wait_has_the_planted_mean_of_its_tier(
    company: duckdb.DuckDBPyConnection,
) -> None:
    """Departments that the sample leaves as all others."""
    alike = View(picked={"department": ("요금", "가입", "해지방어", "지점창구")})
    starts = satisfaction_drivers(company, SETTINGS, "csat", alike).starts
    assert starts["contact_tier"].to_list() == ["high", "medium", "low"]
    for row in starts.iter_rows(named=True):
        half = TOGETHER * (row["high"] - row["low"]) / 2
        assert abs(row["value"] - TRUE.tier_points[row["contact_tier"]]) <= half


def test_shares_add_up_and_are_what_the_drivers_explain_beyond_the_place(
    company: duckdb.DuckDBPyConnection, found: SatisfactionDrivers
) -> None:
    assert found.fitted is not None and found.explained is not None
    assert found.shares["share"].sum() == pytest.approx(1)
    assert found.shares["share"].to_list() == sorted(found.shares["share"], reverse=True)
    units, adjusting = found.fitted.design.units, found.fitted.design.adjusting
    root = np.sqrt(units.weights)
    spread = float(np.cov(units.outcome, aweights=units.weights, ddof=0))

    def explained(rows: Floats) -> float:
        fitted = rows @ np.linalg.lstsq(rows * root[:, None], units.outcome * root, rcond=None)[0]
        return 1 - float(np.average((units.outcome - fitted) ** 2, weights=units.weights)) / spread

    whole, without = explained(units.rows), explained(units.rows[:, adjusting])
    assert found.explained.value == pytest.approx(whole - without)
    first = found.shares.row(0, named=True)
    assert DRIVERS[first["driver"]].label.en.lower() in drivers_sentence(found).en


def test_the_coefficients_are_those_of_a_regression_on_single_contacts(
    company: duckdb.DuckDBPyConnection, found: SatisfactionDrivers
) -> None:
    """Statsmodels on one row per rated contact, waits as they are: the cells lose next to nothing."""
    rows = company.sql(
        """
        SELECT
            score,
            concat_ws('·', facts.department, facts.contact_tier, channel) AS place,
            outcome,
            coalesce(recovery, 'none') AS recovery,
            coalesce(wait_seconds > promised_wait_seconds, false) AS broken,
            greatest(median(wait_seconds) OVER (PARTITION BY channel, is_booked), 1) AS usual,
            log2(1 + wait_seconds / usual) AS wait
        FROM contact_facts AS facts
        JOIN answers USING (contact_id)
        WHERE item = 'csat' AND outcome <> 'abandoned'
        """
    ).pl()
    ending = pl.when(pl.col("outcome") == "failed").then(pl.concat_str(pl.lit("failed_"), "recovery"))
    told = rows.with_columns(ending=ending.otherwise("outcome"))
    columns = [told["wait"].fill_null(0).to_numpy(), told["broken"].cast(pl.Float64).to_numpy()]
    columns += [(told["ending"] == name).cast(pl.Float64).to_numpy() for name in list(POINTS)[2:]]
    places = told.select("place").to_dummies().cast(pl.Float64).to_numpy()
    reference = sm.OLS(told["score"].to_numpy(), np.column_stack([*columns, places])).fit()
    for value, level in zip(reference.params, POINTS, strict=False):
        assert levels_of(found)[level]["points"] == pytest.approx(value, abs=0.01), level


def test_kept_promises_bring_what_the_planted_points_say(found: SatisfactionDrivers) -> None:
    assert found.fitted is not None and found.mean is not None
    frame, weights = found.fitted.design.frame, found.fitted.design.units.weights
    shorter = (frame["doublings_if_kept"] - frame["doublings"]).fill_null(0).clip(upper_bound=0).to_numpy()
    kept: Floats = -TRUE.broken_promise * frame["over_promise"].to_numpy() + TRUE.per_wait_doubling * shorter
    row = if_better(found).row(by_predicate=pl.col("change") == "promises_kept", named=True)
    assert row["low"] <= np.average(kept, weights=weights) <= row["high"]
    assert row["then"] == pytest.approx(row["now"] + row["difference"])
    assert row["now"] == pytest.approx(found.mean)


def test_recovering_every_failure_brings_what_recovery_is_worth(found: SatisfactionDrivers) -> None:
    assert found.fitted is not None
    frame, weights = found.fitted.design.frame, found.fitted.design.units.weights
    failed = frame["ending"].is_in(["failed_none", "failed_attempted"]).to_numpy()
    worth = frame["ending"].replace_strict(dict(TRUE.ending), return_dtype=pl.Float64).to_numpy()
    gained = np.where(failed, TRUE.ending["failed_recovered"] - worth, 0.0)
    row = if_better(found).row(by_predicate=pl.col("change") == "failures_recovered", named=True)
    assert row["low"] <= np.average(gained, weights=weights) <= row["high"]
    assert row["concerned"] == int(frame.filter(pl.Series(failed))["n"].sum())


@pytest.mark.parametrize("item", list(ITEMS))
def test_lists_hold_the_contacts_that_are_counted(company: duckdb.DuckDBPyConnection, item: str) -> None:
    found = satisfaction_drivers(company, SETTINGS, item)
    changes = {row["change"]: row["concerned"] for row in if_better(found).iter_rows(named=True)}
    assert set(changes) == set(CHANGES)
    counts = {rated_of(item, row["level"]): row["n"] for row in found.levels.iter_rows(named=True)}
    counts |= {rated_concerned(item, change): concerned for change, concerned in changes.items()}
    for name, n in counts.items():
        sql = f"SELECT count(*) FROM contact_facts AS listed WHERE {LISTS[name].sql}"
        assert company.sql(sql).fetchall() == [(n,)], name
    ((rated,),) = company.sql(
        f"SELECT count(*) FROM contact_facts AS listed WHERE {LISTS[rated_with(item, 3)].sql}"
    ).fetchall()
    assert (rated,) == company.sql(
        f"SELECT count(DISTINCT contact_id) FROM answers WHERE item = '{item}' AND score = 3"
    ).fetchone()


def rated(rows: list[Row]) -> dict[str, pl.DataFrame]:
    made = contacts([{"at": at(1 + n % 28), "wait_seconds": None} | row for n, row in enumerate(rows)])
    answers = made.select(
        answer_id="contact_id",
        survey_id="contact_id",
        contact_id="contact_id",
        answered_at="occurred_at",
        item=pl.lit("csat"),
        score="score",
    )
    return {"contacts": made.drop("score"), "answers": answers}


def test_what_is_not_in_the_data_is_said_not_to_be() -> None:
    rows = [
        {"outcome": "unresolved" if n % 3 else "resolved", "score": 1.0 + n % 3 + n % 2} for n in range(400)
    ]
    rows += [{"outcome": "failed", "recovery": "none", "score": 1.0}] * 5
    with make_warehouse(rated(rows)) as connection:
        found = satisfaction_drivers(connection, SETTINGS)
    notes = {level: row["note"] for level, row in levels_of(found).items()}
    assert notes["unresolved"] is None
    assert notes["failed_none"] == TOO_FEW
    assert notes["wait"] == notes["transferred"] == NOT_IN_DATA
    assert if_better(found)["change"].to_list() == ["resolved", "all"]
    assert found.shares.drop_nulls("share")["driver"].to_list() == ["unresolved"]


def test_contacts_too_rare_to_be_told_do_not_count_as_resolved() -> None:
    """Twenty failures rated 1 leave the resolved at their own mean, and what-ifs leave them alone."""
    rows = [{"outcome": "resolved", "score": 4.0 + n % 2} for n in range(100)]
    rows += [{"outcome": "unresolved", "score": 2.0 + n % 2} for n in range(100)]
    rows += [{"outcome": "failed", "recovery": "none", "score": 1.0}] * 20
    with make_warehouse(rated(rows)) as connection:
        found = satisfaction_drivers(connection, SETTINGS)
    assert levels_of(found)["unresolved"]["points"] == pytest.approx(-2.0)
    assert found.starts["value"].to_list() == pytest.approx([4.5])
    changes = {row["change"]: row for row in if_better(found).iter_rows(named=True)}
    assert changes["all"]["difference"] == pytest.approx(2.0 * 100 / 220)
    assert (changes["resolved"]["concerned"], changes["all"]["concerned"]) == (100, 120)
    assert "no_failures" not in changes


def test_few_answers_or_none_make_no_model() -> None:
    with make_warehouse(rated([{"outcome": "resolved", "score": 4.0}] * 29)) as connection:
        few = satisfaction_drivers(connection, SETTINGS)
    assert (few.n, few.fitted, few.note) == (29, None, TOO_FEW)
    assert few.levels["level"].to_list() == list(LEVELS) and few.levels["points"].null_count() == len(LEVELS)
    assert if_better(few).is_empty()
    with duckdb.connect() as empty:
        nothing = satisfaction_drivers(empty, SETTINGS)
        assert (nothing.n, nothing.mean, nothing.note) == (0, None, NOT_IN_DATA)
        assert read_rated(empty, SETTINGS, ITEMS["csat"], View()).is_empty()
        assert answer_drivers(empty, SETTINGS).note == NOT_IN_DATA


def test_relative_weights_of_answers_are_johnsons_by_the_singular_values(
    company: duckdb.DuckDBPyConnection,
) -> None:
    """Johnson (2000): X = PΔQ', Z = PQ', weights Λ²β² with β = Z'y and Λ = Z'X; one row a questionnaire."""
    found = answer_drivers(company, SETTINGS, "csat", "servqual.")
    wide = (
        company.sql(
            "SELECT survey_id, item, score FROM answers WHERE item = 'csat' OR item LIKE 'servqual.%'"
        )
        .pl()
        .pivot("item", index="survey_id", values="score")
        .drop_nulls()
    )
    assert found.n == wide.height
    names = [name for name in wide.columns if name.startswith("servqual.")]
    values = wide.select("csat", *names).to_numpy()
    values = (values - values.mean(axis=0)) / values.std(axis=0) / wide.height**0.5
    left, _, right = np.linalg.svd(values[:, 1:], full_matrices=False)
    independent = left @ right
    parts = (independent.T @ values[:, 1:]).T ** 2 @ (independent.T @ values[:, 0]) ** 2
    rows = {row["item"]: row for row in found.items.iter_rows(named=True)}
    assert found.explained is not None
    assert found.explained.value == pytest.approx(parts.sum())
    for name, part in zip(names, parts, strict=True):
        assert rows[name]["part"] == pytest.approx(part)
        assert rows[name]["share"] == pytest.approx(part / parts.sum())
        assert rows[name]["low"] < rows[name]["share"] < rows[name]["high"]


def test_items_that_few_answer_are_left_out_and_said_to_be() -> None:
    """Rare is answered by every third; the others by all."""
    rng = np.random.default_rng(3)
    scores = rng.integers(1, 6, 300)
    rows = [
        {"survey_id": f"S{n}", "item": item, "score": float(np.clip(scores[n] + rng.integers(-1, 2), 1, 5))}
        for n in range(300)
        for item in ("csat", "parts.often", "parts.always", "parts.rare", "other.one")
        if item != "parts.rare" or n % 3 == 0
    ]
    answers = pl.DataFrame(rows).with_columns(
        answer_id=pl.concat_str("survey_id", "item"), answered_at=pl.lit(at(5)).dt.replace_time_zone("UTC")
    )
    with make_warehouse({"answers": answers}) as connection:
        found = answer_drivers(connection, SETTINGS)
    notes = dict(found.items.select("item", "note").iter_rows())
    # Of groups, parts is the one answered most; a group of one is none.
    assert notes == {"parts.often": None, "parts.always": None, "parts.rare": TOO_FEW}
    assert found.n == 300
