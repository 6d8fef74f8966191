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
MIGRATIONS: Sequence[Sequence[str]] = (
    [
        """CREATE TABLE benchmarks (
            benchmark_id INTEGER NOT NULL PRIMARY KEY,
            organisation VARCHAR NOT NULL,
            index_name VARCHAR NOT NULL,
            year INTEGER NOT NULL,
            about VARCHAR NOT NULL,
            name VARCHAR NOT NULL,
            value FLOAT NOT NULL,
            lowest FLOAT NOT NULL,
            highest FLOAT NOT NULL,
            source VARCHAR NOT NULL,
            changed_at DATETIME NOT NULL,
            UNIQUE (organisation, index_name, year, about, name)
        )""",
    ],
)
VERSION = 1 + len(MIGRATIONS)
