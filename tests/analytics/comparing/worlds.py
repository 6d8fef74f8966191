"""Sample companies with known truths: their marts, made in memory by the project's own queries."""

from datetime import date

import duckdb
import polars as pl

from analytics.marts.refresh import rebuild
from sample_data import DEFAULT, simulate
from sample_data.season import TIME_ZONE
from sample_data.truths import Truths
from tests.marts import ONE_STATE_EACH
from warehouse.settings import Settings

SETTINGS = Settings(business_time_zone=TIME_ZONE)
DAYS = 365
# From the next day on one department declines.
LAST_STEADY_DAY = date(2026, 9, 20)
_LOCAL = "timezone('{zone}', {instant}_at)::TIMESTAMP AS {instant}_local"
_FACTS = """
CREATE TABLE channels (channel VARCHAR, delivery_mode VARCHAR);
CREATE TABLE delivery_modes (delivery_mode VARCHAR, contact_tier VARCHAR);
CREATE TABLE warehouse_facts (name VARCHAR, value VARCHAR);
CREATE TABLE loads (loaded_at TIMESTAMPTZ);
"""


def company_marts(customers: int, seed: int, truths: Truths = DEFAULT) -> duckdb.DuckDBPyConnection:
    """A year of a sample company's records, and the marts over them."""
    world = simulate(customers, DAYS, seed, truths=truths)
    connection = duckdb.connect(config={"threads": 1})
    connection.execute(f"SET TimeZone = 'UTC'; {_FACTS}")
    connection.register("given_contacts", world.contacts)
    connection.register("given_answers", world.answers.with_columns(weight=pl.lit(None, pl.Float64)))
    connection.register("given_customers", world.customers)
    for table, instant in (("contacts", "occurred"), ("answers", "answered")):
        local = _LOCAL.format(zone=TIME_ZONE, instant=instant)
        connection.execute(f"CREATE TABLE {table} AS SELECT *, {local} FROM given_{table}")
    connection.execute("CREATE TABLE customers AS FROM given_customers")
    connection.execute(ONE_STATE_EACH)
    rebuild(connection, SETTINGS)
    return connection
