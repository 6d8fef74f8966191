"""Figures for Prometheus: of the server itself, and of the newest version of the warehouse."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from analytics.freshness.sources import is_late, source_freshness
from dashboard.lake.store import Store
from dashboard.server.processes import Processes
from dashboard.server.request_kinds import kind_of
from dashboard.server.together import shared_folder
from warehouse.errors import TouchpointsError

# From an answer that is kept to the first question about a large warehouse.
_BOUNDS_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Figures:
    """What is told at /metrics; each application has its own.

    Of several processes that answer at one address each tells what all of them counted.
    """

    def __init__(self, store: Store) -> None:
        counted = self.told = CollectorRegistry()
        self.told.register(_Warehouse(store))
        folder = shared_folder()
        if folder is None:
            ProcessCollector(registry=self.told)
        else:
            # What is counted here goes into the folder, and is told from there with what the others count.
            counted = CollectorRegistry()
            of_all: Any = MultiProcessCollector  # its library says no types
            of_all(self.told, str(folder))
            self.told.register(Processes(folder))
        self.requests = Counter(
            "touchpoints_http_requests", "Requests by kind and status.", ["kind", "status"], registry=counted
        )
        self.seconds = Histogram(
            "touchpoints_http_request_seconds",
            "Seconds until a request was answered.",
            ["kind"],
            buckets=_BOUNDS_SECONDS,
            registry=counted,
        )
        questions = Counter(
            "touchpoints_cache_requests", "Questions to the warehouse.", ["result"], registry=counted
        )
        hits, misses = questions.labels("hit"), questions.labels("miss")
        store.cache_use.tell = lambda is_hit: (hits if is_hit else misses).inc()


class Measured:
    """A WSGI application before another, which counts what is asked and how long answers take."""

    def __init__(self, application: Callable[..., Iterable[bytes]], figures: Figures) -> None:
        self._application = application
        self._figures = figures

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        kind, began = kind_of(environ.get("PATH_INFO", "")), time.perf_counter()

        def start(status: str, headers: Any, error: Any = None) -> Any:
            self._figures.requests.labels(kind, status[:3]).inc()
            return start_response(status, headers, error)

        try:
            return self._application(environ, start)
        finally:
            self._figures.seconds.labels(kind).observe(time.perf_counter() - began)


class _Warehouse(Collector):
    """Asked once per version of the warehouse: the answer is kept as those to pages are."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def describe(self) -> Iterable[Metric]:
        """Nothing: it would have to ask."""
        return []

    def collect(self) -> Iterator[Metric]:
        readable = GaugeMetricFamily("touchpoints_warehouse_readable", "1 while the warehouse can be read.")
        try:
            with self._store.reading() as reading:
                sources = reading.ask(source_freshness)
        except TouchpointsError:
            readable.add_metric([], 0)
            yield readable
            return
        readable.add_metric([], 1)
        yield readable
        now = datetime.now(UTC)
        yield from _of_sources(list(sources.with_columns(late=is_late(now)).iter_rows(named=True)), now)


def _of_sources(rows: list[dict[str, Any]], now: datetime) -> Iterator[Metric]:
    def by_part(prefix: str, parts: Iterable[str]) -> dict[tuple[str, str], float]:
        return {(row["source"], part): row[f"{prefix}_{part}"] or 0 for row in rows for part in parts}

    def each(column: str) -> dict[str, float]:
        return {row["source"]: float(row[column]) for row in rows if row[column] is not None}

    def age(column: str) -> dict[str, float]:
        return {row["source"]: (now - row[column]).total_seconds() for row in rows if row[column] is not None}

    loads = by_part("loads", ("loaded", "rejected", "failed"))
    yield _counter("loads", "Attempts to load a file.", ["source", "status"], loads)
    outcomes = by_part("rows", ("accepted", "unchanged", "corrected", "rejected"))
    yield _counter("rows", "Records by what became of them.", ["source", "outcome"], outcomes)
    yield _counter("load_seconds", "Seconds that loads took.", ["source"], each("seconds"))
    yield _gauge("rejects_open", "Records that stand rejected.", each("rejects_open"))
    yield _gauge("newest_record_age_seconds", "Age of the newest record.", age("newest_at"))
    yield _gauge("last_load_age_seconds", "Time since something was loaded.", age("last_loaded_at"))
    yield _gauge("source_late", "1 while a source is late.", each("late"))


def _counter(name: str, meaning: str, labels: list[str], values: Mapping[Any, float]) -> CounterMetricFamily:
    family = CounterMetricFamily(f"touchpoints_{name}", meaning, labels=labels)
    for key, value in values.items():
        family.add_metric([key] if isinstance(key, str) else list(key), value)
    return family


def _gauge(name: str, meaning: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"touchpoints_{name}", meaning, labels=["source"])
    for source, value in values.items():
        family.add_metric([source], value)
    return family
