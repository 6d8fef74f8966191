"""Fixtures of the tests of what contacts are about."""

from collections.abc import Iterator

import duckdb
import pytest

from sample_data import World, simulate
from tests.analytics.recovery.warehouses import make_warehouse


@pytest.fixture(scope="session")
def company() -> World:
    """A simulated company of 12,000 customers."""
    return simulate(12_000, 365, seed=11)


@pytest.fixture(scope="session")
def world(company: World) -> Iterator[duckdb.DuckDBPyConnection]:
    """Its warehouse; tests only read it."""
    records = {"contacts": company.contacts, "answers": company.answers, "customers": company.customers}
    with make_warehouse(records) as connection:
        yield connection
