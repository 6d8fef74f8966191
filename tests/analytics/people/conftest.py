"""Fixtures of the tests of the staff."""

from collections.abc import Iterator

import duckdb
import polars as pl
import pytest

from sample_data import World, simulate
from tests.analytics.recovery.warehouses import make_warehouse


@pytest.fixture(scope="session")
def world() -> World:
    """A simulated company of 50,000 customers: agents differ little, and it takes many answers to see it."""
    return simulate(50_000, 365, seed=7)


@pytest.fixture(scope="session")
def company(world: World) -> Iterator[duckdb.DuckDBPyConnection]:
    """Its warehouse; tests only read it."""
    answers = pl.concat([world.answers, world.staff_answers], how="diagonal_relaxed")
    records = {"contacts": world.contacts, "answers": answers, "customers": world.customers}
    with make_warehouse(records) as connection:
        add_staff(connection, world.staff)
        yield connection


def add_staff(connection: duckdb.DuckDBPyConnection, states: pl.DataFrame) -> None:
    """The members of staff, as their records stand after loads: the latest states, and those before."""
    latest = states.unique("agent_id", keep="last", maintain_order=True)
    earlier = states.join(latest, on=["agent_id", "valid_from"], how="anti")
    for table, frame in (("staff", latest), ("staff_history", earlier)):
        connection.register("given", frame)
        connection.execute(f"INSERT INTO {table} BY NAME FROM given")
        connection.unregister("given")
