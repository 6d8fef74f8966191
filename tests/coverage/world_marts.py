"""The marts about customers, made from a simulated world in memory by the project's own queries."""

from datetime import timedelta

import duckdb

from analytics.marts.macros import make_macros
from sample_data import World
from sample_data.season import TIME_ZONE
from warehouse.settings import Settings
from warehouse.sql import read_sql

SETTINGS = Settings(business_time_zone=TIME_ZONE)
_CONTACTS = f"""
CREATE TABLE contacts AS
SELECT *, timezone('{TIME_ZONE}', occurred_at)::TIMESTAMP AS occurred_local FROM world_contacts
"""
# The days and the cells are all that the customers' marts ask of it.
_CONTACT_DAILY = """
CREATE TABLE contact_daily AS
SELECT DISTINCT
    occurred_local::DATE AS day,
    department,
    tier_of(contact_tier, delivery_mode, channel) AS contact_tier,
    channel
FROM contacts
"""


def customer_marts(world: World, settings: Settings = SETTINGS) -> duckdb.DuckDBPyConnection:
    """A database in memory: contacts, customers, contact_daily (its cells), customer_month, churn_monthly."""
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("SET TimeZone = 'UTC'; CREATE TABLE loads (loaded_at TIMESTAMPTZ)")
    connection.register("world_contacts", world.contacts)
    connection.execute(_CONTACTS)
    connection.register("world_customers", world.customers)
    connection.execute("CREATE TABLE customers AS FROM world_customers")
    make_macros(connection)
    connection.execute(_CONTACT_DAILY)
    span = {
        "first_day": world.first_day.replace(day=1),
        "end_day": world.last_day + timedelta(days=62),
        "inactivity_days": settings.definitions.inactivity_days,
    }
    for name, value in span.items():
        connection.execute(f"SET VARIABLE {name} = $value", {"value": value})
    for mart in ("customer_month", "churn_monthly"):
        connection.execute(f"CREATE TABLE {mart} AS {read_sql('analytics.marts', mart)}")
    return connection
