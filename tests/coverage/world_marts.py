"""The marts about customers, made from a simulated world in memory by the project's own queries."""

from collections.abc import Sequence
from datetime import timedelta

import duckdb
import polars as pl

from sample_data import World
from sample_data.season import TIME_ZONE
from tests.marts import make_facts, make_marts
from warehouse.settings import Settings

SETTINGS = Settings(business_time_zone=TIME_ZONE)
_CONTACTS = f"""
CREATE TABLE contacts AS
SELECT *, timezone('{TIME_ZONE}', occurred_at)::TIMESTAMP AS occurred_local FROM world_contacts
"""
_MARTS = ("contact_hourly", "contact_daily", "customer_month", "churn_monthly")


def customer_marts(
    world: World, settings: Settings = SETTINGS, marts: Sequence[str] = _MARTS
) -> duckdb.DuckDBPyConnection:
    """A database in memory: contacts, customers, their facts and marts, those about customers unless told."""
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("SET TimeZone = 'UTC'; CREATE TABLE loads (loaded_at TIMESTAMPTZ)")
    connection.register("world_contacts", world.contacts)
    connection.execute(_CONTACTS)
    connection.register("world_customers", world.customers)
    connection.execute("CREATE TABLE customers AS FROM world_customers")
    make_facts(connection, settings, ("contacts_either_way", "contact_facts", "customer_facts"))
    days = world.first_day.replace(day=1), world.last_day + timedelta(days=61)
    make_marts(connection, settings, marts, days)
    return connection


def rate_contacts(connection: duckdb.DuckDBPyConnection, world: World) -> None:
    """What customers answered, each of the same weight."""
    alike = world.answers.with_columns(weight=pl.lit(1.0), respondent=pl.lit(None, pl.String))
    connection.register("answers", alike)
    make_facts(connection, SETTINGS, ("customer_answers",))
