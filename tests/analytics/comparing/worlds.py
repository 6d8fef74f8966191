"""Sample companies with known truths: their marts, made in memory by the project's own queries."""

from datetime import date

import duckdb

from sample_data import DEFAULT, simulate
from sample_data.season import TIME_ZONE
from sample_data.truths import Truths
from tests.analytics.recovery.warehouses import make_warehouse
from warehouse.settings import Settings

SETTINGS = Settings(business_time_zone=TIME_ZONE)
DAYS = 365
# From the next day on one department declines.
LAST_STEADY_DAY = date(2026, 9, 20)


def company_marts(customers: int, seed: int, truths: Truths = DEFAULT) -> duckdb.DuckDBPyConnection:
    """A year of a sample company's records, and the marts over them."""
    world = simulate(customers, DAYS, seed, truths=truths)
    return make_warehouse(
        {"contacts": world.contacts, "answers": world.answers, "customers": world.customers}, SETTINGS
    )
