"""What a figure costs from the marts, and from the contacts by plain SQL; and the driver model.

    python -m benchmarks.measures --contacts 10000000

Every measure of the overview is asked for its first view, the last 30 days, and for the whole year. The two
ways have to give the same answer: waits within the 2 % of their buckets, all else exactly. Each is also
asked for by department and contact tier, of one segment and one reason, from the wide marts that the settings
ask for, and with other settings from the contacts. The company is loaded a month at a time and left as upkeep
leaves it. Times are medians; sizes are those of the tables' files.
"""

import json
import resource
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import duckdb
import typer

from analytics.drivers.model import driver_model
from analytics.finished import usual_days
from analytics.measuring import measure
from analytics.view import View
from benchmarks.made_company import FIRST_DAY, LAST_DAY, kept_company
from dashboard.parts.headline import ORDER
from warehouse.lake import open_reader
from warehouse.settings import Marts, Settings
from warehouse.sql import read_sql

_PLACES = ("department", "contact_tier")
_WAIT_TOLERANCE = 0.02


def main(contacts: int = 10_000_000, repeats: int = 5, folder: Path | None = None) -> None:
    """Make the company unless `folder` holds it already, time everything, print one line of JSON last."""
    with tempfile.TemporaryDirectory() as place:
        settings = kept_company(folder or Path(place), contacts)
        built_mb = _peak_mb()
        with open_reader(settings) as connection:
            views = {
                "last_30_days": View(*usual_days((FIRST_DAY, LAST_DAY))),
                "year": View(FIRST_DAY, LAST_DAY),
            }
            timed = {
                name: {
                    view: _timed(connection, settings, name, days, repeats) for view, days in views.items()
                }
                for name in ORDER
            }
            picked = _all_by_dimension(connection, settings, views, repeats)
            of_places = {
                view: _seconds(partial(measure, connection, settings, "customers", _PLACES, days), repeats)[0]
                for view, days in views.items()
            }
            without = settings.model_copy(update={"marts": Marts()})
            unstored = _all_by_dimension(connection, without, views, repeats=1)
            sizes = connection.sql(read_sql("benchmarks", "table_sizes")).fetchall()
            model_seconds, _ = _seconds(lambda: driver_model(connection, settings), 1)
    slowest = {view: max(row[view]["marts_ms"] for row in timed.values()) for view in views}
    summary = {
        "contacts": contacts,
        "measures": timed,
        "slowest_ms": slowest,
        "by_dimension_ms": picked,
        "slowest_by_dimension_ms": _slowest(picked),
        "customers_of_places_ms": {view: round(1000 * seconds, 1) for view, seconds in of_places.items()},
        "slowest_by_dimension_from_contacts_ms": _slowest(unstored),
        "megabytes": dict(sizes),
        "driver_model_seconds": round(model_seconds, 2),
        "peak_mb_while_loading": round(built_mb),
        "peak_mb": round(_peak_mb()),
    }
    print(json.dumps(summary))


def _timed(
    connection: duckdb.DuckDBPyConnection, settings: Settings, name: str, view: View, repeats: int
) -> dict[str, float]:
    query = read_sql("benchmarks.plain", name)
    days = {"since": view.since, "until": view.until}
    marts, figure = _seconds(lambda: measure(connection, settings, name, view=view)["value"].item(), repeats)
    plain, fact = _seconds(lambda: connection.sql(query, params=days).fetchall()[0][0], repeats)
    tolerance = _WAIT_TOLERANCE if name.startswith("wait") else 1e-12
    if abs(figure - fact) > tolerance * abs(fact):
        raise RuntimeError(f"{name}: {figure} from the marts, {fact} from the contacts")
    print(f"{name}: {figure:.6g} · marts {1000 * marts:.0f} ms, contacts {1000 * plain:.0f} ms", flush=True)
    return {"marts_ms": round(1000 * marts, 1), "contacts_ms": round(1000 * plain, 1)}


def _all_by_dimension(
    connection: duckdb.DuckDBPyConnection, settings: Settings, views: Mapping[str, View], repeats: int
) -> dict[str, dict[str, float]]:
    return {
        name: {
            view: _timed_by_dimension(connection, settings, name, days, repeats)
            for view, days in views.items()
        }
        for name in ORDER
    }


def _timed_by_dimension(
    connection: duckdb.DuckDBPyConnection, settings: Settings, name: str, view: View, repeats: int
) -> float:
    narrowed = view.pick(segment="plus", reason="fault")
    seconds, rows = _seconds(lambda: measure(connection, settings, name, _PLACES, narrowed).height, repeats)
    if not rows:
        raise RuntimeError(f"{name} has no figures by dimension")
    return round(1000 * seconds, 1)


def _slowest(timed: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The longest of each view."""
    views = next(iter(timed.values()))
    return {view: max(row[view] for row in timed.values()) for view in views}


def _seconds(work: Callable[[], Any], repeats: int) -> tuple[float, Any]:
    times = []
    for _ in range(repeats):
        started = perf_counter()
        answer = work()
        times.append(perf_counter() - started)
    return median(times), answer


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    typer.run(main)
