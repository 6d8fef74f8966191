"""What corrections cost: one row in a hundred of a loaded export comes again with another wait.

    python -m benchmarks.corrections --rows 10000000

The export is that of `benchmarks.ingest`. Once it is loaded, three files of corrections follow: of its last
days, as most corrections are; of as many days in its middle, where customers' later months hang on them; and
of rows all over the year, each of whose days changes. The last line is JSON, with the seconds of each as a
share of those of the whole export.
"""

import json
import tempfile
from pathlib import Path
from time import perf_counter

import duckdb
import typer

from analytics.marts.refresh import refresh
from benchmarks.ingest import write_project
from ingest.run import ingest
from warehouse.settings import Settings
from warehouse.settings_file import read_settings
from warehouse.sql import literal

_PLACE = "call_id[2:]::BIGINT"


def main(rows: int = 10_000_000) -> None:
    """Load the export, then the corrections; print what each took."""
    few = rows // 100
    corrected = {
        "last": f"{_PLACE} >= {rows - few}",
        "middle": f"{_PLACE} BETWEEN {rows // 2} AND {rows // 2 + few - 1}",
        "spread": f"{_PLACE} % 100 = 7",
    }
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_project(folder, rows)
        _write_corrections(folder, corrected)
        settings = _settings(folder)
        whole, _ = _loaded(settings, folder / "calls.csv")
        print(json.dumps({"whole_seconds": whole}), flush=True)
        told: dict[str, dict[str, float]] = {}
        for name in corrected:
            seconds, rows_corrected = _loaded(settings, folder / f"calls_{name}.csv")
            told[name] = {"seconds": seconds, "corrected": rows_corrected, "share": round(seconds / whole, 3)}
            print(json.dumps({name: told[name]}), flush=True)
    print(json.dumps({"rows": rows, "whole_seconds": whole, "corrections": told}))


def _settings(folder: Path) -> Settings:
    path = folder / "touchpoints.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("calls.csv", "calls*.csv"), encoding="utf-8")
    return read_settings(path)


def _write_corrections(folder: Path, corrected: dict[str, str]) -> None:
    export = literal(str(folder / "calls.csv"))
    with duckdb.connect() as connection:
        for number, (name, condition) in enumerate(corrected.items(), start=1):
            query = f"SELECT * REPLACE (wait + {number} AS wait) FROM read_csv({export}) WHERE {condition}"
            connection.execute(f"COPY ({query}) TO {literal(str(folder / f'calls_{name}.csv'))} (HEADER)")


def _loaded(settings: Settings, path: Path) -> tuple[float, int]:
    """Seconds, and rows corrected."""
    started = perf_counter()
    (report,) = ingest(settings, [path], refresh)
    if report.status != "loaded":
        raise RuntimeError(report.reason)
    return round(perf_counter() - started, 2), report.corrected


if __name__ == "__main__":
    typer.run(main)
