"""Satisfaction weighted to all contacts comes nearer to the truth, and says when it cannot be told."""

import duckdb
import polars as pl
import pytest

from analytics.satisfaction.weighting import weighted_satisfaction
from analytics.view import View
from sample_data import simulate
from tests.analytics.satisfaction.worlds import (
    ANSWER_SCHEMA,
    CONTACT_SCHEMA,
    CUSTOMERS,
    DAYS,
    SETTINGS,
    answers,
    contacts,
    marts_of,
    marts_of_world,
    told_by_all,
)
from warehouse.errors import QueryError
from warehouse.settings import Definitions

TELL_ALL = SETTINGS.model_copy(update={"definitions": Definitions(small_n=1)})


@pytest.fixture(scope="module")
def company() -> duckdb.DuckDBPyConnection:
    return marts_of_world(simulate(CUSTOMERS, DAYS, seed=1))


def row(frame: pl.DataFrame) -> dict[str, float]:
    return frame.row(0, named=True)


def test_those_who_failed_and_are_silent_count_as_those_who_failed_and_spoke() -> None:
    served = pl.concat([contacts(80), contacts(20, first=80, outcome="failed")])
    told = pl.concat([answers([5] * 30 + [2] * 10), answers([1] * 4 + [4], first=80)])
    found = row(weighted_satisfaction(marts_of(served, told), SETTINGS))
    assert found["value"] == pytest.approx(0.8 * 30 / 40 + 0.2 * 1 / 5)
    assert found["mean"] == pytest.approx(0.8 * 170 / 40 + 0.2 * 8 / 5)
    assert found["plain_value"] == pytest.approx(31 / 45)
    assert found["plain_mean"] == pytest.approx(178 / 45)
    assert found["difference"] == pytest.approx(found["value"] - found["plain_value"])
    assert (found["n"], found["response_rate"], found["joined_share"]) == (45, 0.45, 0)
    assert found["effective_n"] == pytest.approx(1 / (0.64 / 40 + 0.04 / 5))
    assert found["design_effect"] == pytest.approx(45 / found["effective_n"])
    assert found["low"] < found["value"] < found["high"]


def test_contacts_in_cells_with_few_answers_are_joined_and_said() -> None:
    served = pl.concat(
        [contacts(80), contacts(10, first=80, channel="branch"), contacts(10, 90, outcome="failed")]
    )
    told = pl.concat([answers([5] * 40), answers([1] * 4, first=80)])
    found = row(weighted_satisfaction(marts_of(served, told), SETTINGS))
    assert found["joined_share"] == pytest.approx(0.2)
    assert found["value"] == pytest.approx(40 / 44)


def test_abandoned_contacts_did_not_take_place() -> None:
    served = pl.concat([contacts(60), contacts(40, first=60, outcome="abandoned")])
    told = pl.concat([answers([4] * 30), answers([1] * 5, first=60)])
    found = row(weighted_satisfaction(marts_of(served, told), SETTINGS))
    assert (found["n"], found["response_rate"], found["value"]) == (30, 0.5, 1)


def test_scores_beyond_the_scale_and_other_items_do_not_count() -> None:
    told = pl.concat([answers([5] * 30), answers([9] * 5, first=30), answers([1] * 5, first=35, item="nps")])
    found = row(weighted_satisfaction(marts_of(contacts(60), told), SETTINGS))
    assert (found["n"], found["mean"]) == (30, 5)


def test_two_questionnaires_about_every_contact_are_no_more_than_all() -> None:
    told = pl.concat([answers([5] * 30), answers([4] * 30, survey_id="second")])
    found = row(weighted_satisfaction(marts_of(contacts(30), told), SETTINGS))
    assert (found["response_rate"], found["n"]) == (1, 60)


def test_all_satisfied_is_no_certainty() -> None:
    found = row(weighted_satisfaction(marts_of(contacts(60), answers([5] * 40)), SETTINGS))
    assert (found["value"], found["high"]) == (1, 1)
    assert found["low"] == pytest.approx(40 / (40 + 1.959964**2))
    assert (found["mean_low"], found["mean_high"]) == (5, 5)


def test_days_are_those_of_the_contact() -> None:
    later = answers([5] * 40).with_columns(pl.col("answered_at").dt.offset_by("3d"))
    connection = marts_of(contacts(60), later)
    by_day = weighted_satisfaction(connection, SETTINGS, ("day",))
    assert [(f"{found['day']}", found["n"]) for found in by_day.iter_rows(named=True)] == [("2026-03-02", 40)]


