"""A project in a temporary folder, loaded and queried as a user would."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from analytics.marts.refresh import rebuild, refresh
from ingest.report import FileReport
from ingest.run import ingest
from tests.cluster.placing import placed
from warehouse.changes import Changes
from warehouse.lake import open_reader
from warehouse.settings import Settings
from warehouse.settings_file import read_settings

SETTINGS = """
business_time_zone = "Asia/Seoul"

[channels]
phone = "phone"
web = "digital"
branch = "face_to_face_tight"

[delivery_modes]
digital = "low"
phone = "medium"
face_to_face_tight = "high"

[[sources]]
name = "calls"
files = "calls*.csv"
format = "csv"
contacts = "calls.sql"
"""
CALLS_SELECT = """
-- Grain: one row per call.
SELECT origin, id AS contact_id, customer AS customer_id, started AS occurred_at, department, channel,
    wait AS wait_seconds, result AS outcome
FROM export
"""
# Customers, of whom each file has the states of its day.
PEOPLE_SOURCE = """
[[sources]]
name = "people"
files = "people-*.csv"
format = "csv"
date_in_name = "%Y-%m-%d"
customers = "people.sql"
"""
PEOPLE_SELECT = "SELECT origin, no AS customer_id, class AS segment FROM export"
HEADER = "id,customer,started,department,channel,wait,result"


@dataclass(frozen=True)
class Project:
    """A folder with settings, SELECTs and exports, and what its warehouse says."""

    folder: Path

    @property
    def settings(self) -> Settings:
        return read_settings(self.folder / "touchpoints.toml")

    def write(self, name: str, text: str, encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(placed(text, self.folder) if name == "touchpoints.toml" else text, encoding=encoding)
        return path

    def write_calls(self, name: str, *rows: str) -> Path:
        return self.write(name, "\n".join([HEADER, *rows, ""]))

    def write_people(self, day: str, *rows: str) -> Path:
        return self.write(f"people-{day}.csv", "\n".join(["no,class", *rows, ""]))

    def ingest(self, *paths: Path) -> list[FileReport]:
        return list(ingest(self.settings, paths, refresh))

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with open_reader(self.settings) as connection:
            return connection.sql(sql).pl().rows()

    def tables(self, names: Sequence[str]) -> dict[str, pl.DataFrame]:
        """Each table's rows in an order of their own, without what depends on the order of loads."""
        with open_reader(self.settings) as connection:
            frames = {name: connection.sql(f"SELECT * FROM {name}").pl() for name in names}
        return {
            name: frame.drop("load_id", "loaded_at", "seconds", strict=False).sort(pl.all())
            for name, frame in frames.items()
        }


def all_marts(connection: duckdb.DuckDBPyConnection, settings: Settings, _changes: Changes) -> None:
    """Make every mart, whatever changed."""
    rebuild(connection, settings)


def differing(one: Project, other: Project, names: Sequence[str]) -> list[str]:
    """Those of the tables that do not hold the same rows in both."""
    ours, theirs = one.tables(names), other.tables(names)
    return [name for name in names if not ours[name].equals(theirs[name])]
