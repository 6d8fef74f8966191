"""One simulated world for all tests of drivers; they only read it."""

from collections.abc import Iterator

import duckdb
import pytest

from analytics.drivers.model import DriverModel, driver_model
from sample_data import World, simulate
from tests.coverage.world_marts import SETTINGS, customer_marts


@pytest.fixture(scope="session")
def world() -> World:
    """A year of 16,000 customers."""
    return simulate(16_000, 365, seed=12)


@pytest.fixture(scope="session")
def marts(world: World) -> Iterator[duckdb.DuckDBPyConnection]:
    """The world's marts in memory."""
    with customer_marts(world) as connection:
        yield connection


@pytest.fixture(scope="session")
def model(marts: duckdb.DuckDBPyConnection) -> DriverModel:
    """The model of the whole world."""
    return driver_model(marts, SETTINGS)