@pytest.mark.parametrize(
    ("served", "told", "n", "note"),
    [
        (contacts(60), answers([]), 0, "not_in_data"),
        (contacts(60, outcome="abandoned"), answers([5] * 9), 0, "not_in_data"),
        (contacts(0), answers([5] * 40), 0, "not_in_data"),
        (pl.DataFrame(schema=CONTACT_SCHEMA), pl.DataFrame(schema=ANSWER_SCHEMA), 0, "not_in_data"),
        (contacts(60), answers([5] * 29), 29, "too_few"),
    ],
    ids=["no-answers", "nothing-served", "answers-alone", "nothing", "few"],
)
def test_what_cannot_be_told_says_why(served: pl.DataFrame, told: pl.DataFrame, n: int, note: str) -> None:
    found = row(weighted_satisfaction(marts_of(served, told), SETTINGS))
    assert (found["value"], found["mean"], found["difference"], found["effective_n"]) == (None,) * 4
    assert (found["n"], found["note"]) == (n, note)


def test_one_answer_has_no_interval_and_is_too_few() -> None:
    found = row(weighted_satisfaction(marts_of(contacts(3), answers([4])), TELL_ALL))
    assert (found["value"], found["n"], found["note"]) == (None, 1, "too_few")


def test_a_warehouse_without_a_load_has_one_row_without_figures() -> None:
    with duckdb.connect() as empty:
        assert row(weighted_satisfaction(empty, SETTINGS))["note"] == "not_in_data"
        assert weighted_satisfaction(empty, SETTINGS, ("department",)).is_empty()


def test_contacts_of_unknown_tier_are_a_row_of_their_own() -> None:
    served = pl.concat([contacts(60), contacts(40, first=60, contact_tier=None)])
    told = pl.concat([answers([5] * 40), answers([2] * 35, first=60)])
    found = weighted_satisfaction(marts_of(served, told), SETTINGS, ("contact_tier",))
    assert found.select("contact_tier", "value", "n").rows() == [("medium", 1, 40), (None, 0, 35)]


def test_a_wrong_dimension_is_answered_with_a_way_out(company: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(QueryError, match="Did you mean 'channel'"):
        weighted_satisfaction(company, SETTINGS, ("chanel",))
    with pytest.raises(QueryError, match="cannot be split or filtered by contact_number"):
        weighted_satisfaction(company, SETTINGS, ("contact_number",))


def test_columns_are_the_same_whatever_is_asked(company: duckdb.DuckDBPyConnection) -> None:
    views = (View(), View(picked={"department": ("nowhere",)}))
    schemas = [
        weighted_satisfaction(company, SETTINGS, by, view).schema
        for by in (("department", "contact_tier"), ("outcome",), ("month",))
        for view in views
    ]
    for full, empty in zip(schemas[::2], schemas[1::2], strict=True):
        assert list(full) == list(empty)
        assert all(empty[name] in (full[name], pl.Null) for name in full)


def test_every_row_holds_its_value_and_stays_on_its_scale(company: duckdb.DuckDBPyConnection) -> None:
    found = weighted_satisfaction(company, TELL_ALL, ("department", "contact_tier")).filter(
        pl.col("note").is_null()
    )
    assert found.height == 19
    assert found.select(
        pl.all_horizontal(
            pl.col("low").is_between(0, "value"),
            pl.col("high").is_between("value", 1),
            pl.col("mean_low").is_between(1, "mean"),
            pl.col("mean_high").is_between("mean", 5),
            pl.col("design_effect") > 1 - 1e-9,
            pl.col("response_rate").is_between(0.05, 0.3),
        ).all()
    ).item()


def test_the_plain_mean_is_too_good_and_weighting_mends_a_good_part() -> None:
    errors = []
    for seed in (1, 2, 3):
        truth = told_by_all(seed)
        found = row(weighted_satisfaction(marts_of_world(simulate(CUSTOMERS, DAYS, seed)), SETTINGS))
        satisfied = (truth >= 4).mean()
        errors.append(
            (
                found["plain_mean"] - truth.mean(),
                found["mean"] - truth.mean(),
                found["plain_value"] - satisfied,
                found["value"] - satisfied,
            )
        )
        assert found["difference_high"] < 0
    plain_mean, mean, plain_share, share = pl.DataFrame(errors, orient="row").mean().row(0)
    assert plain_mean > 0.04 and plain_share > 0.015
    assert abs(mean) < 0.7 * plain_mean
    assert abs(share) < 0.7 * plain_share
