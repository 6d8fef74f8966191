"""Fixtures of the tests of failure and recovery."""

from collections.abc import Iterator

import duckdb
import pytest

from sample_data import simulate
from tests.analytics.recovery.warehouses import make_warehouse


@pytest.fixture(scope="session")
def world() -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse of a simulated company of 12,000 customers; tests only read it."""
    drawn = simulate(12_000, 365, seed=11)
    records = {"contacts": drawn.contacts, "answers": drawn.answers, "customers": drawn.customers}
    with make_warehouse(records) as connection:
        yield connection


@pytest.fixture
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database without a single table."""
    with duckdb.connect() as connection:
        yield connection
