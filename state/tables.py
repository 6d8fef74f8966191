"""The tables of the state, and how those of earlier versions become them."""

from collections.abc import Sequence

import sqlalchemy as sa

METADATA = sa.MetaData()

# One row per fact about the state itself.
FACTS = sa.Table(
    "state_facts",
    METADATA,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)

# One row per customer to call and month in which they may leave. risk, reasons and annual_value are as they
# stood when the customer was put on the list.
CALLS = sa.Table(
    "calls",
    METADATA,
    sa.Column("call_id", sa.Integer, primary_key=True),
    sa.Column("customer_id", sa.String, nullable=False),
    sa.Column("month", sa.Date, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("note", sa.String, nullable=False),
    sa.Column("risk", sa.Float),
    sa.Column("reasons_ko", sa.String),
    sa.Column("reasons_en", sa.String),
    sa.Column("annual_value", sa.Float),
    sa.Column("added_at", sa.DateTime, nullable=False),
    sa.Column("changed_at", sa.DateTime, nullable=False),
    sa.Column("called_on", sa.Date),
    sa.UniqueConstraint("customer_id", "month"),
)

# One row per change of the service: what was wrong, what is done about it, by whom, and the measure it is
# meant for. departments is a JSON list, empty for all of them; wanted is in the measure's unit, with a sign.
CHANGES = sa.Table(
    "changes",
    METADATA,
    sa.Column("change_id", sa.Integer, primary_key=True),
    sa.Column("begins_on", sa.Date, nullable=False),
    sa.Column("departments", sa.String, nullable=False),
    sa.Column("contact_tier", sa.String),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("problem", sa.String, nullable=False),
    sa.Column("plan", sa.String, nullable=False),
    sa.Column("owner", sa.String, nullable=False),
    sa.Column("due", sa.Date),
    sa.Column("done_on", sa.Date),
    sa.Column("measure", sa.String, nullable=False),
    sa.Column("wanted", sa.Float),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("added_at", sa.DateTime, nullable=False),
    sa.Column("changed_at", sa.DateTime, nullable=False),
)

# One row per incident that somebody told in an interview, or wrote down otherwise; of a customer only where
# that is known.
INCIDENTS = sa.Table(
    "incidents",
    METADATA,
    sa.Column("incident_id", sa.Integer, primary_key=True),
    sa.Column("happened_on", sa.Date, nullable=False),
    sa.Column("department", sa.String, nullable=False),
    sa.Column("contact_tier", sa.String, nullable=False),
    sa.Column("channel", sa.String, nullable=False),
    sa.Column("side", sa.String, nullable=False),
    sa.Column("words", sa.String, nullable=False),
    sa.Column("code", sa.String, nullable=False),
    sa.Column("source", sa.String, nullable=False),
    sa.Column("customer_id", sa.String),
    sa.Column("added_at", sa.DateTime, nullable=False),
)

# One row per contact of the records that somebody looked at as an incident, and what they called it.
INCIDENT_REVIEWS = sa.Table(
    "incident_reviews",
    METADATA,
    sa.Column("contact_id", sa.String, primary_key=True),
    sa.Column("customer_id", sa.String, nullable=False),
    sa.Column("is_reviewed", sa.Boolean, nullable=False),
    sa.Column("code", sa.String, nullable=False),
    sa.Column("changed_at", sa.DateTime, nullable=False),
)

# One row per value that somebody published, or that is known from elsewhere. about: "own", "competitor" or
# "industry"; name: which one, where it has one. lowest, highest: the scale of the value.
BENCHMARKS = sa.Table(
    "benchmarks",
    METADATA,
    sa.Column("benchmark_id", sa.Integer, primary_key=True),
    sa.Column("organisation", sa.String, nullable=False),
    sa.Column("index_name", sa.String, nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("about", sa.String, nullable=False),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("value", sa.Float, nullable=False),
    sa.Column("lowest", sa.Float, nullable=False),
    sa.Column("highest", sa.Float, nullable=False),
    sa.Column("source", sa.String, nullable=False),
    sa.Column("changed_at", sa.DateTime, nullable=False),
    sa.UniqueConstraint("organisation", "index_name", "year", "about", "name"),
)

# What makes the tables of a version out of those of the one before: the first makes version 2 of version 1.
# Tables that are new in a version are made after it, from what is said of them above.
MIGRATIONS: Sequence[Sequence[str]] = ((),)
VERSION = 1 + len(MIGRATIONS)
