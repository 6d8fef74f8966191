"""What a daily export of all customers costs: the first, one that says the same, and one with some changes.

    python -m benchmarks.customers --customers 1000000

Seconds of each load, and by how many bytes it makes the warehouse grow.
"""

import json
import tempfile
from pathlib import Path

import duckdb
import typer

from analytics.marts.refresh import refresh
from ingest.run import ingest
from warehouse.settings_file import read_settings

_SETTINGS = """
[[sources]]
name = "customers"
files = "*.csv"
format = "csv"
date_in_name = "%Y-%m-%d"
customers = "customers.sql"
"""
_SELECT = "-- Grain: one row per customer.\nSELECT * EXCLUDE (origin_id) FROM export"
# The export of a day, on which every hundredth customer is in another segment than before.
_EXPORT = """
-- Grain: one row per customer.
SELECT
    'C' || lpad((range * 7919 % $customers)::VARCHAR, 9, '0') AS customer_id,
    DATE '2015-01-01' + (range % 3650)::INTEGER AS joined_on,
    CASE WHEN range % 11 = 0 THEN DATE '2026-01-01' + (range % 300)::INTEGER END AS left_on,
    CASE WHEN range % 11 = 0 THEN 'price' END AS leave_causes,
    'segment ' || CASE WHEN range % 100 = $changed THEN 9 ELSE range % 5 END AS segment,
    ['economic', 'ethical', 'personalising', 'convenience'][range % 4 + 1] AS customer_type,
    range % 5000 + 0.5 AS annual_value,
    $day AS exported_on
FROM range($customers)
"""


def main(customers: int = 1_000_000) -> None:
    """Write and load an export a day; print what each cost."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "touchpoints.toml").write_text(_SETTINGS, encoding="utf-8")
        (folder / "customers.sql").write_text(
            _SELECT.replace("origin_id", "origin_id, exported_on"), encoding="utf-8"
        )
        for day, changed in (("2026-10-01", -1), ("2026-10-02", -1), ("2026-10-03", 1), ("2026-10-04", 2)):
            _write(folder / f"{day}.csv", customers, day, changed)
            print(json.dumps(_load(folder, day)), flush=True)


def _write(path: Path, customers: int, day: str, changed: int) -> None:
    with duckdb.connect() as connection:
        rows = connection.execute(_EXPORT, {"customers": customers, "day": day, "changed": changed})
        rows.pl().write_csv(path)


def _load(folder: Path, day: str) -> dict[str, object]:
    before = _size(folder)
    (report,) = ingest(read_settings(folder / "touchpoints.toml"), [folder / f"{day}.csv"], refresh)
    if report.status != "loaded":
        raise RuntimeError(report.reason)
    return {
        "day": day,
        "seconds": round(report.seconds, 2),
        "accepted": report.accepted,
        "unchanged": report.unchanged,
        "corrected": report.corrected,
        "kilobytes": (_size(folder) - before) // 1000,
    }


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in (folder / "warehouse").rglob("*") if path.is_file())


if __name__ == "__main__":
    typer.run(main)
