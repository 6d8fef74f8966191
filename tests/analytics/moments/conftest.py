"""Fixtures of the tests of moments of truth."""

from collections.abc import Iterator

import duckdb
import pytest

from sample_data import simulate
from tests.analytics.recovery.warehouses import make_warehouse


@pytest.fixture(scope="session")
def company() -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse of a simulated company of 30,000 customers; tests only read it."""
    drawn = simulate(30_000, 365, seed=31)
    records = {
        "contacts": drawn.contacts,
        "answers": drawn.answers,
        "customers": drawn.customers,
        "purchases": drawn.purchases,
    }
    with make_warehouse(records) as connection:
        yield connection
