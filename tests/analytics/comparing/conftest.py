"""Sample companies that several tests look at; made once."""

from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pytest

from sample_data import DEFAULT
from tests.analytics.comparing.worlds import company_marts

# A decline that a tenth of the usual customers shows as clearly as all of them show the usual one.
_CLEARER = replace(DEFAULT, decline=replace(DEFAULT.decline, failure_log_odds=2.5))
_STEADY = replace(
    DEFAULT,
    routing=replace(DEFAULT.routing, wait_factor=1.0),
    decline=replace(DEFAULT.decline, failure_log_odds=0.0, csat_points=0.0),
)


@pytest.fixture(scope="session")
def company() -> Iterator[duckdb.DuckDBPyConnection]:
    """A company where one department differs in a tier from the first day, and two change."""
    with company_marts(8_000, 1, _CLEARER) as connection:
        yield connection


@pytest.fixture(scope="session")
def steady_company() -> Iterator[duckdb.DuckDBPyConnection]:
    """A company where nothing changes all year."""
    with company_marts(4_000, 2, _STEADY) as connection:
        yield connection
