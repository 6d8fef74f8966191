"""Fixtures of the tests of measures."""

from collections.abc import Callable, Iterator, Sequence

import duckdb
import pytest

from sample_data import simulate
from tests.analytics.recovery.warehouses import make_warehouse
from tests.analytics.service import Row, make_service, random_answers, random_contacts, random_servqual
from tests.coverage.world_marts import customer_marts
from tests.project import Project
from warehouse.lake import open_cursor, open_reader
from warehouse.settings import Settings


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A loaded project of a few thousand contacts and answers; tests only read it."""
    answers = [*random_answers(), *random_servqual()]
    return make_service(tmp_path_factory.mktemp("service"), list(random_contacts()), answers)


@pytest.fixture(scope="session")
def large_company() -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse of a simulated company of 40,000 customers, for what fewer tell little of; tests only
    read it.
    """
    drawn = simulate(40_000, 365, seed=7)
    records = {"contacts": drawn.contacts, "answers": drawn.answers, "customers": drawn.customers}
    with make_warehouse(records) as connection:
        yield connection


@pytest.fixture(scope="session")
def rerouted() -> Iterator[duckdb.DuckDBPyConnection]:
    """A year in which the routing of one department's calls was changed, and failures rose in another."""
    world = simulate(6_000, 365, seed=4)
    with customer_marts(world, marts=("contact_hourly", "contact_daily", "wait_daily")) as connection:
        yield connection


@pytest.fixture(scope="session")
def small_company() -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse of a simulated company of 8,000 customers with purchases; tests only read it."""
    drawn = simulate(8_000, 365, seed=21)
    kinds = ("contacts", "answers", "customers", "purchases")
    with make_warehouse({kind: getattr(drawn, kind) for kind in kinds}) as connection:
        yield connection


@pytest.fixture(scope="session")
def settings(service: Project) -> Settings:
    """The service's settings."""
    return service.settings


@pytest.fixture(scope="session")
def reader(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """One reader of the service's warehouse for all tests, as the pages have one for all requests."""
    with open_reader(settings) as reader:
        yield reader


@pytest.fixture
def connection(reader: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A cursor of its own for each test."""
    return open_cursor(reader)


@pytest.fixture
def load(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Project]:
    """Loads the given contacts and answers into a project of their own."""

    def make(contacts: Sequence[Row] = (), answers: Sequence[Row] = ()) -> Project:
        return make_service(tmp_path_factory.mktemp("lake"), contacts, answers)

    return make
