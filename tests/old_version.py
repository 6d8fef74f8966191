"""Makes the warehouse of an earlier version that tests bring up to date.

The code that is imported decides of which version it is, so run it with that version's code:

    git worktree add ../old COMMIT && cp tests/old_version.py ../old/ && cd ../old
    PYTHONPATH=. python old_version.py version_4.zip

The zip holds the project with its warehouse, and in `figures.json` what that version read from it.
"""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from analytics.marts.refresh import refresh
from ingest.run import ingest
from warehouse.lake import open_reader
from warehouse.settings_file import read_settings

FIGURES = {
    "contacts": "SELECT contact_id, customer_id, occurred_at::VARCHAR, outcome FROM contacts ORDER BY 1",
    "customers": "SELECT customer_id, valid_from::VARCHAR, segment FROM customer_states ORDER BY ALL",
    "answers": "SELECT answer_id, contact_id, item, score FROM answers ORDER BY 1",
    "rejects": "SELECT file, line, rule, value FROM rejected_rows WHERE replayed_in IS NULL ORDER BY ALL",
    "loads": "SELECT file, status, rows_read, rows_accepted, rows_rejected FROM loads ORDER BY load_id",
    "daily": "SELECT day::VARCHAR, sum(contacts)::BIGINT FROM contact_daily GROUP BY 1 ORDER BY 1",
    "measures": "SELECT day::VARCHAR, measure, value FROM daily_measures ORDER BY ALL",
}
_SETTINGS = """
business_time_zone = "Asia/Seoul"

[channels]
phone = "phone"

[delivery_modes]
phone = "medium"

[[sources]]
name = "calls"
files = "calls*.csv"
format = "csv"
contacts = "calls.sql"

[[sources]]
name = "people"
files = "people-*.csv"
format = "csv"
date_in_name = "%Y-%m-%d"
customers = "people.sql"

[[sources]]
name = "surveys"
files = "surveys*.csv"
format = "csv"
answers = "surveys.sql"
"""
_CALLS = """
-- Grain: one row per call.
SELECT origin, id AS contact_id, customer AS customer_id, started AS occurred_at, department, channel,
    wait AS wait_seconds, result AS outcome
FROM export
"""
_SURVEYS = """
-- Grain: one row per answered item.
SELECT
    origin, call || '-' || item AS answer_id, call AS survey_id, 'c' || call AS contact_id,
    day AS answered_at, item, score
FROM export
"""
_HEADER = "id,customer,started,department,channel,wait,result"
_RESULTS = ("resolved", "failed", "unresolved", "PHANTOM", "abandoned")


def main(target: Path) -> None:
    """Write the zip."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _load(folder)
        (folder / "figures.json").write_text(json.dumps(figures(folder)), encoding="utf-8")
        with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as packed:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and "work" not in path.parts and path.suffix != ".lock":
                    packed.write(path, path.relative_to(folder))


def figures(folder: Path) -> dict[str, list[list[object]]]:
    """What the warehouse of a project says, as JSON has it."""
    with open_reader(read_settings(folder / "touchpoints.toml")) as connection:
        return {
            name: [list(row) for row in connection.sql(query).fetchall()] for name, query in FIGURES.items()
        }


def _load(folder: Path) -> None:
    """Rows in the catalogue and in files, deleted ones in both, rejects, a failure, customers' states."""
    _write(folder / "touchpoints.toml", _SETTINGS)
    _write(folder / "calls.sql", _CALLS)
    _write(folder / "people.sql", "SELECT origin, no AS customer_id, class AS segment FROM export")
    _write(folder / "surveys.sql", _SURVEYS)
    _write(folder / "calls_1.csv", _HEADER, *(_call(number) for number in range(150)))
    _write(folder / "people-2026-01-01.csv", "no,class", "k0,basic", "k1,basic")
    _write(folder / "surveys_1.csv", "call,day,item,score", *(_answer(number) for number in range(120)))
    _ingest(folder)
    _write(folder / "calls_2.csv", _HEADER, *(_call(number, wait=9) for number in range(5)))
    _write(folder / "people-2026-02-01.csv", "no,class", "k0,gold", "k1,basic")
    _write(folder / "calls_3.csv", "nothing", "of this")
    _ingest(folder)


def _ingest(folder: Path) -> None:
    for _ in ingest(read_settings(folder / "touchpoints.toml"), [], refresh):
        pass


def _write(path: Path, *lines: str) -> None:
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def _call(number: int, wait: int = 5) -> str:
    result = _RESULTS[number % len(_RESULTS)]
    return f"c{number},k{number % 7},2026-01-{1 + number % 28:02} 10:00:00,loans,phone,{wait},{result}"


def _answer(number: int) -> str:
    call, item = divmod(number, 2)
    score = 1 + number * 7 % 5 if item else number * 3 % 11
    return f"{call},2026-01-{3 + number % 28:02},{('nps', 'csat')[item]},{score}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
