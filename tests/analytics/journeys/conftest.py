"""Fixtures of the tests of journeys."""

from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pytest

from analytics.journeys.found import Journeys, journeys
from sample_data import DEFAULT, simulate
from sample_data.truths_of_journeys import JourneySurvey
from tests.analytics.recovery.warehouses import SETTINGS, make_warehouse

SPOILER = ("가입", "phone")


def asked_by(power: float) -> duckdb.DuckDBPyConnection:
    """A company whose customers answer about whole journeys, which are a power mean of their contacts."""
    survey = JourneySurvey(response_rate=1.0, power=power)
    drawn = simulate(2_000, 365, seed=31, truths=replace(DEFAULT, journey_survey=survey))
    return make_warehouse(
        {"contacts": drawn.contacts, "answers": drawn.answers, "customers": drawn.customers}
    )


@pytest.fixture(scope="session")
def of_product() -> Iterator[duckdb.DuckDBPyConnection]:
    """One whose journeys are the product of their contacts; tests only read it."""
    with asked_by(0.0) as connection:
        yield connection


@pytest.fixture(scope="session")
def found(of_product: duckdb.DuckDBPyConnection) -> Journeys:
    """What its journeys show."""
    return journeys(of_product, SETTINGS)
