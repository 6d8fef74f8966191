"""What readers wait for pages: one in Chromium, then 20 without pauses, alone and beside a load.

    python -m benchmarks.dashboard demo

The project is copied, and its exports loaded into a warehouse of the copy. One of the 20 opens a page as a
browser does: the document, the page, then all parts that the page fills. The server and the load are
processes of their own. With `--idle 150`, so many connections are opened meanwhile that never ask for
anything; with `--seconds 0` the 20 do not come, with `--no-pages` the one does not; with `--workers 2` so
many processes answer; with `--clients 20 --clients 50` first 20 come and then 50.
"""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPException
from itertools import cycle
from pathlib import Path
from threading import Event, Thread
from typing import Annotated, Any

import typer

from benchmarks.asking import HOST, PAGES, PATIENCE_SECONDS, Asker, requests_of
from benchmarks.first_page import LIMITS, measure_answers, measure_first_page

# So much is loaded before readers come, so that pages have something to show.
_FILES_BEFORE = 10


def main(
    project: Path,
    clients: Annotated[list[int] | None, typer.Option(help="How many read at once; may be repeated.")] = None,
    seconds: int = 60,
    idle: int = 0,
    workers: int = 1,
    pages: Annotated[bool, typer.Option(help="Whether the one in Chromium comes.")] = True,
    port: int = 8099,
) -> None:
    """Serve, read and load; print what was measured as a line of JSON."""
    counts = clients or [20]
    with tempfile.TemporaryDirectory() as place:
        copied = _copy(project, Path(place) / "project")
        results = _measure_one(copied, port, workers) if pages else {}
        for name, is_loading in (("alone", False), ("beside_a_load", True)) if seconds else ():
            results[name] = _measure_many(copied, is_loading, counts, seconds, idle, workers, port)
    given = {"workers": workers, "clients": counts, "seconds": seconds, "idle": idle, "limits": LIMITS}
    print(json.dumps(given | results))


def _measure_one(project: Path, port: int, workers: int) -> dict[str, Any]:
    _run(project, "ingest").wait()
    with served(project, port, workers):
        answers = measure_answers(Asker(port))
        first_page = measure_first_page(f"http://{HOST}:{port}")
    shutil.rmtree(project / "warehouse")
    return {"first_page": first_page, "answers": answers}


def _measure_many(
    project: Path, is_loading: bool, counts: list[int], seconds: int, idle: int, workers: int, port: int
) -> dict[str, Any]:
    """By how many read."""
    first = sorted(str(path) for path in (project / "exports").rglob("*.*"))[:_FILES_BEFORE]
    _run(project, "ingest", *(first if is_loading else [])).wait()
    results = {}
    with ExitStack() as running, served(project, port, workers) as server:
        if is_loading:
            running.enter_context(_loading(project))
        running.enter_context(_idle_connections(idle, port))
        for clients in counts:
            waits, errors = _read(clients, seconds, port)
            results[str(clients)] = _summary(waits) | {"errors": errors, "peak_mb": _peak_mb(server.pid)}
    shutil.rmtree(project / "warehouse")
    return results


def _summary(waits: list[float]) -> dict[str, float]:
    ordered = sorted(waits)
    if not ordered:
        return {"requests": 0}
    return {
        "requests": len(ordered),
        "p50_seconds": round(ordered[len(ordered) // 2], 2),
        "p95_seconds": round(ordered[len(ordered) * 95 // 100], 2),
        "max_seconds": round(ordered[-1], 2),
    }


def _copy(project: Path, place: Path) -> Path:
    shutil.copytree(project, place, ignore=shutil.ignore_patterns("warehouse"))
    return place


def _run(project: Path, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "touchpoints", *words, "--config", str(project / "touchpoints.toml")]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - ours


@contextmanager
def served(project: Path, port: int, workers: int = 1) -> Iterator[subprocess.Popen[bytes]]:
    """A server of the project at the port, as a process of its own, which may have others answer."""
    server = _run(project, "serve", "--port", str(port), "--workers", str(workers))
    try:
        _wait_for(port)
        yield server
    finally:
        server.terminate()
        server.wait()


@contextmanager
def _loading(project: Path) -> Iterator[None]:
    """Load everything; again from the start, as new contacts, when it is done."""
    ended, running = Event(), [_run(project, "ingest")]

    def go_on() -> None:
        for round_of_loads in range(1, 1000):
            running[0].wait()
            if ended.is_set():
                return
            _make_new(project, round_of_loads)
            running[0] = _run(project, "ingest")

    thread = Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        running[0].terminate()
        thread.join()


def _make_new(project: Path, round_of_loads: int) -> None:
    """Blank lines at the end of the plain exports make them files that were not loaded before."""
    for path in (*(project / "exports").rglob("*.csv"), *(project / "exports").rglob("*.jsonl")):
        with path.open("ab") as file:
            file.write(b"\n" * round_of_loads)


@contextmanager
def _idle_connections(count: int, port: int) -> Iterator[None]:
    with ExitStack() as opened:
        for _ in range(count):
            opened.enter_context(socket.create_connection((HOST, port)))
        yield


def _read(clients: int, seconds: int, port: int) -> tuple[list[float], int]:
    """What every request took, and how many had no good answer."""
    waits: list[float] = []
    failed: list[int] = []
    until = time.monotonic() + seconds
    readers = [
        Thread(target=_be_a_reader, args=(place, Asker(port), until, waits, failed))
        for place in range(clients)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return waits, len(failed)


def _be_a_reader(place: int, asker: Asker, until: float, waits: list[float], failed: list[int]) -> None:
    first = place % len(PAGES)
    for page in cycle([*PAGES[first:], *PAGES[:first]]):
        for request in requests_of(page, asker.parts):
            if time.monotonic() > until:
                return
            started = time.monotonic()
            try:
                asker.ask(*request)
            except (OSError, HTTPException, ValueError):
                failed.append(place)
                asker.close()
            waits.append(time.monotonic() - started)


def _wait_for(port: int) -> None:
    for _ in range(PATIENCE_SECONDS * 5):
        try:
            Asker(port).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The dashboard did not start.")


def _peak_mb(process: int) -> int:
    """Of the server and of those that it has answer, all together."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split()
    return sum(map(_peak_of_one, (process, *map(int, children))))


def _peak_of_one(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    (peak,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return round(int(peak.split()[1]) / 1024)


if __name__ == "__main__":
    typer.run(main)
