"""The exports of a made company's year, in files that one worker takes each."""

import shutil
from math import ceil
from pathlib import Path

import duckdb

from warehouse.sql import literal, read_sql

_CONTACTS_PER_CUSTOMER = 12
_LEAST_FILES, _ROWS_OF_FILE = 12, 2_500_000
_HERE = Path(__file__).parent


def write_year(folder: Path, contacts: int) -> None:
    """Customers, contacts and answers as CSV, and what maps them."""
    shutil.copy(_HERE / "scale.select.sql", folder)
    files = max(_LEAST_FILES, ceil(contacts / _ROWS_OF_FILE))
    with duckdb.connect() as connection:
        _set(connection, load_id=0, contacts=contacts, customers=max(1, contacts // _CONTACTS_PER_CUSTOMER))
        _write(connection, read_sql("benchmarks", "measures.customers"), folder / "customers.csv", "load_id")
        for file in range(files):
            _set(connection, first_row=contacts * file // files, end_row=contacts * (file + 1) // files)
            query = read_sql("benchmarks", "measures.contacts")
            connection.execute(f"CREATE OR REPLACE TABLE contacts AS {query}")
            left_out = "occurred_local, load_id"
            _write(connection, "FROM contacts", folder / f"contacts_{file:05}.csv", left_out)
            answers = read_sql("benchmarks", "measures.answers")
            _write(connection, answers, folder / f"answers_{file:05}.csv", "answered_local, load_id")


def _write(connection: duckdb.DuckDBPyConnection, query: str, path: Path, left_out: str) -> None:
    connection.execute(
        f"COPY (SELECT * EXCLUDE ({left_out}) FROM ({query})) TO {literal(str(path))} (HEADER)"
    )


def _set(connection: duckdb.DuckDBPyConnection, **values: int) -> None:
    for name, value in values.items():
        connection.execute(f"SET VARIABLE {name} = {value}")
