"""A warehouse of any size for benchmarks: a made company's year, loaded month by month."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import duckdb

from analytics.marts.refresh import refresh
from warehouse.changes import Changes
from warehouse.lake import open_writer, transaction
from warehouse.settings import Settings
from warehouse.settings_file import read_settings
from warehouse.upkeep import tidy

FIRST_DAY, LAST_DAY = date(2025, 1, 1), date(2025, 12, 31)
_CONTACTS_PER_CUSTOMER = 12
_MONTHS = 12
_HERE = Path(__file__).parent


def kept_company(folder: Path, contacts: int) -> Settings:
    """The company in a folder; made there first unless it is there."""
    path = folder / "touchpoints.toml"
    if path.exists():
        return read_settings(path)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(_HERE / "measures.toml", path)
    settings = read_settings(path)
    print(f"Making a company of {contacts:,} contacts …", flush=True)
    make_company(settings, contacts)
    tidy(settings)
    return settings


def make_company(settings: Settings, contacts: int) -> None:
    """Fill the empty warehouse of the settings; marts are brought up to date after every month."""
    with open_writer(settings) as connection:
        for name, value in {"contacts": contacts, "customers": contacts // _CONTACTS_PER_CUSTOMER}.items():
            _set(connection, name, value)
        for month in range(_MONTHS):
            with transaction(connection):
                _load_month(connection, settings, month, contacts)


def _load_month(connection: duckdb.DuckDBPyConnection, settings: Settings, month: int, contacts: int) -> None:
    first, end = contacts * month // _MONTHS, contacts * (month + 1) // _MONTHS
    for name, value in {"load_id": month + 1, "first_row": first, "end_row": end}.items():
        _set(connection, name, value)
    kinds = ("contacts", "answers", "customers") if month == 0 else ("contacts", "answers")
    for kind in kinds:
        query = (_HERE / f"measures.{kind}.sql").read_text(encoding="utf-8")
        connection.execute(f"INSERT INTO {kind} BY NAME {query}")
    length = (LAST_DAY - FIRST_DAY).days + 1
    days = {
        FIRST_DAY + timedelta(days=day) for day in range(length * month // 12, length * (month + 1) // 12 + 1)
    }
    changed = {"contacts": days, "answers": {day + timedelta(days=1) for day in days}}
    refresh(connection, settings, Changes(changed | ({"customers": set()} if month == 0 else {})))


def _set(connection: duckdb.DuckDBPyConnection, name: str, value: int) -> None:
    connection.execute(f"SET VARIABLE {name} = $value", {"value": value})
