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

# What makes the tables of a version out of those of the one before: the first makes version 2 of version 1.
MIGRATIONS: Sequence[Sequence[str]] = ()
VERSION = 1 + len(MIGRATIONS)
