"""Repeats for the same reason, containment and avoidable contacts are what plain SQL says of the records."""

from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.catalogue import MEASURES as CATALOGUE
from analytics.measuring import compare, measure
from analytics.view import View
from sample_data import DEFAULT, World
from tests.analytics.reasons.in_sql import MEASURES, expected
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, Row, at, contacts, make_warehouse
from warehouse.errors import QueryError

rows = st.lists(
    st.fixed_dictionaries(
        {
            "at": st.builds(
                lambda day, hour: datetime(2026, 3, 1) + timedelta(days=day, hours=hour),
                st.integers(0, 24),
                st.sampled_from((0, 9, 23)),
            ),
            "customer_id": st.sampled_from((None, "A", "B")),
            "reason": st.sampled_from((None, "요금", "고장")),
            "agent_id": st.sampled_from((None, "S1")),
            "channel": st.sampled_from(("phone", "web")),
            "outcome": st.sampled_from(("resolved", "failed", "abandoned", "transferred")),
            "asked_again": st.sampled_from((None, True, False)),
        }
    ),
    min_size=1,
    max_size=40,
)


def by_key(figures: pl.DataFrame) -> dict[Any, tuple[int, int]]:
    """What counts and n of shares split by one column or none."""
    known = figures.filter(pl.col("n") > 0)
    keys = known.columns[0] if known.columns[0] != "value" else None
    names = known[keys] if keys else [None] * known.height
    return {
        key: (round(row["value"] * row["n"]), row["n"])
        for key, row in zip(names, known.iter_rows(named=True), strict=True)
    }


@given(rows)
@settings(max_examples=20, deadline=None)
def test_every_measure_is_what_sql_says_of_any_contacts(listed: list[Row]) -> None:
    with make_warehouse({"contacts": contacts(listed)}, SMALL) as connection:
        view = View(date(2026, 3, 5), date(2026, 3, 20), {"channel": ("web",)})
        part = "channel = 'web' AND day BETWEEN DATE '2026-03-05' AND DATE '2026-03-20'"
        for name in MEASURES:
            assert by_key(measure(connection, SMALL, name)) == expected(connection, name)
            found = by_key(measure(connection, SMALL, name, ("reason",), view))
            assert found == expected(connection, name, "reason", part), name


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_knows_customers_dimensions_and_the_period_before(
    world: duckdb.DuckDBPyConnection, name: str
) -> None:
    october = View(date(2026, 10, 2), date(2026, 10, 31))
    days = "day BETWEEN DATE '{}' AND DATE '{}'"
    now, before = days.format("2026-10-02", "2026-10-31"), days.format("2026-09-02", "2026-10-01")
    row = compare(world, SETTINGS, name, october).row(0, named=True)
    for end, where in (("", now), ("_before", before)):
        counted, n = expected(world, name, where=where)[None]
        assert (row[f"value{end}"], row[f"n{end}"]) == (pytest.approx(counted / n), n)
    by_segment = measure(world, SETTINGS, name, ("segment",), october)
    assert by_segment["n"].sum() == row["n"]
    assert by_segment.select((pl.col("value") * pl.col("n")).sum()).item() == pytest.approx(
        row["value"] * row["n"]
    )


def test_a_repeat_needs_the_same_reason_and_the_same_customer_within_the_days() -> None:
    listed: list[Row] = [
        {"at": at(2), "customer_id": "A", "reason": "요금"},
        # Seven days later to the minute: within; and a minute more: not.
        {"at": at(9), "customer_id": "A", "reason": "요금"},
        {"at": at(16).replace(minute=1), "customer_id": "A", "reason": "요금"},
        {"at": at(2), "customer_id": "B", "reason": "요금"},
        {"at": at(3), "customer_id": "B", "reason": "고장"},
        # At the same instant, so neither before nor after it.
        {"at": at(2), "customer_id": "B", "reason": "요금"},
        {"at": at(3), "reason": "요금"},
        {"at": at(4), "reason": "요금"},
        {"at": at(30), "customer_id": "C", "reason": "요금"},
    ]
    with make_warehouse({"contacts": contacts(listed)}, SMALL) as connection:
        repeats = measure(connection, SMALL, "repeat_same_reason").row(0, named=True)
        any_reason = measure(connection, SMALL, "repeat_contact").row(0, named=True)
    # The last is too near to the end of the data.
    assert (repeats["value"] * 6, repeats["n"]) == (pytest.approx(1), 6)
    assert any_reason["value"] * 6 == pytest.approx(3)


