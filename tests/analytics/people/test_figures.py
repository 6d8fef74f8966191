"""Figures of the staff are what SQL says of the records."""

from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.people.experience import time_by_tier
from analytics.people.needed import staff_needed
from analytics.people.quality import quality
from analytics.people.tiers import cost_of_contact, cost_of_tiers
from analytics.people.workload import workload, workload_by_hour
from analytics.statistics.queueing import erlang_c
from analytics.view import View
from tests.analytics.recovery.warehouses import SETTINGS
from warehouse.errors import QueryError

OCTOBER = View(date(2026, 10, 1), date(2026, 10, 31))
IN_OCTOBER = "day BETWEEN DATE '2026-10-01' AND DATE '2026-10-31'"
DESK = ["contact_tier", "department", "channel"]


def asked(connection: duckdb.DuckDBPyConnection, sql: str) -> pl.DataFrame:
    return connection.sql(sql).pl()


def test_consideration_is_the_mean_of_empathy_and_assurance(company: duckdb.DuckDBPyConnection) -> None:
    expected = asked(
        company,
        f"""
        WITH questionnaires AS (
            SELECT contact_tier, department, channel, agent_id, survey_id, avg(score) AS score
            FROM answer_facts
            WHERE agent_id IS NOT NULL AND item IN ('servqual.empathy', 'servqual.assurance') AND {IN_OCTOBER}
            GROUP BY ALL
        )
        SELECT contact_tier, questionnaires.department, channel, team, count(*) AS n, avg(score) AS value
        FROM questionnaires
        JOIN staff_states AS staff USING (agent_id)
        WHERE contact_tier IS NOT NULL AND channel IS NOT NULL
            AND staff.valid_from = (
                SELECT max(valid_from) FROM staff_states
                WHERE agent_id = staff.agent_id AND valid_from <= DATE '2026-10-01'
            )
        GROUP BY ALL
        """,
    )
    teams = quality(company, SETTINGS, "team", OCTOBER).filter(figure="consideration")
    both = teams.join(expected.rename({"team": "who"}), on=[*DESK, "who"])
    assert both.height == teams.height == expected.height
    assert both["n"].to_list() == both["n_right"].to_list()
    told = both.drop_nulls("value")
    assert told.height > 0
    assert told["value"].to_list() == pytest.approx(told["value_right"].to_list())


def test_failure_of_agents_is_that_of_their_contacts(company: duckdb.DuckDBPyConnection) -> None:
    expected = asked(
        company,
        f"""
        SELECT contact_tier, department, channel, agent_id AS who,
            count(*) AS n, avg((outcome = 'failed')::INTEGER) AS value
        FROM contact_facts
        WHERE agent_id IS NOT NULL AND outcome <> 'abandoned' AND {IN_OCTOBER}
        GROUP BY ALL
        """,
    )
    found = quality(company, SETTINGS, "agent_id", OCTOBER).filter(figure="failure")
    both = found.join(expected, on=[*DESK, "who"])
    assert both.height == found.height == expected.height
    assert both["n"].to_list() == both["n_right"].to_list()
    told = both.drop_nulls("value")
    assert told["value"].to_list() == pytest.approx(told["value_right"].to_list())


AGENT_DAYS = f"""
    SELECT agent_id, day, any_value(department) AS department, count(*) AS contacts,
        sum(service_seconds) AS busy,
        epoch(max(begun + to_seconds(service_seconds)) - min(begun)) AS there
    FROM (SELECT *, occurred_local + to_seconds(coalesce(wait_seconds, 0)) AS begun FROM contact_facts)
    WHERE agent_id IS NOT NULL AND {IN_OCTOBER}
    GROUP BY agent_id, day
    HAVING count(*) > 1
"""


