"""A database that is published into, as its owner and its readers see it."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

import psycopg
from typer.testing import CliRunner

from publish.tables import publishable
from tests.cluster.postgres import PASSWORD, Postgres
from tests.project import SETTINGS, Project
from touchpoints import app

PUBLISHER, READER = "touchpoints", "bi"
ANSWERS = """
[[sources]]
name = "survey"
files = "survey*.csv"
format = "csv"
answers = "survey.sql"
"""
ANSWERS_SELECT = """
SELECT origin, no AS answer_id, 's' AS survey_id, call AS contact_id, said AS answered_at, 'csat' AS item,
    score
FROM export
"""
_numbers = count()


@dataclass(frozen=True)
class Reporting:
    """A server whose database `reporting` has a role that publishes and one that reads."""

    server: Postgres

    @property
    def address(self) -> str:
        """As settings take it."""
        return f"postgresql://{PUBLISHER}@127.0.0.1:{self.server.port}/reporting"

    @contextmanager
    def opened(
        self, role: str = PUBLISHER, *, is_autocommit: bool = True
    ) -> Iterator[psycopg.Connection[Any]]:
        """A connection of a role, that goes with the block."""
        address = self.address.replace(f"{PUBLISHER}@", f"{role}@")
        with psycopg.connect(address, password=PASSWORD, autocommit=is_autocommit) as connection:
            yield connection

    def rows(self, query: str, role: str = PUBLISHER) -> list[tuple[Any, ...]]:
        with self.opened(role) as connection:
            return connection.execute(query).fetchall()

    def run(self, statement: str, role: str = PUBLISHER) -> None:
        with self.opened(role) as connection:
            connection.execute(statement)

    def publishing(self, project: Project, *more: str, marts: str = "") -> "Publisher":
        """The project's figures are published into a schema of its own. more: keys of [publish]."""
        schema = f"figures_{os.getpid()}_{next(_numbers)}"
        keys = "\n".join(
            [f'database = "{self.address}"', f'schema = "{schema}"', f'reader = "{READER}"', *more]
        )
        project.write("touchpoints.toml", f"{SETTINGS}{ANSWERS}{marts}\n[publish]\n{keys}\n")
        project.write("survey.sql", ANSWERS_SELECT)
        return self.publisher(project, schema)

    def publisher(self, project: Project, schema: str) -> "Publisher":
        """The project, which publishes into a schema as its settings say."""
        return Publisher(self, project, schema)


@dataclass(frozen=True)
class Publisher:
    """A project whose figures are published."""

    reporting: Reporting
    project: Project
    schema: str

    def verb(self, *words: str) -> Any:
        """A verb of the command, and what came of it."""
        return CliRunner().invoke(app, [*words, "--config", str(self.project.folder / "touchpoints.toml")])

    def load(self, name: str, *rows: str) -> None:
        """A file of calls, and an answer about each of them."""
        self.project.write_calls(f"calls_{name}.csv", *rows)
        answers = (
            f"a{call},{call},{started},{1 + number % 5}"
            for number, (call, _, started, *_) in enumerate(row.split(",") for row in rows)
        )
        self.project.write(f"survey_{name}.csv", "\n".join(["no,call,said,score", *answers, ""]))
        done = self.verb("ingest")
        assert done.exit_code == 0, (done.output, done.exception)

    def version(self) -> int:
        """The version that is published."""
        ((version,),) = self.reporting.rows(f"SELECT version FROM {self.schema}.published")
        return int(version)

    def differing(self) -> list[str]:
        """The tables that do not hold what those of the warehouse hold, each row to its last digit."""
        names = publishable(self.project.settings)
        ours = {name: self.project.query(f"SELECT * FROM {name}") for name in names}
        return [name for name, rows in ours.items() if _sorted(rows) != _sorted(self.table(name))]

    def table(self, name: str, role: str = READER) -> list[tuple[Any, ...]]:
        """What a reader sees in it."""
        return self.reporting.rows(f"SELECT * FROM {self.schema}.{name}", role)

    def newest(self) -> int:
        """The newest version of the warehouse."""
        ((version,),) = self.project.query("SELECT max(snapshot_id) FROM ducklake_snapshots('lake')")
        return int(version)


def calls(first: int, last: int, day: str = "2026-01-05", result: str = "resolved") -> list[str]:
    """One a customer, on a day."""
    return [f"c{n},k{n},{day} 1{n % 9}:00:00,loans,phone,{n},{result}" for n in range(first, last)]


def _sorted(rows: Sequence[tuple[Any, ...]]) -> list[str]:
    return sorted(map(repr, rows))
