"""The open data in sample_data/open against the figures read off the files."""

import shutil
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from analytics.loyalty.answer_drivers import AnswerDrivers, answer_drivers
from analytics.measuring import measure
from analytics.questions.index import question_index
from analytics.view import View
from tests.project import Project
from warehouse.lake import open_reader

OPEN = Path(__file__).parents[2] / "sample_data" / "open"
TERMINAL = View(picked={"channel": ("terminal",)})
HELP_DESK = View(picked={"channel": ("Phone", "Self service", "Email", "IVR", "Direct opening")})


@pytest.fixture(scope="module")
def open_data(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("open"))
    shutil.copytree(OPEN, project.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("warehouse"))
    assert all(report.status == "loaded" and not report.rejected for report in project.ingest())
    return project


def value(project: Project, name: str, view: View) -> tuple[float, int]:
    with open_reader(project.settings) as connection:
        row = measure(connection, project.settings, name, view=view).row(0, named=True)
    return row["value"], row["n"]


def test_the_log_of_updates_is_folded_into_one_contact_per_incident(open_data: Project) -> None:
    assert open_data.query(
        "SELECT count(*), count(DISTINCT customer_id), count(*) - count(service_seconds)"
        " FROM contacts WHERE channel <> 'terminal'"
    ) == [(24_918, 5_244, 1_556)]
    assert dict(open_data.query("SELECT channel, count(*) FROM contacts GROUP BY ALL")) == {
        "Phone": 24_688,
        "Self service": 158,
        "Email": 59,
        "IVR": 9,
        "Direct opening": 4,
        "terminal": 2_831,
    }


def test_incidents_whose_promise_was_broken_and_that_were_opened_again(open_data: Project) -> None:
    kept, n = value(open_data, "promise_kept", HELP_DESK)
    assert (round(100 * (1 - kept), 2), n) == (36.58, 24_918)
    failed, _ = value(open_data, "failure", HELP_DESK)
    assert round(100 * failed, 2) == 1.10


def test_incidents_handed_on_and_the_time_to_resolve_them(open_data: Project) -> None:
    ((reassigned, hours),) = open_data.query(
        "SELECT 100 * count_if(stage = 'reassigned') / count(*), median(service_seconds) / 3600"
        " FROM contacts WHERE channel <> 'terminal'"
    )
    assert (round(reassigned, 1), round(hours, 1)) == (45.6, 22.1)


def test_the_index_of_the_airport_is_the_mean_of_what_passengers_rated(open_data: Project) -> None:
    """Each score by where it lies from 1 to 5, each dimension a third, its parts alike."""
    means = dict(open_data.query("SELECT item, 25 * (avg(score) - 1) FROM answers GROUP BY item"))
    found = open_data.settings.question_sets["airport"]
    parts = [[means[item.item] for item in dimension.items] for dimension in found.dimensions]
    with open_reader(open_data.settings) as connection:
        figures = question_index(connection, open_data.settings, "airport")
    index, *dimensions = figures["value"].to_list()
    assert dimensions == pytest.approx([sum(part) / len(part) for part in parts])
    assert index == pytest.approx(sum(dimensions) / 3) and round(index, 1) == 76.6
    assert [round(value, 1) for value in dimensions] == [77.9, 70.8, 81.2]


def test_recommendation_and_satisfaction_of_passengers(open_data: Project) -> None:
    nps, n = value(open_data, "nps", TERMINAL)
    assert (round(nps, 2), n) == (39.84, 2_746)
    assert open_data.query(
        "SELECT count_if(score >= 9), count_if(score IN (7, 8)), count_if(score <= 6)"
        " FROM answers WHERE item = 'nps'"
    ) == [(1_436, 968, 342)]
    ((mean,),) = open_data.query("SELECT avg(score) FROM answers WHERE item = 'csat'")
    assert round(mean, 3) == 4.064


def test_passengers_with_a_problem_recommend_less(open_data: Project) -> None:
    found = open_data.query(
        "SELECT is_complaint, 100 * (count_if(score >= 9) - count_if(score <= 6)) / count(*)"
        " FROM answers JOIN contacts USING (contact_id)"
        " WHERE item = 'nps' AND is_complaint IS NOT NULL GROUP BY ALL ORDER BY 1"
    )
    assert [(problem, round(nps, 1)) for problem, nps in found] == [(False, 43.6), (True, 18.8)]


def drivers(project: Project, item: str, among: str) -> AnswerDrivers:
    with open_reader(project.settings) as connection:
        return answer_drivers(connection, project.settings, item, among)


def percents(found: AnswerDrivers) -> dict[str, tuple[int, int, int]]:
    told = found.items.drop_nulls("share").select("item", (pl.col("share", "low", "high") * 100).round())
    return {item.partition(".")[2]: tuple(map(int, ends)) for item, *ends in told.iter_rows()}


def test_no_part_of_an_airport_stands_out_among_those_that_go_with_its_rating(open_data: Project) -> None:
    found = drivers(open_data, "csat", "facilities.")
    assert found.n == 1_214
    assert found.explained is not None
    assert [round(100 * end) for end in found.explained] == [60, 56, 65]
    assert percents(found) == {
        "roads": (15, 12, 18),
        "food": (14, 11, 17),
        "walkways": (13, 10, 15),
        "sign": (12, 10, 14),
        "screens": (12, 9, 14),
        "wifi": (12, 9, 15),
        "art": (11, 9, 14),
        "store": (11, 9, 14),
    }
    highest_low, lowest_high = found.items["low"].max(), found.items["high"].min()
    assert isinstance(highest_low, float) and isinstance(lowest_high, float) and highest_low < lowest_high
    assert found.items["note"].null_count() == 8 and found.items.height == 14


def test_the_shares_are_johnsons_of_the_file_itself(open_data: Project) -> None:
    """Johnson (2000) by singular values, from the rows of the export."""
    export = pl.read_csv(OPEN / "exports" / "sfo_survey_2017.csv", infer_schema=False)
    found = drivers(open_data, "csat", "facilities.")
    rows = {row["item"]: row for row in found.items.drop_nulls("share").iter_rows(named=True)}
    names = ["Q7ALL", *(item.replace("facilities.", "Q7").upper() for item in rows)]
    rated = export.select(pl.col(names).cast(pl.Float64, strict=False))
    rated = rated.filter(pl.all_horizontal(pl.all().is_between(1, 5))).drop_nulls()
    values = rated.to_numpy()
    values = (values - values.mean(axis=0)) / values.std(axis=0) / rated.height**0.5
    left, _, right = np.linalg.svd(values[:, 1:], full_matrices=False)
    independent = left @ right
    parts = (independent.T @ values[:, 1:]).T ** 2 @ (independent.T @ values[:, 0]) ** 2
    assert [row["part"] for row in rows.values()] == pytest.approx(parts)


def test_restrooms_and_food_go_with_cleanliness_more_than_boarding_areas(open_data: Project) -> None:
    found = drivers(open_data, "cleanliness.all", "cleanliness.")
    assert percents(found) == {"restroom": (36, 34, 38), "food": (35, 32, 37), "boarding": (29, 27, 32)}
    assert found.explained is not None and round(100 * found.explained.value) == 79
