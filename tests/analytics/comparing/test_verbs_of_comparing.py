"""The verbs compare, control and signals print what the analyses find."""

import json
from collections.abc import Callable
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from analytics.comparing.control import control_chart
from analytics.comparing.funnel import fair_comparison
from analytics.comparing.signals import signals
from analytics.view import View
from tests.project import Project
from touchpoints import app
from warehouse.settings import Settings

Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def ask(service: Project) -> Ask:
    def run(*command: str) -> list[dict[str, Any]]:
        config = str(service.folder / "touchpoints.toml")
        done = CliRunner().invoke(app, [*command, "--format", "json", "--config", config])
        assert done.exit_code == 0, done.output
        rows: list[dict[str, Any]] = json.loads(done.stdout)
        return rows

    return run


def test_compare_prints_one_tier(ask: Ask, settings: Settings, connection: duckdb.DuckDBPyConnection) -> None:
    rows = ask("compare", "failure", "--tier", "medium")
    expected = fair_comparison(connection, settings, "failure", "medium")
    assert [row["department"] for row in rows] == expected["department"].to_list()
    assert [row["shrunk"] for row in rows] == pytest.approx(expected["shrunk"].to_list())


def test_control_prints_the_points_of_a_view(
    ask: Ask, settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    rows = ask("control", "failure", "--department", "카드", "--by", "day", "--baseline", "10")
    chart = control_chart(connection, settings, "failure", View(picked={"department": ("카드",)}), "day", 10)
    assert [row["value"] for row in rows] == pytest.approx(chart.points["value"].to_list())
    assert sum(bool(row["is_baseline"]) for row in rows) == 10


def test_signals_prints_all_looks_only_when_asked(
    ask: Ask, settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    looks = signals(connection, settings)
    assert len(ask("signals", "--all")) == looks.height > 0
    assert len(ask("signals")) == looks.filter("is_signal").height
