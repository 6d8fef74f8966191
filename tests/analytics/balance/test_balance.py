"""The three sides of departments, one of which is hard on its staff, and who leads their encounters."""

from collections.abc import Mapping

import duckdb
import polars as pl
import pytest

from analytics.balance.figures import SIDES, figures
from analytics.balance.leading import LEADERS, leading
from analytics.balance.lists import LISTS, led_by
from analytics.balance.sides import Balance, balance
from analytics.view import View
from sample_data import World
from tests.analytics.balance.conftest import STRAINED
from tests.analytics.recovery.warehouses import SETTINGS, make_warehouse
from warehouse.settings import Settings

MISSION = SETTINGS.model_copy(
    update={"balance": SETTINGS.balance.model_copy(update={"company_side": "effectiveness"})}
)


@pytest.fixture(scope="module")
def found(company: duckdb.DuckDBPyConnection) -> Balance:
    return balance(company, SETTINGS)


def side(found: Balance, department: str, name: str) -> Mapping[str, object]:
    return found.sides.row(
        by_predicate=(pl.col("department") == department) & (pl.col("side") == name), named=True
    )


def contacts_of(connection: duckdb.DuckDBPyConnection, name: str, department: str, tier: str | None) -> int:
    """How many contacts a list has in a place."""
    behind = LISTS[name]
    place = "department = $department" + (" AND contact_tier = $tier" if tier else "")
    query = f"SELECT count(*) FROM contact_facts AS listed WHERE {place} AND ({behind.sql})"
    values = {"department": department, **({"tier": tier} if tier else {})}
    return int(connection.sql(query, params=values).fetchall()[0][0])


def test_the_strained_department_s_staff_gives_way(found: Balance) -> None:
    row = side(found, STRAINED, "staff")
    assert row["gives_way"]
    assert row["high"] < 0
    assert found.giving_way["department"][0] == STRAINED
    assert found.looks == len(SIDES) * found.sides["department"].n_unique()


def test_a_standing_holds_its_own_interval_and_the_drawn_one_lies_nearer_to_all(found: Balance) -> None:
    known = found.sides.drop_nulls("standing")
    assert (known["low"] <= known["standing"]).all()
    assert (known["standing"] <= known["high"]).all()
    spread = known.group_by("side").agg(pl.col("standing").std(), pl.col("drawn").std())
    assert (spread["drawn"] <= spread["standing"]).all()


def test_autonomy_counts_where_the_staff_is_asked(found: Balance) -> None:
    asked = found.cells.filter(figure="autonomy:staff.autonomy")
    of_strained = asked.filter(department=STRAINED)["standing"].mean()
    assert isinstance(of_strained, float)
    assert of_strained < -0.4
    assert found.cells.filter(pl.col("figure").str.starts_with("control:")).is_empty()


def test_a_mission_is_judged_by_its_effect(company: duckdb.DuckDBPyConnection) -> None:
    cells = balance(company, MISSION).cells.filter(side="company")
    assert set(cells["figure"]) == {"resolved", "settled"}
    assert "cost_per_resolved" not in figures(MISSION)


def test_figures_are_those_of_the_records(
    company: duckdb.DuckDBPyConnection, world: World, found: Balance
) -> None:
    own = world.contacts.filter(department=STRAINED, contact_tier="medium").drop_nulls("cost")
    row = found.cells.row(
        by_predicate=(pl.col("department") == STRAINED)
        & (pl.col("contact_tier") == "medium")
        & (pl.col("figure") == "cost_per_resolved"),
        named=True,
    )
    resolved = own.filter(outcome="resolved").height
    assert row["value"] == pytest.approx(own["cost"].sum() / resolved)
    assert row["n"] == own.height == contacts_of(company, "balance.cost", STRAINED, "medium")


def test_leaders_share_all_of_the_time_and_lead_to_their_contacts(company: duckdb.DuckDBPyConnection) -> None:
    rows = leading(company, SETTINGS)
    shares = rows.group_by("department").agg(pl.col("value").sum())
    assert shares["value"].to_list() == pytest.approx([1.0] * shares.height)
    for row in rows.iter_rows(named=True):
        assert row["contacts"] == contacts_of(company, led_by(row["leader"]), row["department"], None)


def test_visits_are_led_by_staff_and_bills_by_the_firm_or_customers(
    company: duckdb.DuckDBPyConnection,
) -> None:
    leads = dict(leading(company, SETTINGS).filter("leads").select("department", "leader").iter_rows())
    assert leads["방문서비스"] == "staff"
    assert leads["가입"] == "firm"
    assert set(leads.values()) <= set(LEADERS)


def test_without_staff_or_answers_their_sides_are_not_in_the_data(world: World) -> None:
    nobody = world.contacts.with_columns(agent_id=pl.lit(None, pl.String))
    with make_warehouse({"contacts": nobody}) as connection:
        sides = balance(connection, SETTINGS).sides
        assert set(sides.filter(side="staff")["note"]) == {"not_in_data"}
        assert sides.filter(side="company")["standing"].null_count() == 0


@pytest.mark.parametrize("settings", [SETTINGS, MISSION])
def test_without_contacts_there_are_no_sides(settings: Settings) -> None:
    with make_warehouse({}) as connection:
        assert balance(connection, settings, View()).sides.is_empty()
        assert leading(connection, settings).is_empty()
