"""The verbs `causes`, `lived` and `paths` as a user types them."""

import json
from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from sample_data import simulate
from tests.dashboard.world import load_world
from touchpoints import app
from warehouse.errors import QueryError

Type = Callable[..., Result]


@pytest.fixture(scope="module")
def touchpoints(tmp_path_factory: pytest.TempPathFactory) -> Type:
    """Types a command on a small sample company."""
    project = load_world(tmp_path_factory.mktemp("world"), simulate(3_000, 245, seed=6))

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, [*words, "--config", str(project.folder / "touchpoints.toml")])

    return run


def test_causes_come_by_any_dimension_with_their_intervals(touchpoints: Type) -> None:
    rows = json.loads(touchpoints("causes", "--by", "contact_tier", "--format", "json").stdout)
    assert {row["contact_tier"] for row in rows} >= {"high", "medium", "low"}
    assert all(row["low"] <= row["value"] <= row["high"] for row in rows if row["note"] is None)
    narrowed = touchpoints("causes", "--where", "contact_tier=high", "--format", "json")
    high = [row["named"] for row in rows if row["contact_tier"] == "high"]
    assert [row["named"] for row in json.loads(narrowed.stdout)] == high


def test_parts_are_told_beside_all_others(touchpoints: Type) -> None:
    done = touchpoints("causes", "--beside", "customer_type", "--format", "json")
    rows = json.loads(done.stdout)
    assert {"others", "difference", "difference_low", "difference_high", "is_clear"} <= set(rows[0])
    assert any(row["is_clear"] for row in rows)


def test_by_and_beside_exclude_each_other(touchpoints: Type) -> None:
    done = touchpoints("causes", "--by", "segment", "--beside", "segment")
    assert done.exit_code == 2
    assert "either --by or --beside" in done.output


def test_a_mistyped_dimension_is_told_with_the_right_one(touchpoints: Type) -> None:
    done = touchpoints("causes", "--by", "segmant")
    assert isinstance(done.exception, QueryError)
    assert "segment" in done.exception.way_out + str(done.exception)


def test_what_was_lived_stands_beside_what_is_said_and_the_driver(touchpoints: Type) -> None:
    rows = json.loads(touchpoints("lived", "--format", "json").stdout)
    assert [row["cause"] for row in rows] == [
        "inconvenience",
        "core_failure",
        "encounter_failure",
        "response_to_failure",
    ]
    assert {row["driver"] for row in rows} == {"over_promise", "unrecovered_failures", "complaints"}
    for row in rows:
        assert row["both"] + row["lived_only"] + row["said_only"] + row["neither"] == row["n"]


def test_paths_tell_how_many_went_each_way(touchpoints: Type) -> None:
    rows = json.loads(touchpoints("paths", "--format", "json").stdout)
    of_step = dict.fromkeys(("complaint_step", "recovery_step", "end_step"), 0)
    for row in rows:
        of_step[row["step"]] += row["failures"]
    assert len(set(of_step.values())) == 1
    assert "name" not in rows[0]
