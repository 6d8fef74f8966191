"""What comparing knows of single records is what the records say, below zero too."""

import duckdb
import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.catalogue import MEASURES, find_measure
from analytics.comparing.fitting import fitting, why_not_compared
from analytics.comparing.funnel import fair_comparison
from analytics.comparing.sums import read_moments
from analytics.estimators import MeanEstimator
from analytics.measuring import measure
from analytics.view import View
from warehouse.settings import Definitions, Settings

PLACE = ("contact_tier", "department")
SERVED = "FROM contact_facts WHERE outcome <> 'abandoned'"
# Per measure: what each record is worth, and which records there are.
WORTH = {
    "failure": "SELECT *, (outcome = 'failed')::INT AS worth FROM contact_facts",
    "wait_mean": f"SELECT *, wait_seconds AS worth {SERVED}",
    "service_mean": "SELECT *, service_seconds AS worth FROM contact_facts",
    "over_promise": "SELECT *, greatest(wait_seconds - promised_wait_seconds, 0) AS worth FROM contact_facts"
    " WHERE wait_seconds + promised_wait_seconds >= 0",
    "csat_mean": "SELECT *, score AS worth FROM answer_facts WHERE item = 'csat' AND score <= 5",
    "nps": "SELECT *, CASE WHEN score >= 9 THEN 100 WHEN score <= 6 THEN -100 ELSE 0 END AS worth"
    " FROM answer_facts WHERE item = 'nps'",
    "ces": "SELECT *, score AS worth FROM answer_facts WHERE item = 'ces'",
    "servqual_empathy_gap": "SELECT *, score - expected AS worth FROM answer_facts"
    " WHERE item = 'servqual.empathy' AND expected IS NOT NULL",
}
Records = list[tuple[str, int, int]]


@pytest.mark.parametrize("name", WORTH)
def test_sums_and_sums_of_squares_are_those_of_the_records(
    settings: Settings, connection: duckdb.DuckDBPyConnection, name: str
) -> None:
    found = read_moments(connection, settings, find_measure(name), PLACE, View()).sort(PLACE)
    direct = connection.sql(
        f"""SELECT contact_tier, department, count(worth) AS n, sum(worth)::DOUBLE AS total,
            sum(worth ** 2)::DOUBLE AS total_squares
        FROM ({WORTH[name]}) WHERE worth IS NOT NULL GROUP BY ALL"""
    ).pl()
    assert found.height > 3
    for column in ("n", "total", "total_squares"):
        assert found[column].to_list() == pytest.approx(direct.sort(PLACE)[column].to_list()), column


@pytest.mark.parametrize("name", fitting(why_not_compared))
def test_every_measure_that_is_compared_is_the_mean_of_its_moments(
    settings: Settings, connection: duckdb.DuckDBPyConnection, name: str
) -> None:
    moments = read_moments(connection, settings, find_measure(name), (), View())
    value = measure(connection, settings, name)["value"].item()
    assert moments.is_empty() == (value is None)
    if value is not None:
        assert moments.select(pl.col("total") / pl.col("n")).item() == pytest.approx(value)


@given(
    records=st.lists(
        st.tuples(st.sampled_from("ab"), st.integers(1, 7), st.integers(1, 7)), min_size=1, max_size=60
    )
)
def test_gaps_below_zero_have_the_spread_that_the_records_have(records: Records) -> None:
    counts = pl.DataFrame(
        [(name, score - expected, (score - expected) ** 2, 1) for name, score, expected in records],
        schema={"department": pl.String}
        | dict.fromkeys(("gaps", "gap_squares"), pl.Float64)
        | {"answers": pl.Int64},
        orient="row",
    ).with_columns(weight="answers", weight_squares="answers")
    estimate = find_measure("servqual_empathy_gap").estimate
    assert isinstance(estimate, MeanEstimator)
    for row in estimate.moments(counts, ["department"], Definitions()).iter_rows(named=True):
        gaps = np.array([score - expected for name, score, expected in records if name == row["department"]])
        assert row["n"] == len(gaps)
        assert row["total_squares"] / row["n"] - (row["total"] / row["n"]) ** 2 == pytest.approx(
            gaps.var(), abs=1e-9
        )


def test_the_funnel_of_a_gap_has_the_limits_that_the_records_give(
    settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    name = "servqual_empathy_gap"
    records = connection.sql(f"SELECT contact_tier, department, worth FROM ({WORTH[name]})").pl()
    compared = fair_comparison(connection, settings, name)
    assert compared.height > 3
    for (tier,), units in compared.group_by("contact_tier"):
        of_tier = records.filter(pl.col("contact_tier") == tier).drop_nulls("department")
        parts = [part["worth"].to_numpy() for part in of_tier.partition_by("department")]
        within = sum(((part - part.mean()) ** 2).sum() for part in parts)
        spread = (within / (of_tier.height - len(parts))) ** 0.5
        assert units["spread"].to_list() == pytest.approx([spread] * units.height)
        errors = (spread**2 / units["n"].to_numpy() + units["doubt"].to_numpy() ** 2) ** 0.5
        for side, limit in ((-1, "chance_low_998"), (1, "chance_high_998")):
            assert units[limit].to_list() == pytest.approx(units["expected"] + side * 3.090232 * errors)
        inside = (units["value"] >= units["chance_low_998"]) & (units["value"] <= units["chance_high_998"])
        assert inside.all()


def test_most_departments_of_the_sample_company_lie_inside_the_funnel_of_a_gap(
    company: duckdb.DuckDBPyConnection,
) -> None:
    settings = Settings(business_time_zone="Asia/Seoul")
    for name in (name for name in MEASURES if name.startswith("servqual") and name.endswith("gap")):
        compared = fair_comparison(company, settings, name).drop_nulls("is_outside")
        assert compared["spread"].min() > 0.5  # type: ignore[operator]
        assert compared["is_outside"].mean() < 0.3  # type: ignore[operator]