def test_a_contact_is_contained_unless_a_person_follows_for_the_same_reason() -> None:
    listed: list[Row] = [
        {"at": at(2), "customer_id": "A", "reason": "요금"},
        {"at": at(3), "customer_id": "A", "reason": "요금", "agent_id": "S1"},
        {"at": at(2), "customer_id": "B", "reason": "요금"},
        {"at": at(3), "customer_id": "B", "reason": "고장", "agent_id": "S1"},
        {"at": at(2), "customer_id": "C", "reason": "요금"},
        {"at": at(3), "customer_id": "C", "reason": "요금"},
        {"at": at(2), "customer_id": "D", "reason": "요금", "outcome": "abandoned"},
        {"at": at(30), "customer_id": "E", "reason": "요금"},
    ]
    with make_warehouse({"contacts": contacts(listed)}, SMALL) as connection:
        contained = measure(connection, SMALL, "containment").row(0, named=True)
        alone = measure(connection, SMALL, "without_person").row(0, named=True)
    assert (contained["value"], contained["n"]) == (0.75, 4)
    assert (alone["value"] * 7, alone["n"]) == (pytest.approx(5), 7)


def test_where_nobody_wrote_down_who_served_nothing_is_said_of_persons() -> None:
    listed: list[Row] = [{"at": at(day), "customer_id": "A", "reason": "요금"} for day in range(2, 30)]
    with make_warehouse({"contacts": contacts(listed)}, SMALL) as connection:
        for name in ("without_person", "containment"):
            assert measure(connection, SMALL, name)["note"].item() == "not_in_data"


def test_without_a_reason_repeats_are_not_in_the_data() -> None:
    listed: list[Row] = [{"at": at(day), "customer_id": "A"} for day in range(2, 30)]
    with make_warehouse({"contacts": contacts(listed)}, SMALL) as connection:
        for name in ("repeat_same_reason", "resolved_first_same_reason"):
            assert measure(connection, SMALL, name)["note"].item() == "not_in_data"


@pytest.mark.parametrize("name", sorted(set(MEASURES) - {"resolution"}))
def test_a_measure_of_reasons_refuses_the_number_of_the_contact(
    world: duckdb.DuckDBPyConnection, name: str
) -> None:
    with pytest.raises(QueryError, match="cannot be split or filtered by contact_number"):
        measure(world, SETTINGS, name, ("contact_number",))
    assert "contact_number" in CATALOGUE[name].counts.lacks


def test_the_planted_chance_to_come_again_is_found_by_outcome(company: World) -> None:
    """Of customers who stay and do not cancel, so that nothing but chance keeps them from coming again.

    Those who would have come for the same reason anyway are as many as come again after a resolved contact.
    """
    stayed = company.customers.filter(pl.col("left_on").is_null())["customer_id"]
    records = company.contacts.filter(pl.col("customer_id").is_in(stayed.implode()))
    with make_warehouse({"contacts": records}) as connection:
        found = {
            row["outcome"]: row
            for row in measure(connection, SETTINGS, "repeat_same_reason", ("outcome",)).to_dicts()
        }
    by_chance = found["resolved"]["value"]
    assert 0.01 < by_chance < 0.03
    for outcome, planted in DEFAULT.failing.repeat_rate.items():
        row = found[outcome]
        low, high = ((row[end] - by_chance) / (1 - by_chance) for end in ("low", "high"))
        assert low < planted < high, (outcome, low, high)
        assert row["n"] > 1000
    # A hand-over is followed by the contact at the desk.
    assert found["transferred"]["value"] > 0.99
