"""Superset in an environment of its own, served as its documentation says, and asked as its charts ask it."""

import json
import os
import secrets
import subprocess
import time
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from benchmarks.own_environment import install, run
from warehouse.location import Location

_HERE = Path(__file__).parent
_HOST, _USER = "127.0.0.1", "reader"
# DuckDB uses all processors for one question, so one process answers them, a thread each.
_SERVER = ("--workers", "1", "--worker-class", "gthread", "--threads", "8", "--timeout", "300")
_PATIENCE_SECONDS = 300
_NOWHERE = subprocess.DEVNULL


class Charts:
    """Those of `charts.toml`, asked by somebody who is signed in. front: the file of the DuckDB they ask."""

    def __init__(self, port: int, password: str, front: Path) -> None:
        self._address, self._headers = f"http://{_HOST}:{port}", {"Content-Type": "application/json"}
        known = {"username": _USER, "password": password, "provider": "db", "refresh": True}
        self._headers["Authorization"] = f"Bearer {self._post('security/login', known)['access_token']}"
        self._charts = tomllib.loads((_HERE / "charts.toml").read_text(encoding="utf-8"))
        lake = {"database_name": "lake", "sqlalchemy_uri": f"duckdb:///{front}"}
        database = self._post("database/", lake)["id"]
        tables = {chart["table"] for chart in self._charts.values()}
        self._datasets = {table: self._dataset(database, table) for table in tables}

    def value(self, name: str, days: tuple[date, date]) -> float:
        """What a chart of one large number shows of these days, the last included; nothing kept is used."""
        chart, (since, until) = self._charts[name], days
        query = {
            "metrics": [{"expressionType": "SQL", "sqlExpression": chart["metric"], "label": "value"}],
            "columns": [],
            "filters": [],
            "granularity": chart["time"],
            "time_range": f"{since} : {until + timedelta(days=1)}",
        }
        dataset = {"id": self._datasets[chart["table"]], "type": "table"}
        answer = self._post("chart/data", {"datasource": dataset, "force": True, "queries": [query]})
        return float(answer["result"][0]["data"][0]["value"])

    def _dataset(self, database: int, table: str) -> int:
        query = f"SELECT * FROM lake.{table}"
        given = {"database": database, "schema": "main", "table_name": table, "sql": query}
        return int(self._post("dataset/", given)["id"])

    def _post(self, path: str, given: Mapping[str, Any]) -> Any:
        body = json.dumps(given).encode()
        request = Request(f"{self._address}/api/v1/{path}", body, self._headers)  # noqa: S310 - ours
        with urlopen(request, timeout=_PATIENCE_SECONDS) as answer:  # noqa: S310 - ours
            return json.load(answer)


@contextmanager
def superset(place: Path, environment: Path, lake: Location, port: int) -> Iterator[Charts]:
    """The charts of a Superset over a lake, while it runs.

    place: a folder for what is its own. environment: of Python, in which it is installed unless it is there.
    """
    if not (environment / "bin" / "superset").exists():
        install(environment, _HERE / "requirements.txt")
    password, front = secrets.token_hex(), place / "front.duckdb"
    told = {
        "LAKE_CATALOGUE": lake.catalogue,
        "LAKE_DATA": lake.data,
        "SUPERSET_CONFIG_PATH": str(_HERE / "superset_config.py"),
        "SUPERSET_FRONT": str(front),
        "SUPERSET_KEY": secrets.token_hex(),
        "SUPERSET_OWN": f"sqlite:///{place / 'superset.db'}",
    }
    variables, programs = os.environ | told, environment / "bin"
    admin = {"username": _USER, "firstname": "A", "lastname": "Reader", "email": f"{_USER}@example.com"}
    options = [f"--{name}={value}" for name, value in (admin | {"password": password}).items()]
    for words in (("db", "upgrade"), ("fab", "create-admin", *options), ("init",)):
        run([str(programs / "superset"), *words], variables | {"FLASK_APP": "superset"})
    address = f"{_HOST}:{port}"
    command = [str(programs / "gunicorn"), *_SERVER, "--bind", address, "superset.app:create_app()"]
    with subprocess.Popen(command, env=variables, stdout=_NOWHERE, stderr=_NOWHERE) as server:  # noqa: S603 - ours
        try:
            _wait_for(f"http://{address}/health")
            yield Charts(port, password, front)
        finally:
            server.terminate()


def _wait_for(address: str) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        with suppress(URLError), urlopen(address, timeout=10):  # noqa: S310 - ours
            return
        time.sleep(0.5)
    raise RuntimeError(f"Superset does not answer at {address}")