def test_the_load_of_agents_is_that_of_their_days(company: duckdb.DuckDBPyConnection) -> None:
    expected = asked(
        company,
        f"""
        SELECT agent_id, count(*) AS agent_days, sum(contacts) AS contacts, sum(busy) AS busy,
            sum(contacts) / (sum(there) / 3600) AS per_hour, sum(busy) / sum(there) AS occupancy
        FROM ({AGENT_DAYS}) GROUP BY ALL
        """,
    )
    found = workload(company, SETTINGS, ("agent_id",), OCTOBER)
    both = found.join(expected, on="agent_id")
    assert both.height == found.height == expected.height
    for name in ("agent_days", "contacts"):
        assert both[name].to_list() == both[f"{name}_right"].to_list()
    assert both["busy_seconds"].to_list() == pytest.approx(both["busy"].to_list())
    told = both.drop_nulls("occupancy")
    assert told.height > 50
    assert told["occupancy"].to_list() == pytest.approx(told["occupancy_right"].to_list())
    assert told["contacts_per_hour"].to_list() == pytest.approx(told["per_hour"].to_list())
    assert (told["occupancy_low"] < told["occupancy"]).all()
    assert (told["occupancy"] < told["occupancy_high"]).all()


def test_parts_of_the_load_add_up_to_the_whole(company: duckdb.DuckDBPyConnection) -> None:
    whole = workload(company, SETTINGS, (), OCTOBER).row(0, named=True)
    for by in (("contact_tier",), ("department",), ("team",), ("channel", "contact_tier")):
        parts = workload(company, SETTINGS, by, OCTOBER)
        for name in ("contacts", "busy_seconds", "there_seconds"):
            assert parts[name].sum() == pytest.approx(whole[name])
    assert (
        whole["agents"]
        == company.sql(f"SELECT count(DISTINCT agent_id) FROM ({AGENT_DAYS})").fetchall()[0][0]
    )


def test_the_load_by_hour_is_that_of_agents_who_began_a_contact(company: duckdb.DuckDBPyConnection) -> None:
    expected = asked(
        company,
        f"""
        SELECT lpad(hour::VARCHAR, 2, '0') AS hour, count(*) AS agent_hours, sum(contacts) AS contacts,
            sum(contacts) / count(*) AS per_agent, sum(busy) / count(*) AS busy
        FROM (
            SELECT agent_id, day, hour, count(*) AS contacts, sum(service_seconds) AS busy
            FROM contact_facts
            WHERE agent_id IS NOT NULL AND department = '요금' AND {IN_OCTOBER}
            GROUP BY ALL
        )
        GROUP BY hour ORDER BY hour
        """,
    )
    found = workload_by_hour(company, SETTINGS, (), OCTOBER.pick(department="요금"))
    for name in ("hour", "agent_hours", "contacts"):
        assert found[name].to_list() == expected[name].to_list()
    is_told = found["contacts"] >= SETTINGS.definitions.small_n
    told = found.filter(is_told)
    assert told["contacts_per_agent"].to_list() == pytest.approx(
        expected.filter(is_told)["per_agent"].to_list()
    )
    assert told["busy_seconds"].to_list() == pytest.approx(expected.filter(is_told)["busy"].to_list())


def test_the_cost_of_a_contact_is_the_mean_of_all_of_its_tier(company: duckdb.DuckDBPyConnection) -> None:
    expected = asked(
        company,
        f"""
        SELECT contact_tier, count(cost) AS n, avg(cost) AS cost FROM contact_facts WHERE {IN_OCTOBER}
        GROUP BY ALL ORDER BY contact_tier
        """,
    )
    found = cost_of_contact(company, SETTINGS, ("contact_tier",), OCTOBER)
    assert found.select("contact_tier", "n").rows() == expected.select("contact_tier", "n").rows()
    assert found["cost"].to_list() == pytest.approx(expected["cost"].to_list())
    together = cost_of_tiers(company, SETTINGS, OCTOBER)
    assert together["contact_tier"].to_list() == ["high", "medium", "low"]
    costs = dict(found.select("contact_tier", "cost").rows())
    assert together["cost"].to_list() == [costs[tier] for tier in together["contact_tier"]]


