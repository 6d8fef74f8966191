"""Many small files: how long a run over daily exports takes, the same run again, and one more day.

    python -m benchmarks.many_files --files 2000 --rows 500

The exports are those of `benchmarks.ingest`, a file a day. Seconds of the processor are given beside those of
the clock, as they hang less on what else the machine does.
"""

import json
import shutil
import tempfile
from pathlib import Path
from time import perf_counter, process_time

import duckdb
import typer

from analytics.marts.refresh import refresh
from ingest.run import ingest
from warehouse.settings import Settings
from warehouse.settings_file import read_settings

_HERE = Path(__file__).parent


def main(files: int = 2_000, rows: int = 500) -> None:
    """Write the files, load all but the last, again, and then the last; print what each took."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _write_project(folder, files, rows)
        settings = read_settings(folder / "touchpoints.toml")
        held_back = folder / "last.csv"
        last = sorted(folder.glob("calls_*.csv"))[-1]
        last.rename(held_back)
        all_files, known = _timed(settings, "loaded"), _timed(settings, "known")
        held_back.rename(last)
        one_more = _timed(settings, None)
    print(
        json.dumps(
            {"files": files, "rows_each": rows, "load": all_files, "again": known, "one_more": one_more}
        )
    )


def _write_project(folder: Path, files: int, rows: int) -> None:
    print(f"Writing {files:,} exports of {rows:,} rows …", flush=True)
    settings = (_HERE / "ingest.toml").read_text(encoding="utf-8")
    (folder / "touchpoints.toml").write_text(settings.replace("calls.csv", "calls_*.csv"), encoding="utf-8")
    shutil.copy(_HERE / "ingest.contacts.sql", folder)
    query = (_HERE / "ingest.export.sql").read_text(encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute(f"SET VARIABLE rows = {files * rows}")
        connection.execute(
            f"CREATE TABLE calls AS SELECT *, row_number() OVER () - 1 AS place FROM ({query})"
        )
        for file in range(files):
            few = f"SELECT * EXCLUDE (place) FROM calls WHERE place // {rows} = {file}"
            connection.execute(f"COPY ({few}) TO '{folder}/calls_{file:05}.csv' (HEADER)")


def _timed(settings: Settings, status: str | None) -> dict[str, float]:
    started, processor_started = perf_counter(), process_time()
    reports = list(ingest(settings, [], refresh))
    seconds, processor_seconds = perf_counter() - started, process_time() - processor_started
    wrong = [report for report in reports if status and report.status != status]
    if wrong:
        raise RuntimeError(wrong[0])
    return {"seconds": round(seconds, 2), "processor_seconds": round(processor_seconds, 2)}


if __name__ == "__main__":
    typer.run(main)
