"""A process that asks a query which spills: `python spilling.py SETTINGS ROWS TIMES`.

A line per answer: how many bytes lay spilled while its rows were read, and a hash of all rows in order.
"""

import hashlib
import sys
from pathlib import Path

import duckdb

from warehouse.lake import open_reader
from warehouse.settings_file import read_settings

SORTED = "SELECT range AS n, repeat(range::VARCHAR, 12) AS text FROM range(?) ORDER BY hash(range), text"


def main(settings_file: Path, rows: int, times: int) -> None:
    with open_reader(read_settings(settings_file)) as connection:
        for _ in range(times):
            sys.stdout.write("{} {}\n".format(*answer(connection, rows)))
            sys.stdout.flush()


def answer(connection: duckdb.DuckDBPyConnection, rows: int) -> tuple[int, str]:
    """What is spilled stays until the last rows are read, so it is counted after the first."""
    ((place,),) = connection.sql("SELECT current_setting('temp_directory')").fetchall()
    content = hashlib.blake2b(digest_size=8)
    spilled = 0
    for batch in connection.execute(SORTED, [rows]).to_arrow_reader(100_000):
        spilled = spilled or sum(path.stat().st_size for path in Path(place).iterdir())
        for column in batch.to_pydict().values():
            content.update(repr(column).encode())
    return spilled, content.hexdigest()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
