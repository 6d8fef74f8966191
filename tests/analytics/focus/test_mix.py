"""Which way contact goes: planted shifts are found, and a mix that stays is not said to move."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.focus.agreeing import FIGURES, _agreement, with_agreement
from analytics.focus.mix import focus, tier_mix
from analytics.measuring import compare, measure
from analytics.notes import TOO_FEW
from analytics.view import View
from sample_data import DEFAULT, simulate
from tests.analytics.recovery.warehouses import SETTINGS, Row, at, contacts, make_warehouse


@pytest.fixture(scope="module")
def enhancing() -> Iterator[duckdb.DuckDBPyConnection]:
    """A company in which nothing moves but for 요금, whose app contacts move to the phone."""
    arrival = replace(DEFAULT.arrival, moved_to_chatbot=0.0, moved_to_phone={"요금": 0.8})
    drawn = simulate(8_000, 365, seed=5, truths=replace(DEFAULT, arrival=arrival))
    kinds = ("contacts", "answers", "customers", "purchases")
    with make_warehouse({kind: getattr(drawn, kind) for kind in kinds}) as connection:
        yield connection


def test_departments_with_phones_reduce_contact_as_planted(small_company: duckdb.DuckDBPyConnection) -> None:
    found = focus(small_company, SETTINGS)
    whole = found.row(0, named=True)
    assert whole["department"] is None and whole["focus"] == "reduction"
    told = dict(found.drop_nulls("department").select("department", "focus").iter_rows())
    # Branches have no phone, from which contacts could move to the chatbot.
    assert told["지점창구"] == "cannot_tell"
    assert set(told.values()) == {"reduction", "cannot_tell"}


def test_the_planted_change_of_the_share_of_low_contact_is_found(
    small_company: duckdb.DuckDBPyConnection,
) -> None:
    """A fifth of first phone contacts has moved by the last day; those that follow are as they were."""
    found = focus(small_company, SETTINGS).row(0, named=True)
    phone = measure(small_company, SETTINGS, "contacts", ("channel",)).filter(channel="phone")["n"].item()
    most = DEFAULT.arrival.moved_to_chatbot * phone / found["n"] / 0.9
    assert 0.3 * most < found["low_change"] < 1.1 * most
    assert found["change_low"] < -found["low_change"] / 2 < found["change_high"]


def test_a_department_that_enhances_contact_is_named_and_nobody_else(
    enhancing: duckdb.DuckDBPyConnection,
) -> None:
    found = focus(enhancing, SETTINGS).drop_nulls("department")
    told = dict(found.select("department", "focus").iter_rows())
    assert told.pop("요금") == "enhancement"
    assert set(told.values()) == {"cannot_tell"}


def test_the_mix_is_what_sql_says(small_company: duckdb.DuckDBPyConnection) -> None:
    wanted = small_company.sql("""
        SELECT date_trunc('month', day)::DATE, contact_tier, count(*) FROM contact_facts GROUP BY ALL
    """).fetchall()
    found = tier_mix(small_company, SETTINGS)
    assert sorted(found.select("month", "contact_tier", "contacts").rows()) == sorted(wanted)
    sums = found.group_by("month").agg(pl.col("value").sum())["value"]
    assert sums.to_list() == pytest.approx([1.0] * sums.len())


def test_changes_of_figures_are_those_of_their_measures(small_company: duckdb.DuckDBPyConnection) -> None:
    found = with_agreement(small_company, SETTINGS)
    whole = found.row(0, named=True)
    # 365 days in two parts, the later the longer by one.
    view = View(date(2026, 5, 2), date(2026, 10, 31), against=(date(2025, 11, 1), date(2026, 5, 1)))
    for name in FIGURES:
        row = compare(small_company, SETTINGS, name, view).row(0, named=True)
        assert whole[f"{name}_change"] == pytest.approx(row["change"]), name
        assert whole[f"{name}_is_real"] == row["is_real"]


@pytest.mark.parametrize(
    ("focus_is", "changes", "agreement"),
    [
        ("enhancement", {"csat": 0.1}, "agrees"),
        ("enhancement", {"conversion": 0.1, "csat": -0.1}, "disagrees"),
        ("enhancement", {"cost_per_contact": 9.0}, "cannot_tell"),
        ("reduction", {"cost_per_contact": -9.0}, "agrees"),
        ("reduction", {"cost_per_contact": -9.0, "csat": -0.1}, "disagrees"),
        ("reduction", {"failure": 0.1}, "disagrees"),
        ("reduction", {"cost_per_contact": 9.0}, "disagrees"),
        ("reduction", {"csat": 0.1}, "cannot_tell"),
        ("cannot_tell", {"csat": 0.1}, "cannot_tell"),
    ],
)
def test_the_rule_of_agreement_is_the_stated_one(
    focus_is: str, changes: dict[str, float], agreement: str
) -> None:
    columns: dict[str, object] = {"focus": focus_is}
    for name in FIGURES:
        columns |= {f"{name}_change": changes.get(name, 0.0), f"{name}_is_real": name in changes}
    assert pl.DataFrame([columns]).select(_agreement().alias("agreement")).item() == agreement


def test_a_few_days_give_a_note_instead_of_a_direction() -> None:
    rows: list[Row] = [{"at": at(day, hour)} for day in range(2, 12) for hour in range(9, 18)]
    with make_warehouse({"contacts": contacts(rows)}) as connection:
        found = focus(connection, SETTINGS)
        assert found["note"].to_list() == [TOO_FEW] * found.height
        assert found["focus"].unique().to_list() == ["cannot_tell"]
        assert with_agreement(connection, SETTINGS)["agreement"].unique().to_list() == ["cannot_tell"]
