"""The verb `satisfaction`."""

import json

import pytest
from typer.testing import CliRunner

from analytics.satisfaction.weighting import weighted_satisfaction
from analytics.view import View
from tests.project import Project
from touchpoints import app
from warehouse.lake import open_reader


def test_weighted_satisfaction_is_printed_with_all_its_columns(service: Project) -> None:
    asked = ["satisfaction", "--by", "department", "--channel", "phone", "--format", "json"]
    result = CliRunner().invoke(app, [*asked, "--config", str(service.folder / "touchpoints.toml")])
    assert result.exit_code == 0
    with open_reader(service.settings) as connection:
        view = View(picked={"channel": ("phone",)})
        expected = weighted_satisfaction(connection, service.settings, ("department",), view)
    printed = json.loads(result.stdout)
    assert [list(row) for row in printed] == [expected.columns] * expected.height
    assert [row["value"] for row in printed] == pytest.approx(expected["value"].to_list())
    assert expected["value"].null_count() < expected.height


def test_a_terminal_gets_the_columns_it_has_room_for(service: Project) -> None:
    asked = ["satisfaction", "--config", str(service.folder / "touchpoints.toml")]
    result = CliRunner().invoke(app, asked, env={"COLUMNS": "160"})
    assert result.exit_code == 0
    assert "design_effect" in result.stdout
    assert "difference_low" not in result.stdout
