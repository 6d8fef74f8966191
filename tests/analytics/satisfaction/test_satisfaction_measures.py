"""Measures of what customers say give hand-computed figures and the planted truths."""

import duckdb
import polars as pl
import pytest

from analytics.catalogue import find_measure
from analytics.measures.servqual import DIMENSIONS, gap_name, perceived_name
from analytics.measuring import measure
from analytics.satisfaction.servqual import servqual
from sample_data import simulate
from sample_data.truths import DEFAULT
from tests.analytics.satisfaction.worlds import SETTINGS, answers, contacts, marts_of, marts_of_world
from warehouse.settings import Definitions


@pytest.fixture(scope="module")
def company() -> duckdb.DuckDBPyConnection:
    return marts_of_world(simulate(3_000, 365, seed=2))


def figure(name: str, counts: pl.DataFrame) -> dict[str, float]:
    frame = counts.with_columns(whole=pl.lit("all"))
    return find_measure(name).estimate(frame, ["whole"], Definitions()).row(0, named=True)


def scores(*given: int) -> pl.DataFrame:
    frame = pl.DataFrame(
        {"score": [float(score) for score in range(1, len(given) + 1)], "answers": list(given)}
    )
    return frame.with_columns(weight="answers", weight_squares="answers")


def test_46_of_100_agree_that_it_was_easy() -> None:
    found = figure("ces_easy", scores(80, 210, 140, 110, 160, 180, 120))
    assert (found["value"], found["n"]) == (0.46, 1000)
    assert (found["low"], found["high"]) == pytest.approx((0.429321, 0.490985), abs=1e-6)


def test_the_variants_of_effort_say_which_they_are() -> None:
    meanings = {name: find_measure(name).meaning.en for name in ("ces", "ces_index", "ces_easy")}
    assert [text.rsplit("This is CES as ", 1)[-1] for text in meanings.values()] == [
        "a mean.",
        "a net share.",
        "the share that agrees (CES 2.0).",
    ]


def test_mean_satisfaction_has_students_interval() -> None:
    found = figure("csat_mean", scores(1, 1, 1, 1, 1))
    assert found["value"] == 3
    assert found["high"] - 3 == pytest.approx(2.776445 * (2.5 / 5) ** 0.5)
    narrow = figure("csat_mean", scores(0, 0, 2, 2, 0))
    assert narrow["value"] - narrow["low"] == pytest.approx(3.182446 * (1 / 12) ** 0.5)


def test_a_gap_is_taken_within_each_answer_that_has_both_scores() -> None:
    item = {"item": "servqual.empathy"}
    told = pl.concat(
        [
            answers([5, 5], expected=6.0, **item),
            answers([3], first=2, expected=7.0, **item),
            answers([7], first=3, expected=6.0, **item),
            answers([1, 1, 1], first=4, **item),
            answers([6], first=7, expected=9.0, **item),
        ]
    )
    tell_all = SETTINGS.model_copy(update={"definitions": Definitions(small_n=1)})
    connection = marts_of(contacts(8), told)
    gap = measure(connection, tell_all, gap_name("empathy")).row(0, named=True)
    assert (gap["value"], gap["n"]) == (-1.25, 4)
    assert gap["value"] - gap["low"] == pytest.approx(3.182446 * (4.25 / 4) ** 0.5)
    perceived = measure(connection, tell_all, perceived_name("empathy")).row(0, named=True)
    assert (perceived["value"], perceived["n"]) == (29 / 8, 8)


def test_planted_gaps_are_found(company: duckdb.DuckDBPyConnection) -> None:
    csat = measure(company, SETTINGS, "csat_mean")["value"].item()
    survey = DEFAULT.survey
    for dimension in DIMENSIONS:
        found = measure(company, SETTINGS, gap_name(dimension)).row(0, named=True)
        planted = survey.servqual_gap[dimension] + survey.servqual_per_csat_point * (csat - 4)
        # Scores end at 1 and 7, which draws expectations near 7 a little down.
        assert found["value"] == pytest.approx(planted, abs=0.15)
        assert found["high"] - found["low"] < 0.3


def test_the_frame_of_all_dimensions_holds_the_measures(company: duckdb.DuckDBPyConnection) -> None:
    found = servqual(company, SETTINGS)
    assert found["dimension"].to_list() == list(DIMENSIONS)
    for row in found.iter_rows(named=True):
        gap = measure(company, SETTINGS, gap_name(row["dimension"])).row(0)
        assert (row["gap"], row["gap_low"], row["gap_high"], row["n"], row["note"]) == pytest.approx(gap)
        perceived = measure(company, SETTINGS, perceived_name(row["dimension"])).row(0)
        names = ("perceived", "perceived_low", "perceived_high", "perceived_n")
        assert tuple(row[name] for name in names) == pytest.approx(perceived[:4])
        assert row["perceived"] - row["expected"] == pytest.approx(row["gap"])


def test_dimensions_nobody_was_asked_about_are_rows_without_a_gap() -> None:
    told = answers([5] * 40, item="servqual.empathy", expected=6.0)
    rows = servqual(marts_of(contacts(40), told), SETTINGS)
    notes = dict(rows.select("dimension", "note").rows())
    assert notes == dict.fromkeys(DIMENSIONS, "not_in_data") | {"empathy": None}
    with duckdb.connect() as empty:
        assert set(servqual(empty, SETTINGS)["note"]) == {"not_in_data"}


def test_few_gaps_are_withheld_though_many_perceptions_are_shown() -> None:
    item = {"item": "servqual.empathy"}
    told = pl.concat([answers([5] * 10, expected=6.0, **item), answers([6] * 30, first=10, **item)])
    row = servqual(marts_of(contacts(40), told), SETTINGS).row(-1, named=True)
    assert (row["gap"], row["expected"], row["n"], row["note"]) == (None, None, 10, "too_few")
    assert (row["perceived"], row["perceived_n"]) == (5.75, 40)


def test_a_response_is_a_questionnaire_about_a_contact_that_took_place() -> None:
    served = pl.concat([contacts(40), contacts(10, first=40, outcome="abandoned")])
    told = pl.concat([answers([5] * 10), answers([5] * 10, item="nps"), answers([5] * 5, first=40)])
    found = measure(marts_of(served, told), SETTINGS, "response_rate").row(0, named=True)
    assert (found["value"], found["n"]) == (0.25, 40)


def test_where_nobody_names_a_contact_there_is_no_response_rate() -> None:
    told = answers([5] * 40, contact_id=None, department="loans")
    connection = marts_of(contacts(40), told)
    assert measure(connection, SETTINGS, "response_rate")["note"].item() == "not_in_data"


def test_a_department_that_nobody_answers_has_a_rate_of_nothing() -> None:
    served = pl.concat([contacts(40), contacts(40, first=40, department="cards")])
    found = measure(marts_of(served, answers([5] * 20)), SETTINGS, "response_rate", ["department"])
    assert found.select("department", "value").rows() == [("cards", 0.0), ("loans", 0.5)]
