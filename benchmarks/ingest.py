"""What trust costs: the load with all its checks against a bare CREATE TABLE AS on the same file and lake.

    python -m benchmarks.ingest --rows 10000000
    python -m benchmarks.ingest --rows 10000000 --dlt

With `--dlt` the same file is also merged by its key into DuckDB by dlt, in an environment of its own, which
`--environment FOLDER` keeps for the next run; it checks nothing and makes no marts.

Each runs in a process of its own, so that `peak_mb` is that of the trusted load alone. The file is a
call-centre export of 17 columns; one row in a thousand breaks the contract and one in a thousand is there
twice. The bare load makes the same columns in the same types and does nothing else. Both begin with opening
an empty lake.
"""

import json
import os
import resource
import shutil
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import duckdb
import typer

from analytics.marts.refresh import refresh
from benchmarks.own_environment import install, run
from ingest.run import ingest
from warehouse.lake import open_writer
from warehouse.settings_file import read_settings

_HERE = Path(__file__).parent
_DLT = _HERE / "dlt_merge"


def main(
    rows: int = 10_000_000, repeats: int = 1, dlt: bool = False, environment: Path | None = None
) -> None:
    """Write the export, load it both ways in turn `repeats` times, print the medians."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_project(folder, rows)
        runs = [(_run("trusted", folder), _run("bare", folder)) for _ in range(repeats)]
        merged = _merged_by_dlt(folder, environment or folder / "environment") if dlt else {}
    trusted, bare = sorted(runs, key=lambda run: run[0]["seconds"] / run[1]["seconds"])[repeats // 2]
    summary = {
        "rows": rows,
        "trusted_seconds": round(trusted["seconds"], 2),
        "bare_seconds": round(bare["seconds"], 2),
        "ratio": round(trusted["seconds"] / bare["seconds"], 2),
        "peak_mb": round(max(run[0]["peak_mb"] for run in runs)),
        **{f"dlt_{name}": round(value, 2) for name, value in merged.items()},
    }
    print(json.dumps(summary))


def write_project(folder: Path, rows: int) -> None:
    """An export of so many rows, `calls.csv`, with what loads it."""
    print(f"Writing an export of {rows:,} rows …", flush=True)
    for name in ("ingest.toml", "ingest.contacts.sql"):
        shutil.copy(_HERE / name, folder / name.replace("ingest.toml", "touchpoints.toml"))
    with duckdb.connect() as connection:
        connection.execute(f"SET VARIABLE rows = {rows}")
        query = (_HERE / "ingest.export.sql").read_text(encoding="utf-8")
        connection.execute(f"COPY ({query}) TO '{folder / 'calls.csv'}' (HEADER)")


def _run(way: str, folder: Path) -> dict[str, float]:
    shutil.rmtree(folder / "warehouse", ignore_errors=True)
    return _told(way, run([sys.executable, "-m", "benchmarks.ingest", way, str(folder)]))


def _merged_by_dlt(folder: Path, environment: Path) -> dict[str, float]:
    python = environment / "bin" / "python"
    if not python.exists():
        install(environment, _DLT / "requirements.txt")
    return _told("dlt", run([str(python), str(_DLT / "load.py"), str(folder)]))


def _told(way: str, printed: str) -> dict[str, float]:
    last = printed.strip().splitlines()[-1]
    print(f"{way}: {last}", flush=True)
    return dict(json.loads(last))


def trusted(folder: Path) -> None:
    """Map, check, count, settle repeats, keep rejects, build the marts, commit."""
    settings = read_settings(folder / "touchpoints.toml")
    started = perf_counter()
    (report,) = ingest(settings, [], refresh)
    if report.status != "loaded":
        raise RuntimeError(report.reason)
    _print_result(perf_counter() - started)


def bare(folder: Path) -> None:
    """The least a load can do: one CREATE TABLE AS into the same kind of lake."""
    settings = read_settings(folder / "touchpoints.toml")
    query = (_HERE / "ingest.bare.sql").read_text(encoding="utf-8")
    started = perf_counter()
    with open_writer(settings) as connection:
        connection.execute("SET TimeZone = 'Asia/Seoul'")
        connection.execute("SET VARIABLE export = $path", {"path": str(folder / "calls.csv")})
        connection.execute(f"CREATE TABLE bare AS {query}")
        _print_result(perf_counter() - started)


def _print_result(seconds: float) -> None:
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak_mb}))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(_HERE.parent))
    if len(sys.argv) == 3 and sys.argv[1] in ("trusted", "bare"):
        {"trusted": trusted, "bare": bare}[sys.argv[1]](Path(sys.argv[2]))
    else:
        typer.run(main)