def test_shares_of_a_departments_time_are_those_of_its_service(company: duckdb.DuckDBPyConnection) -> None:
    expected = asked(
        company,
        f"""
        WITH busy AS (
            SELECT department, contact_tier, sum(service_seconds) AS seconds
            FROM contact_facts SEMI JOIN ({AGENT_DAYS}) AS days USING (agent_id, day)
            GROUP BY ALL
        )
        SELECT department, contact_tier, seconds / sum(seconds) OVER (PARTITION BY department) AS share
        FROM busy
        """,
    )
    found = time_by_tier(company, SETTINGS, OCTOBER)
    both = found.join(expected, on=["department", "contact_tier"], how="left").with_columns(
        pl.col("share").fill_null(0)
    )
    assert both["value"].to_list() == pytest.approx(both["share"].to_list())
    assert found.group_by("department").agg(pl.col("value").sum())["value"].to_list() == pytest.approx(
        [1] * 7
    )
    assert found["high_share"].is_sorted(descending=True)
    assert ((found["low"] <= found["value"]) & (found["value"] <= found["high"])).all()


def test_staff_needed_is_what_the_model_says_of_the_hour(company: duckdb.DuckDBPyConnection) -> None:
    found = staff_needed(company, SETTINGS, View(date(2026, 8, 1), date(2026, 10, 31)))
    assert set(found["channel"]) == {"phone", "branch"}
    within = SETTINGS.definitions.service_level_seconds
    told = found.drop_nulls("needed")
    assert told.height > 100
    for row in told.sample(25, seed=1).iter_rows(named=True):
        rate, service = row["arrivals_per_hour"] / 3600, 1 / row["service_seconds"]
        assert row["arrivals_per_hour"] == pytest.approx(row["contacts"] / row["days"])
        enough = erlang_c(rate, service, row["needed"], within)
        assert enough is not None and enough.answered_in_time >= 0.8
        fewer = erlang_c(rate, service, row["needed"] - 1, within) if row["needed"] > 1 else None
        assert fewer is None or fewer.answered_in_time < 0.8
        assert row["needed_low"] <= row["needed"] <= row["needed_high"]
        assert row["gap"] == pytest.approx(row["there"] - row["needed"])


def test_staff_there_is_counted_from_first_to_last_contact(company: duckdb.DuckDBPyConnection) -> None:
    expected = asked(
        company,
        f"""
        WITH spans AS (
            SELECT agent_id, day, min(hour(begun)) AS first,
                max(hour(begun + to_seconds(service_seconds))) AS last
            FROM (
                SELECT *, occurred_local + to_seconds(coalesce(wait_seconds, 0)) AS begun FROM contact_facts
            )
            WHERE agent_id IS NOT NULL AND department = '요금' AND channel = 'phone'
                AND {IN_OCTOBER}
            GROUP BY ALL
        ),
        days AS (
            SELECT lower(dayname(day)) AS weekday, count(DISTINCT day) AS days
            FROM contact_facts WHERE department = '요금' AND channel = 'phone' AND {IN_OCTOBER}
            GROUP BY ALL
        )
        SELECT lower(dayname(day)) AS weekday, lpad(hours.hour::VARCHAR, 2, '0') AS hour,
            count(*) / any_value(days) AS there
        FROM spans JOIN days ON days.weekday = lower(dayname(day)), range(9, 18) AS hours (hour)
        WHERE hours.hour BETWEEN first AND last
        GROUP BY ALL
        """,
    )
    found = staff_needed(company, SETTINGS, OCTOBER).filter(department="요금", channel="phone")
    told = found.drop_nulls("there").join(expected, on=["weekday", "hour"])
    assert told.height > 20
    assert told["there"].to_list() == pytest.approx(told["there_right"].to_list())


def test_what_cannot_be_split_by_is_said(company: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(QueryError, match="segment"):
        quality(company, SETTINGS, "segment")
    for ask in (workload, workload_by_hour):
        with pytest.raises(QueryError, match="segment"):
            ask(company, SETTINGS, ("segment",))
