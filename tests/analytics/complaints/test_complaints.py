"""Who complains about what: what is planted in ages is found, and nothing else."""

from datetime import date
from typing import Any

import duckdb
import polars as pl
import pytest

from analytics.complaints.about import complaints_about, complaints_crossed, reasons_of_complaints
from analytics.complaints.said import words_of_groups
from analytics.complaints.who import WHO, complainers
from analytics.dimensions import AGE_BANDS
from analytics.measuring import measure
from analytics.notes import TOO_FEW
from analytics.reasons.over_represented import over_represented
from analytics.view import View
from sample_data import DEFAULT
from sample_data.demography import OLD, REASON_OF_THE_OLD
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, at, contacts, make_warehouse
from warehouse.errors import QueryError

Row = dict[str, Any]
_, REASON = REASON_OF_THE_OLD


@pytest.fixture(scope="module")
def who(large_company: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    return complainers(large_company, SETTINGS)


def planted(band: str) -> tuple[float, float]:
    """How many times the odds of all others, where a complaint is rare and where it is as frequent as it
    gets.

    Between them lie all outcomes: odds of a mixture are no mixture of odds.
    """
    demography, rates = DEFAULT.demography, DEFAULT.failing.complaint_rate
    mean = sum(demography.age_share[name] * demography.complaint_odds_factor[name] for name in AGE_BANDS)
    found = []
    for rate in (1e-6, rates["failed"]):
        odds = {name: rate / (1 - rate) * demography.complaint_odds_factor[name] / mean for name in AGE_BANDS}
        others = [name for name in AGE_BANDS if name != band]
        share = sum(demography.age_share[name] for name in others)
        chance = sum(demography.age_share[name] * odds[name] / (1 + odds[name]) for name in others) / share
        found.append(odds[band] / (chance / (1 - chance)))
    return min(found), max(found)


@pytest.mark.parametrize("band", AGE_BANDS)
def test_complaints_rise_with_age_as_planted(who: pl.DataFrame, band: str) -> None:
    row = who.filter(dimension="age_band", part=band).row(0, named=True)
    low, high = planted(band)
    assert row["odds_low"] <= high and low <= row["odds_high"]
    assert row["odds_high"] / row["odds_low"] < 1.5


def test_the_youngest_and_the_oldest_are_clear_and_no_other_trait_is(who: pl.DataFrame) -> None:
    clear = set(who.filter("is_clear").select("dimension", "part").iter_rows())
    assert {("age_band", "under_30"), ("age_band", OLD)} <= clear
    assert {dimension for dimension, _ in clear} == {"age_band"}
    assert who["dimension"].unique(maintain_order=True).to_list() == list(WHO)
    assert who.filter(dimension="age_band")["part"].to_list() == list(AGE_BANDS)


def test_rates_are_those_of_the_measure(who: pl.DataFrame, large_company: duckdb.DuckDBPyConnection) -> None:
    for name in WHO:
        figures = measure(large_company, SETTINGS, "complaint", (name,)).drop_nulls(name)
        rates = dict(who.filter(dimension=name).select("part", "value").iter_rows())
        assert rates == pytest.approx(dict(figures.select(name, "value").iter_rows()))
    (counted,) = large_company.sql(
        "SELECT count(*) FROM contacts JOIN customers USING (customer_id) WHERE is_complaint AND gender "
        "IS NOT NULL"
    ).fetchall()[0]
    assert who.filter(dimension="gender")["complaints"].sum() == counted


def test_the_old_complain_more_of_what_they_come_for_more(large_company: duckdb.DuckDBPyConnection) -> None:
    found = reasons_of_complaints(large_company, SETTINGS)
    first = found.filter("is_clear", pl.col("difference") > 0).select("reason", "age_band").rows()
    assert first == [(REASON, OLD)]
    row = found.filter(reason=REASON, age_band=OLD).row(0, named=True)
    ((said, of_old),) = large_company.sql(
        f"""SELECT count_if(reason = '{REASON}'), count(*)
        FROM contact_facts JOIN customers USING (customer_id)
        WHERE is_complaint AND reason IS NOT NULL AND date_sub('year', born_on, day) >= 60"""
    ).fetchall()
    assert (row["matters"], row["n"]) == (said, of_old)


@pytest.mark.parametrize("trait", ["gender", "region", "segment"])
def test_by_other_traits_nobody_complains_of_other_things(
    large_company: duckdb.DuckDBPyConnection, trait: str
) -> None:
    assert reasons_of_complaints(large_company, SETTINGS, trait).filter("is_clear").is_empty()
    assert complaints_about(large_company, SETTINGS, trait).filter("is_clear").is_empty()


def test_the_old_come_more_often_for_the_planted_reason(large_company: duckdb.DuckDBPyConnection) -> None:
    found = over_represented(large_company, SETTINGS, "age_band").filter("is_clear")
    first, *others = found.iter_rows(named=True)
    assert (first["reason"], first["age_band"]) == (REASON, OLD)
    assert first["low"] > 0.01
    # What the old come for less of instead is shared by all other reasons of the department.
    assert all(row["difference"] < 0.004 for row in others)


def test_rates_of_a_reason_and_group_are_what_sql_says(large_company: duckdb.DuckDBPyConnection) -> None:
    view = View(date(2026, 5, 1), date(2026, 6, 30))
    found = complaints_about(large_company, SETTINGS, "gender", "reason", view)
    wanted = large_company.sql(
        """SELECT reason, gender, count_if(is_complaint), count(*)
        FROM contact_facts JOIN customers USING (customer_id)
        WHERE day BETWEEN '2026-05-01' AND '2026-06-30' AND reason IS NOT NULL AND gender IS NOT NULL
            AND is_complaint IS NOT NULL
        GROUP BY ALL"""
    ).fetchall()
    assert sorted(found.select("reason", "gender", "complaints", "n").rows()) == sorted(wanted)
    row = found.drop_nulls("value").row(0, named=True)
    others = found.filter(pl.col("reason") == row["reason"], pl.col("gender") != row["gender"])
    assert row["others"] == pytest.approx(others["complaints"].sum() / others["n"].sum())


def test_traits_crossed_are_what_sql_says_and_age_alone_stands_out(
    large_company: duckdb.DuckDBPyConnection,
) -> None:
    found = complaints_crossed(large_company, SETTINGS)
    assert found.height == len(AGE_BANDS) * 2 * found["region"].n_unique()
    wanted = large_company.sql(
        """SELECT gender, region, count_if(is_complaint), count(*)
        FROM contact_facts JOIN customers USING (customer_id)
        WHERE date_sub('year', born_on, day) < 30 AND gender IS NOT NULL AND region IS NOT NULL
            AND is_complaint IS NOT NULL
        GROUP BY ALL"""
    ).fetchall()
    young = found.filter(age_band="under_30")
    assert sorted(young.select("gender", "region", "complaints", "n").rows()) == sorted(wanted)
    clear = found.filter("is_clear")
    assert clear.height >= 4
    assert set(clear.filter(pl.col("difference") > 0)["age_band"]) <= {"45_to_59", OLD}
    assert set(clear.filter(pl.col("difference") < 0)["age_band"]) <= {"under_30", "30_to_44"}
    row = found.row(0, named=True)
    others = found[1:]
    assert row["others"] == pytest.approx(others["complaints"].sum() / others["n"].sum())


def test_comments_of_complainants_are_counted_and_no_word_is_made_of_chance(
    large_company: duckdb.DuckDBPyConnection,
) -> None:
    found = words_of_groups(large_company, SETTINGS, "gender")
    wanted = large_company.sql(
        """SELECT gender, count(DISTINCT survey_id) FROM answers
        JOIN contacts USING (contact_id) JOIN customers ON customers.customer_id = contacts.customer_id
        WHERE is_complaint AND comment IS NOT NULL AND gender IS NOT NULL GROUP BY ALL"""
    ).fetchall()
    assert sorted(found.comments.select("part", "n").rows()) == sorted(wanted)
    assert found.words.filter("is_sure").is_empty()


def test_a_word_of_one_group_is_found() -> None:
    said = {"F": "the refund never came", "M": "the agent was rude"}
    people = [{"customer_id": f"{sex}{n}", "gender": sex} for sex in said for n in range(40)]
    met = contacts(
        {
            "at": at(2),
            "contact_id": one["customer_id"],
            "customer_id": one["customer_id"],
            "is_complaint": True,
        }
        for one in people
    )
    answers = pl.DataFrame(
        [
            {
                "answer_id": one["customer_id"],
                "survey_id": one["customer_id"],
                "contact_id": one["customer_id"],
            }
            | {"item": "csat", "score": 2.0, "comment": said[one["gender"]]}
            for one in people
        ]
    ).with_columns(answered_at=met["occurred_at"])
    records = {"contacts": met, "answers": answers, "customers": pl.DataFrame(people)}
    with make_warehouse(records, SETTINGS) as connection:
        found = words_of_groups(connection, SETTINGS, "gender")
    sure = found.words.filter("is_sure", pl.col("times") > 1)
    assert {("F", "refund"), ("M", "rude")} <= set(sure.select("part", "shown").iter_rows())
    row = sure.filter(part="F", shown="refund").row(0, named=True)
    assert (row["said"], row["share"], row["others"], row["example"]) == (40, 1.0, 0.0, said["F"])


def test_few_complaints_are_withheld(large_company: duckdb.DuckDBPyConnection) -> None:
    view = View(date(2026, 3, 2), date(2026, 3, 2)).pick(department="설치", channel="web")
    found = complainers(large_company, SETTINGS, view)
    few = found.filter(pl.col("n") < SETTINGS.definitions.small_n)
    assert few.height and few["note"].unique().to_list() == [TOO_FEW]
    assert few["value"].null_count() == few["odds_ratio"].null_count() == few.height


def test_without_complaints_there_are_no_odds() -> None:
    people = pl.DataFrame({"customer_id": ["A", "B"], "gender": ["F", "M"]})
    met = contacts({"at": at(2), "customer_id": "AB"[n % 2], "is_complaint": False} for n in range(80))
    with make_warehouse({"contacts": met, "customers": people}, SMALL) as connection:
        found = complainers(connection, SMALL)
        assert words_of_groups(connection, SMALL, "gender").words.is_empty()
    assert found.select("dimension", "part", "value", "odds_ratio").rows() == [
        ("gender", "F", 0.0, None),
        ("gender", "M", 0.0, None),
    ]


def test_an_unknown_dimension_is_named(large_company: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(QueryError, match="gendre"):
        complaints_about(large_company, SETTINGS, "gendre")
