"""Fixtures of the tests of incidents."""

from collections.abc import Iterator

import duckdb
import polars as pl
import pytest

from analytics.incidents.effects import incident_effects
from tests.analytics.recovery.warehouses import SETTINGS


@pytest.fixture(scope="session")
def effects(large_company: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """What kinds of incidents go with in a company large enough for leaving."""
    return incident_effects(large_company, SETTINGS)


@pytest.fixture
def connection(large_company: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """That company."""
    yield large_company
