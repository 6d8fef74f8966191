"""How long the key figures of the first page take here, by plain SQL on the contacts, and by Apache Superset.

    python -m benchmarks.competitors --contacts 10000000

All three ask the same warehouse, a made company's, in the same run, for periods nobody has asked for, and
have to come to the same numbers: waits within the 2 % of their buckets, all else exactly. Here the page is
asked for its cards as a browser asks; they also say how each figure changed, how sure it is, how it stands to
its target. SQL asks one figure after the other on a connection that stays open. Superset is asked for a
chart of one large number per figure, six at once as by a browser. `--environment FOLDER` keeps what is
installed of Superset for the next run, `--folder FOLDER` the company. Times are medians over the periods. The
last line is JSON.
"""

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

import duckdb
import typer

from analytics.measuring import measure
from analytics.view import View
from benchmarks.asking import Asker, requests_of
from benchmarks.dashboard import served
from benchmarks.made_company import LAST_DAY, kept_company
from benchmarks.superset.server import Charts, superset
from dashboard.parts.headline import MOST_FIGURES, ORDER
from warehouse.lake import open_reader
from warehouse.place import location_of
from warehouse.settings import Settings
from warehouse.sql import read_sql

Days = tuple[date, date]
Figures = dict[str, float]
FIGURES = ORDER[:MOST_FIGURES]
_PERIODS = {"month": 30, "half_year": 182}
_CHARTS_AT_ONCE = 6
_WAIT_TOLERANCE = 0.02
# What a server does at its start and ahead of questions is over, and it is not yet quiet enough for the rest.
_SETTLING_SECONDS = 4.5


def main(
    contacts: int = 10_000_000,
    repeats: int = 5,
    folder: Path | None = None,
    environment: Path | None = None,
    port: int = 8097,
) -> None:
    """Ask all three for the same figures of the same days; print one line of JSON last."""
    asked = {name: _periods(days, repeats) for name, days in _PERIODS.items()}
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        settings = kept_company(folder or place / "company", contacts)
        with open_reader(settings) as connection:
            ((size,),) = connection.sql("SELECT count(*) FROM contacts").fetchall()
            plain, by_sql = _asked(asked, partial(_by_sql, connection))
            _refuse_other({days: _measured(connection, settings, days) for days in plain}, plain)
        with served(settings.folder, port) as _:
            _, by_page = _asked(asked, partial(_by_page, _settled(port)))
        lake = location_of(settings)
        with superset(place, environment or place / "environment", lake, port + 1) as charts:
            there, by_charts = _asked(asked, partial(_by_charts, charts))
        _refuse_other(there, plain)
    seconds = {"touchpoints": by_page, "sql": by_sql, "superset": by_charts}
    print(json.dumps({"contacts": size, "figures": FIGURES, "repeats": repeats, "seconds": seconds}))


def _periods(length_days: int, repeats: int) -> list[Days]:
    """Of this length, each ending a day earlier: none of them is the one a page shows unasked."""
    ends = [LAST_DAY - timedelta(days=back + 2) for back in range(repeats)]
    return [(end - timedelta(days=length_days - 1), end) for end in ends]


def _asked(
    asked: Mapping[str, Sequence[Days]], ask: Callable[[Days], Figures]
) -> tuple[dict[Days, Figures], dict[str, float]]:
    """The figures of every period, and the median seconds of periods of a length."""
    found, seconds = {}, {}
    # What only a first question loads is not what is compared.
    ask((LAST_DAY, LAST_DAY))
    for name, periods in asked.items():
        times = []
        for days in periods:
            started = perf_counter()
            found[days] = ask(days)
            times.append(perf_counter() - started)
        seconds[name] = round(median(times), 3)
    print(json.dumps(seconds), flush=True)
    return found, seconds


def _by_sql(connection: duckdb.DuckDBPyConnection, days: Days) -> Figures:
    given = dict(zip(("since", "until"), days, strict=True))
    queries = {name: read_sql("benchmarks.plain", name) for name in FIGURES}
    return {name: connection.sql(query, params=given).fetchall()[0][0] for name, query in queries.items()}


def _measured(connection: duckdb.DuckDBPyConnection, settings: Settings, days: Days) -> Figures:
    view = View(*days)
    return {name: measure(connection, settings, name, view=view)["value"].item() for name in FIGURES}


def _settled(port: int) -> Asker:
    asker = Asker(port)
    sleep(_SETTLING_SECONDS)
    return asker


def _by_page(asker: Asker, days: Days) -> Figures:
    since, until = days
    requests = requests_of("/", asker.parts, f"&since={since}&until={until}")
    (cards,) = [request for request in requests if request[2] and "-figures." in request[2]["output"]]
    shown = asker.ask(*cards).decode()
    if missing := [name for name in FIGURES if f'"data-measure":"{name}"' not in shown]:
        raise RuntimeError(f"The page has no card of {missing}")
    return {}


def _by_charts(charts: Charts, days: Days) -> Figures:
    with ThreadPoolExecutor(_CHARTS_AT_ONCE) as pool:
        return dict(zip(FIGURES, pool.map(lambda name: charts.value(name, days), FIGURES), strict=True))


def _refuse_other(found: Mapping[Days, Figures], plain: Mapping[Days, Figures]) -> None:
    """Raise RuntimeError where a figure is not what plain SQL says."""
    for days, figures in plain.items():
        for name, fact in figures.items():
            tolerance = _WAIT_TOLERANCE if name.startswith("wait") else 1e-12
            if abs(found[days][name] - fact) > tolerance * abs(fact):
                raise RuntimeError(f"{name} of {days}: {found[days][name]}, by plain SQL {fact}")


if __name__ == "__main__":
    typer.run(main)
