"""A query's process that stays, so that a test can try many statements on the walls of one."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from analytics.adhoc import _job
from analytics.query_process import _ENVIRONMENT
from warehouse.location import extensions_of
from warehouse.place import catalogue, data_place
from warehouse.settings import Settings
from warehouse.work import spill_folder

_PROGRAM = (sys.executable, "-P", str(Path(__file__).with_name("walled_process.py")))


class Walled:
    """What `analytics.sandbox` opens, kept open. A statement that ends the process is an error too."""

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.lake_folder
        self._settings = settings
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def ask(self, query: str) -> dict[str, Any]:
        """The answer to a query, checked as ever: `rows`, `text` (all of it), or `error`."""
        return self._do("ask", query)

    def run(self, statement: str) -> dict[str, Any]:
        """What a statement gives that nobody checked."""
        return self._do("run", statement)

    def try_python(self, code: str) -> str:
        """'allowed', or the name of the error that Python code meets behind the walls."""
        return str(self._do("python", code).get("error", "allowed"))

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [*_PROGRAM, *extensions_of(catalogue(self._settings), data_place(self._settings))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **_ENVIRONMENT},
            text=True,
        )
        self._say(asdict(_job(self._settings, "", None, spill_folder(self._settings))))

    def _do(self, what: str, words: str) -> dict[str, Any]:
        self._say({"what": what, "words": words})
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if line:
            return dict(json.loads(line))
        self._process.communicate()
        self._start()
        return {"error": f"ended with {self._process.returncode}"}

    def _say(self, words: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()
