"""Fixtures of the tests of the three sides and of recovery's capacity."""

from collections.abc import Iterator
from dataclasses import replace

import duckdb
import polars as pl
import pytest

from sample_data import DEFAULT, World, simulate
from sample_data.truths_of_balance import RecoveryQueue, Strain
from tests.analytics.recovery.warehouses import make_warehouse

STRAINED, FULL, ROOMY = "요금", "요금", "가입"
TRUTHS = replace(
    DEFAULT,
    strain=Strain({STRAINED: -1.2}, autonomy_at_average=3.5),
    recovery_queue=RecoveryQueue({FULL: 1, ROOMY: 4}),
)


@pytest.fixture(scope="session")
def world() -> World:
    """A company in which one department is hard on its staff, and recovers fewer than fail."""
    return simulate(6_000, 200, seed=4, truths=TRUTHS)


@pytest.fixture(scope="session")
def company(world: World) -> Iterator[duckdb.DuckDBPyConnection]:
    """Its warehouse; tests only read it."""
    answers = pl.concat([world.answers, world.staff_answers], how="diagonal_relaxed")
    records = {"contacts": world.contacts, "answers": answers, "customers": world.customers}
    with make_warehouse(records) as connection:
        yield connection
