"""Fixtures of the tests of stages."""

from collections.abc import Iterator

import duckdb
import pytest

from sample_data import World, simulate
from sample_data.service import ONBOARDING
from tests.analytics.recovery.warehouses import SETTINGS, make_warehouse
from warehouse.settings import Process, Settings

REASONS = tuple(reason for _, _, reason, _ in ONBOARDING)


@pytest.fixture(scope="session")
def process() -> Settings:
    """Settings under which only the way of new customers counts."""
    return SETTINGS.model_copy(update={"process": Process(reasons=REASONS)})


@pytest.fixture(scope="session")
def drawn() -> World:
    """A simulated company; tests only read it."""
    return simulate(20_000, 365, seed=41)


@pytest.fixture(scope="session")
def company(drawn: World) -> Iterator[duckdb.DuckDBPyConnection]:
    """Its warehouse."""
    records = {"contacts": drawn.contacts, "customers": drawn.customers}
    with make_warehouse(records) as connection:
        yield connection
