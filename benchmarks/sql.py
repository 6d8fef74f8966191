"""What an ad-hoc query costs beside the query itself, since each has a process of its own.

    python -m benchmarks.sql --contacts 1000000

Warm: a small query is asked of a server whose next process is ready. Cold: the whole command
`touchpoints sql`. Heavy: sorts and groups with little memory, for what their process takes beside it.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import typer

from analytics.adhoc import QueryServer, run_sql
from benchmarks.made_company import make_company
from warehouse.errors import QueryError
from warehouse.settings import QueryLimits, Settings
from warehouse.settings_file import read_settings

_HERE = Path(__file__).parent
_SMALL = "SELECT department, sum(contacts) AS contacts FROM contact_daily GROUP BY ALL"
_HEAVY = (
    "SELECT contact_id, hash(contact_id) AS h FROM contacts ORDER BY h DESC",
    "SELECT count(*) FROM (SELECT DISTINCT contact_id, occurred_at FROM contacts)",
    "SELECT customer_id, list(contact_id ORDER BY occurred_at) FROM contacts GROUP BY ALL",
)
_LITTLE_MEMORY = 200_000_000
# Until the next process is ready; the benchmark asks no sooner.
_PAUSE_SECONDS = 2.0


def main(contacts: int = 1_000_000, repeats: int = 40, folder: Path | None = None) -> None:
    """Make the company unless `folder` holds it already, time everything, print one line of JSON last."""
    with tempfile.TemporaryDirectory() as place:
        settings = _company(folder or Path(place), contacts)
        warm = _warm(settings, repeats)
        cold = [_cold(settings) for _ in range(max(3, repeats // 8))]
        heavy_mb = _heavy(settings)
    summary = {
        "contacts": contacts,
        "warm_median_seconds": round(median(warm), 3),
        "warm_p95_seconds": round(quantiles(warm, n=20)[-1], 3),
        "cold_median_seconds": round(median(cold), 2),
        "heavy_query_memory_mb": _LITTLE_MEMORY // 1_000_000,
        "heavy_peak_mb": round(heavy_mb),
    }
    print(json.dumps(summary))


def _company(folder: Path, contacts: int) -> Settings:
    if not (folder / "touchpoints.toml").exists():
        text = (_HERE / "measures.toml").read_text(encoding="utf-8")
        (folder / "touchpoints.toml").write_text(text, encoding="utf-8")
        print(f"Making a company of {contacts:,} contacts …", flush=True)
        make_company(read_settings(folder / "touchpoints.toml"), contacts)
    return read_settings(folder / "touchpoints.toml")


def _warm(settings: Settings, repeats: int) -> list[float]:
    with QueryServer(settings) as server:
        taken = []
        for _ in range(repeats):
            time.sleep(_PAUSE_SECONDS)
            started = perf_counter()
            server.run_sql(_SMALL)
            taken.append(perf_counter() - started)
    return taken


def _cold(settings: Settings) -> float:
    command = [sys.executable, "-m", "touchpoints", "sql", "SELECT 1"]
    started = perf_counter()
    subprocess.run(  # noqa: S603 - our own command
        [*command, "--config", str(settings.folder / "touchpoints.toml")], check=True, capture_output=True
    )
    return perf_counter() - started


def _heavy(settings: Settings) -> float:
    """The most that the process of a heavy query took, in MB; one that needs more than it may have counts."""
    limits = QueryLimits.model_validate({"seconds": 600, "memory": _LITTLE_MEMORY})
    for query in _HEAVY:
        with suppress(QueryError):
            run_sql(settings.model_copy(update={"query": limits}), query)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    typer.run(main)
