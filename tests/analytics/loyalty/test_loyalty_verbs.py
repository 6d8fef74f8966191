"""The verbs `loyalty` and `keydrivers` as a user types them."""

import json
from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from analytics.loyalty.experience import LEVELS
from analytics.loyalty.if_better import CHANGES
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


def test_loyalty_has_a_row_per_score_of_the_scale(touchpoints: Type) -> None:
    done = touchpoints("loyalty", "--item", "ces", "--outcome", "came_again", "--format", "json")
    rows = json.loads(done.stdout)
    assert [row["score"] for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    told = [row for row in rows if row["note"] is None]
    assert told and all(row["low"] <= row["value"] <= row["high"] for row in told)
    assert all(row["adjusted_low"] <= row["adjusted"] <= row["adjusted_high"] for row in told)
    assert "90" in done.stderr and "CES 6–7" in done.stderr


def test_key_drivers_are_told_in_points_shares_and_changes(touchpoints: Type) -> None:
    points = json.loads(touchpoints("keydrivers", "--format", "json").stdout)
    assert [row["level"] for row in points] == list(LEVELS)
    shares = json.loads(touchpoints("keydrivers", "--shares", "--format", "json").stdout)
    assert sum(row["share"] or 0 for row in shares) == pytest.approx(1)
    changes = json.loads(touchpoints("keydrivers", "--if-better", "--format", "json").stdout)
    assert {row["change"] for row in changes} <= set(CHANGES)
    assert all(row["low"] <= row["difference"] <= row["high"] for row in changes)


def test_items_of_a_questionnaire_are_weighed(touchpoints: Type) -> None:
    done = touchpoints("keydrivers", "--item", "nps", "--among", "servqual.", "--format", "json")
    rows = json.loads(done.stdout)
    assert len(rows) == 5
    assert sum(row["share"] for row in rows) == pytest.approx(1)


def test_rows_of_two_kinds_are_refused(touchpoints: Type) -> None:
    done = touchpoints("keydrivers", "--shares", "--if-better")
    assert done.exit_code == 2
    assert "different rows" in done.output


def test_a_mistyped_outcome_is_told_with_the_right_one(touchpoints: Type) -> None:
    done = touchpoints("loyalty", "--outcome", "staid")
    assert isinstance(done.exception, QueryError)
    assert "stayed" in done.exception.way_out + str(done.exception)
