"""The verbs `drivers`, `whatif` and `atrisk` as a user types them."""

import json
from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from sample_data import simulate
from tests.project import Project
from touchpoints import app
from warehouse.errors import QueryError

SETTINGS = """
business_time_zone = "Asia/Seoul"

[[sources]]
name = "contacts"
files = "contacts.parquet"
format = "parquet"
contacts = "contacts.sql"

[[sources]]
name = "customers"
files = "customers.parquet"
format = "parquet"
customers = "customers.sql"
"""
Type = Callable[..., Result]


@pytest.fixture(scope="module")
def touchpoints(tmp_path_factory: pytest.TempPathFactory) -> Type:
    """Types a command on a small sample company."""
    project = Project(tmp_path_factory.mktemp("world"))
    records = simulate(3_000, 245, seed=6)
    project.write("touchpoints.toml", SETTINGS)
    for kind, frame in (("contacts", records.contacts), ("customers", records.customers)):
        project.write(f"{kind}.sql", f"SELECT origin, {', '.join(frame.columns)} FROM export")
        frame.write_parquet(project.folder / f"{kind}.parquet")
    assert [report.status for report in project.ingest()] == ["loaded", "loaded"]

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, [*words, "--config", str(project.folder / "touchpoints.toml")])

    return run


def test_rows_stay_readable_by_programs_and_the_sentence_is_beside_them(touchpoints: Type) -> None:
    done = touchpoints("drivers", "--format", "json")
    levels = json.loads(done.stdout)
    assert done.exit_code == 0
    assert {"factor", "level", "odds_ratio", "low", "high", "p_holm", "n", "left"} <= set(levels[0])
    assert "customer-months" in done.stderr and "adjusted for" in done.stderr


def test_shares_name_every_driver_and_all_of_them(touchpoints: Type) -> None:
    rows = json.loads(touchpoints("drivers", "--shares", "--format", "json").stdout)
    assert [row["driver"] for row in rows][-1] == "all"
    assert len(rows) == 7


def test_a_cap_by_name_gives_leaving_now_and_then(touchpoints: Type) -> None:
    done = touchpoints("whatif", "--cap", "unrecovered_failures=none", "--format", "json")
    figures = {row["figure"]: row for row in json.loads(done.stdout)}
    assert figures["then"]["value"] < figures["now"]["value"]
    assert figures["share"]["low"] < figures["share"]["value"] < figures["share"]["high"]
    assert "unrecovered failures" in done.stderr


def test_a_cap_that_caps_nothing_is_refused(touchpoints: Type) -> None:
    assert isinstance(touchpoints("whatif", "--cap", "complaints=1").exception, QueryError)


@pytest.mark.parametrize("verb", ["drivers", "atrisk"])
def test_months_are_not_filtered_by_a_time_within_them(touchpoints: Type, verb: str) -> None:
    refused = touchpoints(verb, "--where", "weekday=monday").exception
    assert isinstance(refused, QueryError)
    assert "cannot be filtered by weekday" in str(refused)


def test_customers_at_risk_come_with_reasons(touchpoints: Type) -> None:
    rows = json.loads(touchpoints("atrisk", "--limit", "7", "--format", "json").stdout)
    assert len(rows) == 7
    assert {"customer_id", "hazard", "low", "high", "reasons", "last_contact_local"} <= set(rows[0])


def test_the_check_in_unseen_months_and_the_leak_alarm_are_printed(touchpoints: Type) -> None:
    done = touchpoints("drivers", "--check", "--format", "json")
    assert done.exit_code == 0, done.output
    rows = {(row["check"], row["figure"]): row for row in json.loads(done.stdout)}
    auc = rows["out_of_time", "auc"]
    assert auc["low"] < auc["value"] < auc["high"] and auc["n"] > 0
    assert rows["leak", "auc_month_before"]["is_alarm"] is False
    before, same = (rows["leak", name]["value"] for name in ("auc_month_before", "auc_same_month"))
    assert rows["leak", "auc_same_month"]["is_alarm"] is (same - before > 0.05)
    assert sum(check == "calibration" for check, _ in rows) > 1
    assert "checked on the unseen" in done.stderr and "AUC" in done.stderr


def test_check_and_shares_are_not_asked_for_together(touchpoints: Type) -> None:
    done = touchpoints("drivers", "--check", "--shares")
    assert done.exit_code == 2
    assert "give one of them" in done.output.replace("\n", " ")
