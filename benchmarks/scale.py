"""What loading, rebuilding and asking cost at one size after another, on one machine and on a cluster.

    python -m benchmarks.scale --contacts 1000000 --contacts 10000000 --on here --on processes --on ray

A made company's year of exports is loaded, every mart made anew, and ten measures asked for the year by
department and tier. `here` and `processes` have the warehouse in a folder; `ray` is two nodes of a processor
each on this machine, the catalogue in PostgreSQL and the data in a store. Staging seconds are those of all
workers, peak memory is that of the process that commits. The last line is JSON: the costs of each size and
place, the exponents at which they grow, and what they would be at a billion contacts and ten.
"""

import json
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Annotated, TypeVar

import duckdb
import typer

from analytics.marts.on_workers.rebuilding import rebuild_on
from analytics.marts.refresh import rebuild, refresh
from analytics.measuring import measure
from analytics.view import View
from benchmarks.made_company import FIRST_DAY, LAST_DAY
from benchmarks.own_cluster import own_cluster
from benchmarks.scaling import outlook
from benchmarks.year_of_exports import write_year
from ingest.run import ingest
from warehouse.lake import open_reader, transaction, writing
from warehouse.settings import Settings
from warehouse.settings_file import read_settings
from warehouse.sql import read_sql
from warehouse.worker_pool.opening import WorkersOn, workers_on

_HERE = Path(__file__).parent
_NODES = 2
_TOLD_SIZES = (1_000_000_000, 10_000_000_000)
_QUERIES = (
    *("contacts", "csat", "nps", "failure", "wait_p90"),
    *("service_level", "abandonment", "repeat_contact", "customers", "churn_rate"),
)
_REPEATS = 3
# Says that all exports are written.
_WHOLE = "whole"
Costs = dict[str, float]
T = TypeVar("T")


def main(
    contacts: Annotated[list[int] | None, typer.Option(help="A size; may be repeated.")] = None,
    on: Annotated[list[str] | None, typer.Option(help="here, processes or ray; may be repeated.")] = None,
    folder: Annotated[Path | None, typer.Option(help="Where exports are kept for the next time.")] = None,
) -> None:
    """Measure every size in every place; print one line of JSON last."""
    places, sizes = on or ["here"], sorted(contacts or [1_000_000])
    costs: dict[str, dict[int, Costs]] = {place: {} for place in places}
    with _addresses("ray" in places) as addresses:
        for size in sizes:
            with _exports(folder, size) as exports:
                for place in places:
                    costs[place][size] = _apart(exports, place, addresses)
                    print(json.dumps({"contacts": size, "on": place, **costs[place][size]}), flush=True)
    print(json.dumps({place: _told(of_place) for place, of_place in costs.items()}))


@contextmanager
def _exports(kept: Path | None, size: int) -> Iterator[Path]:
    """A folder with a year's exports of so many contacts; they are written unless they are kept there."""
    with ExitStack() as ending:
        folder = (
            Path(ending.enter_context(tempfile.TemporaryDirectory())) if kept is None else kept / str(size)
        )
        if not (folder / _WHOLE).exists():
            print(f"Writing exports of {size:,} contacts …", flush=True)
            folder.mkdir(parents=True, exist_ok=True)
            write_year(folder, size)
            (folder / _WHOLE).touch()
        yield folder


def _told(costs: Mapping[int, Costs]) -> dict[str, object]:
    """The costs by size, and how each grows."""
    names = next(iter(costs.values()))
    return {
        "by_contacts": costs,
        "growth": {name: outlook({size: costs[size][name] for size in costs}, _TOLD_SIZES) for name in names},
    }


@contextmanager
def _addresses(is_wanted: bool) -> Iterator[Sequence[str]]:
    if not is_wanted:
        yield ()
        return
    with own_cluster(_NODES) as addresses:
        yield addresses


def _apart(folder: Path, place: str, addresses: Sequence[str]) -> Costs:
    """In a process of its own, whose memory is then that of this measurement."""
    warehouse = folder / f"warehouse-{place}"
    # There is one where an earlier run was stopped.
    shutil.rmtree(warehouse, ignore_errors=True)
    try:
        with ProcessPoolExecutor(1, get_context("spawn")) as process:
            return process.submit(_measured, folder, place, addresses).result()
    finally:
        shutil.rmtree(warehouse, ignore_errors=True)


def _measured(folder: Path, place: str, addresses: Sequence[str]) -> Costs:
    settings, on = _settings(folder, place, addresses)
    loading, _ = _seconds(lambda: _load(settings, on))
    rebuilding, _ = _seconds(lambda: _rebuild(settings, on))
    with open_reader(settings) as connection:
        parts = connection.sql(
            "SELECT sum(staging_seconds + checking_seconds) AS staging, sum(settling_seconds) AS settling,"
            " sum(marts_seconds) AS marts FROM loads"
        ).pl()
        asking = {name: _asked(connection, settings, name) for name in _QUERIES}
        sizes = dict(connection.sql(read_sql("benchmarks", "table_sizes")).fetchall())
    return {
        "load_seconds": round(loading, 2),
        **{f"{name}_seconds": round(seconds, 2) for name, seconds in parts.row(0, named=True).items()},
        "rebuild_seconds": round(rebuilding, 2),
        **{f"asking_{name}_seconds": round(seconds, 4) for name, seconds in asking.items()},
        "asking_all_seconds": round(sum(asking.values()), 4),
        "data_mb": round(sum(sizes.values()), 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _settings(folder: Path, place: str, addresses: Sequence[str]) -> tuple[Settings, WorkersOn | None]:
    text = (_HERE / "scale.toml").read_text(encoding="utf-8")
    lines = [f'folder = "warehouse-{place}"']
    on = None if place == "here" else place
    if place == "ray":
        catalogue, data, on = addresses
        name = f"scale_{folder.name.lower()}"
        lines += [f'catalogue = "{catalogue}"', f'name = "{name}"', f'data = "{data}{name}/"']
    path = folder / f"{place}.toml"
    path.write_text("\n".join([text, "[warehouse]", *lines, ""]), encoding="utf-8")
    return read_settings(path), workers_on(on)


def _load(settings: Settings, on: WorkersOn | None) -> None:
    for report in ingest(settings, [], refresh, on=on):
        if report.status != "loaded":
            raise RuntimeError(f"{report.file}: {report.reason}")


def _rebuild(settings: Settings, on: WorkersOn | None) -> None:
    with writing(settings, "benchmarks.scale") as connection:
        if on:
            rebuild_on(on, connection, settings)
        else:
            with transaction(connection):
                rebuild(connection, settings)


def _asked(connection: duckdb.DuckDBPyConnection, settings: Settings, name: str) -> float:
    year = View(FIRST_DAY, LAST_DAY)
    by = ("department", "contact_tier")
    times = [_seconds(lambda: measure(connection, settings, name, by, year)) for _ in range(_REPEATS)]
    if not all(figures.height for _, figures in times):
        raise RuntimeError(f"{name} has no figures")
    return median(seconds for seconds, _ in times)


def _seconds(work: Callable[[], T]) -> tuple[float, T]:
    started = perf_counter()
    answer = work()
    return perf_counter() - started, answer


if __name__ == "__main__":
    typer.run(main)
