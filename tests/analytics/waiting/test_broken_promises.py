"""What goes with a broken promise is found at equal wait, where the naive comparison finds more."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import duckdb
import numpy as np
import polars as pl
import pytest

from analytics.statistics.stratified import stratified_difference
from analytics.view import View
from analytics.waiting.broken_promises import broken_promise_effect
from analytics.waiting.promises import promise_figures
from sample_data import simulate
from tests.analytics.service import Row, make_service
from tests.project import Project
from warehouse.lake import open_reader
from warehouse.settings import Definitions, Settings

Lake = tuple[duckdb.DuckDBPyConnection, Settings]
BROKEN = -0.5
PER_DOUBLING = -0.3


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Scores fall with the wait, and by half a point where the promise was broken."""
    random = np.random.default_rng(4)
    contacts: list[Row] = []
    answers: list[Row] = []
    for number in range(4000):
        wait, promise = 30 * 2 ** random.normal(0, 1), 45 * 2 ** random.normal(0, 0.7)
        at = datetime(2026, 1, 5, 9) + timedelta(minutes=number)
        department = ("카드", "claims")[number % 2]
        mean = 4.2 + PER_DOUBLING * np.log2(1 + wait / 30) + BROKEN * (wait > promise)
        score = int(np.clip(np.floor(mean + random.random()), 1, 5))
        contacts.append((f"c{number}", None, at, department, "phone", wait, promise, "resolved", None))
        answers.append((f"a{number}", f"s{number}", f"c{number}", at, None, "csat", score))
    contacts += [("lone", None, datetime(2026, 1, 5), "alone", "phone", 50, 40, "resolved", None)]
    answers += [("lone", "lone", "lone", datetime(2026, 1, 5), None, "csat", 2)]
    contacts += [("unpromised", None, datetime(2026, 1, 5), "mail", "phone", 50, None, "resolved", None)]
    answers += [("unpromised", "unpromised", "unpromised", datetime(2026, 1, 5), None, "csat", 2)]
    return make_service(tmp_path_factory.mktemp("promises"), contacts, answers)


@pytest.fixture(scope="module")
def lake(project: Project) -> Iterator[Lake]:
    with open_reader(project.settings) as connection:
        yield connection, project.settings


def mean_effect(lake: Lake, by: str | None = None, view: View = View()) -> dict[str, object]:  # noqa: B008
    found = broken_promise_effect(*lake, by, view)
    return found.filter(pl.col("score") == "mean").row(0, named=True)


def test_the_planted_difference_is_found_at_equal_wait_and_the_naive_one_is_larger(lake: Lake) -> None:
    found = mean_effect(lake)
    assert found["low"] < BROKEN < found["high"]
    assert found["naive_high"] < BROKEN
    assert found["note"] is None


def test_answers_compared_are_those_with_both_kinds_alike_in_everything(lake: Lake, project: Project) -> None:
    ((broken, kept, used),) = project.query(
        """
        WITH promised AS (
            SELECT
                c.department,
                c.wait_seconds > c.promised_wait_seconds AS is_broken,
                floor(2 * log2(greatest(c.wait_seconds, 1))) AS step
            FROM answers AS a JOIN contacts AS c ON c.contact_id = a.contact_id
            WHERE c.promised_wait_seconds IS NOT NULL
        ),
        strata AS (
            SELECT count_if(is_broken) AS broken, count_if(NOT is_broken) AS kept
            FROM promised
            GROUP BY department, step
        )
        SELECT sum(broken), sum(kept), sum(broken + kept) FILTER (broken > 0 AND kept > 0) FROM strata
        """
    )
    found = mean_effect(lake)
    assert (found["broken"], found["kept"], found["used"]) == (broken, kept, used)


def test_the_naive_difference_is_that_of_two_means(lake: Lake, project: Project) -> None:
    ((difference,),) = project.query(
        "SELECT avg(score) FILTER (wait_seconds > promised_wait_seconds)"
        " - avg(score) FILTER (wait_seconds <= promised_wait_seconds)"
        " FROM answers JOIN contacts USING (contact_id)"
    )
    assert mean_effect(lake)["naive"] == pytest.approx(difference)


def test_the_share_of_satisfied_answers_falls_too(lake: Lake) -> None:
    satisfied = broken_promise_effect(*lake).row(1, named=True)
    assert satisfied["score"] == "satisfied"
    assert -1 <= satisfied["low"] < satisfied["high"] < 0


def test_each_department_stands_for_itself_and_one_alone_has_a_note(lake: Lake) -> None:
    found = broken_promise_effect(*lake, "department").filter(pl.col("score") == "mean")
    notes = dict(found.select("department", "note").rows())
    assert notes == {"alone": "too_few", "claims": None, "카드": None}
    assert found.filter(pl.col("department") == "alone")["difference"].item() is None


def test_too_few_on_either_side_are_not_compared(lake: Lake) -> None:
    connection, settings = lake
    definitions = Definitions.model_validate(settings.definitions.model_dump() | {"small_n": 3000})
    strict = settings.model_copy(update={"definitions": definitions})
    found = mean_effect((connection, strict))
    assert (found["difference"], found["naive"], found["note"]) == (None, None, "too_few")
    assert found["broken"] > 0


@pytest.mark.parametrize("view", [View(since=date(2030, 1, 1)), View(picked={"department": ("mail",)})])
def test_without_promises_there_is_a_note_for_each_score(lake: Lake, view: View) -> None:
    found = broken_promise_effect(*lake, None, view)
    assert found["note"].to_list() == ["not_in_data", "not_in_data"]
    assert found.select("broken", "kept", "used").sum().row(0) == (0, 0, 0)
    assert broken_promise_effect(*lake, "channel", view).is_empty()


def test_all_figures_of_promises_stand_in_one_table(lake: Lake) -> None:
    figures = promise_figures(*lake)
    assert figures["figure"].to_list() == [
        "promise_kept",
        "over_promise",
        "under_promise",
        "csat_mean_difference",
        "csat_satisfied_difference",
        "csat_mean_difference_regardless",
        "csat_satisfied_difference_regardless",
    ]
    assert figures["note"].null_count() == 7
    split = promise_figures(*lake, "department")
    assert split.columns == ["department", *figures.columns]
    assert split.filter(pl.col("department") == "claims").height == 7


def test_the_sample_company_s_truth_is_found_over_several_worlds() -> None:
    differences = [_difference_in_world(seed) for seed in (1, 2, 3)]
    assert np.mean(differences) == pytest.approx(-0.4, abs=0.08)


def _difference_in_world(seed: int) -> float:
    world = simulate(8_000, 365, seed)
    csat = world.answers.filter(pl.col("item") == "csat").select("contact_id", "score")
    keys = ["department", "contact_tier", "channel", "is_booked", "step", "is_exposed", "whole"]
    cells = (
        csat.join(world.contacts, on="contact_id")
        .with_columns(
            is_exposed=pl.col("wait_seconds") > pl.col("promised_wait_seconds"),
            step=(2 * pl.col("wait_seconds").clip(lower_bound=1).log(2)).floor(),
            whole=pl.lit(1),
        )
        .drop_nulls("is_exposed")
        .group_by(keys)
        .agg(n=pl.len(), total=pl.col("score").sum(), squares=(pl.col("score") ** 2).sum())
        .with_columns(weight="n", weight_squares="n")
    )
    return float(stratified_difference(cells, keys[:5], ["whole"])["difference"].item())
