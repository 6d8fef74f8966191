"""Recovery against what fails, where one department recovers fewer than fail and another all."""

from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.calendar import calendar_of
from analytics.recovery.backlog import backlog
from analytics.recovery.capacity import ENOUGH, EXCEEDED, FEWEST_DAYS, NEVER, recovery_capacity
from analytics.recovery.capacity_lists import COMING, flow_list, open_at, recovered_within
from analytics.view import View
from sample_data import World
from tests.analytics.balance.conftest import FULL, ROOMY
from tests.analytics.recovery.warehouses import SETTINGS, make_warehouse
from warehouse.balance_settings import Recovery, RecoveryCapacity
from warehouse.errors import QueryError

STATED = SETTINGS.model_copy(
    update={
        "recovery": Recovery(
            capacity=(
                RecoveryCapacity(department=FULL, per_working_day=1),
                RecoveryCapacity(department=ROOMY, per_working_day=4),
            )
        )
    }
)


@pytest.fixture(scope="module")
def found(company: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    return recovery_capacity(company, STATED, ("department",))


def of(found: pl.DataFrame, department: str) -> dict[str, object]:
    return found.row(by_predicate=pl.col("department") == department, named=True)


def listed(connection: duckdb.DuckDBPyConnection, name: str, department: str) -> int:
    behind = flow_list(name)
    assert behind is not None
    query = f"SELECT count(*) FROM contact_facts WHERE department = $department AND ({behind.sql})"
    values = {"department": department, **behind.parameters(STATED)}
    return int(connection.sql(query, params=values).fetchall()[0][0])


def test_a_capacity_that_is_exceeded_is_named_and_one_with_room_is_not(found: pl.DataFrame) -> None:
    full, roomy = of(found, FULL), of(found, ROOMY)
    assert (full["verdict"], full["pace"], full["pace_full"]) == (EXCEEDED, NEVER, NEVER)
    assert roomy["verdict"] == ENOUGH
    assert full["is_stated"]
    assert (full["capacity"], roomy["capacity"]) == (1, 4)


def test_use_is_what_fails_per_working_day_of_the_capacity(found: pl.DataFrame, world: World) -> None:
    failed = world.contacts.filter(department=FULL, outcome="failed").height
    days = calendar_of(STATED).working_days(world.first_day, world.last_day)
    row = of(found, FULL)
    assert row["days"] == days
    # The last days are closed, and count on no working day.
    assert row["utilisation"] == pytest.approx(failed / days, rel=0.02)
    assert row["utilisation_low"] < row["utilisation"] < row["utilisation_high"]


def test_recovery_is_full_where_contacts_fail_as_often_as_is_recovered(found: pl.DataFrame) -> None:
    row = of(found, FULL)
    assert row["full_at"] == pytest.approx(row["contacts"] / row["utilisation"])
    assert row["full_at_low"] < row["full_at"] < row["full_at_high"]


def test_what_was_ever_done_stands_for_a_capacity_that_nobody_states(
    company: duckdb.DuckDBPyConnection,
) -> None:
    row = of(recovery_capacity(company, SETTINGS, ("department",)), FULL)
    assert not row["is_stated"]
    assert row["capacity"] == 1


def test_open_failures_are_those_of_the_backlog_and_lead_to_them(
    company: duckdb.DuckDBPyConnection, found: pl.DataFrame, world: World
) -> None:
    by_hand = backlog(company, STATED, "day", ("department",)).periods
    last = by_hand.filter(department=FULL).sort("period")["backlog"][-1]
    assert of(found, FULL)["open"] == last == listed(company, open_at(world.last_day), FULL)
    assert of(found, FULL)["failures"] <= listed(company, COMING, FULL)
    recovered = world.contacts.filter(department=FULL, recovery="recovered").height
    assert listed(company, recovered_within(world.first_day, world.last_day), FULL) == recovered


def test_names_of_other_lists_are_none_of_these() -> None:
    assert flow_list("failure") is None
    assert flow_list("capacity.open.2026-13-01.2026-13-01") is None


def test_tiers_have_no_capacity_of_a_whole_department(company: duckdb.DuckDBPyConnection) -> None:
    by_tier = recovery_capacity(company, STATED, ("department", "contact_tier"))
    assert not by_tier["is_stated"].any()
    picked = recovery_capacity(company, STATED, ("department",), View(picked={"channel": ("phone",)}))
    assert not picked["is_stated"].any()


def test_few_days_and_missing_records_are_said(company: duckdb.DuckDBPyConnection, world: World) -> None:
    week = recovery_capacity(company, STATED, (), View(date(2026, 10, 26), date(2026, 10, 30)))
    assert (week["days"].item(), week["note"].item()) == (5, "too_few")
    assert week["days"].item() < FEWEST_DAYS
    silent = world.contacts.with_columns(recovery=pl.lit(None, pl.String))
    with make_warehouse({"contacts": silent}) as connection:
        assert recovery_capacity(connection, STATED)["note"].item() == "not_in_data"
    with make_warehouse({}) as connection:
        assert recovery_capacity(connection, STATED).is_empty()


def test_it_is_split_by_department_and_tier_alone(company: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(QueryError, match="channel"):
        recovery_capacity(company, STATED, ("channel",))
