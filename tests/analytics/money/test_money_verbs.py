"""The verbs `worth`, `value` and `purchases` as a user types them."""

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


def test_worth_ranks_items_by_money_and_says_that_they_overlap(touchpoints: Type) -> None:
    done = touchpoints("worth", "--format", "json")
    rows = json.loads(done.stdout)
    values = [row["value"] for row in rows if row["value"] is not None]
    assert values == sorted(values, reverse=True) and rows[0]["item"] == "leaving"
    assert all(row["low"] <= row["value"] <= row["high"] for row in rows if row["value"] is not None)
    assert "do not add up" in done.stderr


def test_rules_of_thumb_are_printed_beside_own_figures(touchpoints: Type) -> None:
    rows = json.loads(touchpoints("worth", "--rules", "--format", "json").stdout)
    assert [(row["rule"], row["says"]) for row in rows] == [
        ("acquisition", 6),
        ("retention", 0.85),
        ("told", 9),
    ]


def test_value_ends_with_all_customers_and_says_how_far_ahead_it_looks(touchpoints: Type) -> None:
    done = touchpoints("value", "--format", "json")
    *groups, whole = json.loads(done.stdout)
    assert (whole["segment"], whole["tenure"]) == (None, None)
    assert sum(group["customers"] for group in groups) == whole["customers"]
    assert "within 5 years" in done.stderr and "10 % a year" in done.stderr


def test_value_lost_and_tenths_have_rows_of_their_own(touchpoints: Type) -> None:
    lost = json.loads(touchpoints("value", "--lost", "--format", "json").stdout)
    assert lost[0]["cause"] is None and lost[1]["cause"] == "price"
    tenths = json.loads(touchpoints("value", "--serving", "--format", "json").stdout)
    assert [row["value_group"] for row in tenths] == [*range(1, 11), None]
    done = touchpoints("value", "--serving", "--lost")
    assert done.exit_code == 2 and "different rows" in done.output


def test_purchases_are_told_by_kind_and_refunds_after_failures(touchpoints: Type) -> None:
    rows = json.loads(touchpoints("purchases", "--format", "json").stdout)
    assert {row["kind"] for row in rows} == {"first", "repeat", "cross", "up", "refund"}
    done = touchpoints("purchases", "--refunds", "--format", "json")
    assert [row["is_after_failure"] for row in json.loads(done.stdout)] == [False, True]
    assert "times as frequent" in done.stderr


def test_a_part_of_the_contacts_is_refused_with_the_reason(touchpoints: Type) -> None:
    done = touchpoints("value", "--department", "요금")
    assert isinstance(done.exception, QueryError)
    assert "every dimension of customers works" in str(done.exception)
