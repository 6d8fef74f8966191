"""A query's process: gets ready, waits for one job on its input, answers it on its output, and ends.

What it says: a line of JSON when the warehouse is open, another about the answer, then the rows as an Arrow
stream; or one line with the error. When its input is closed nobody waits for it any more, and it ends.
"""

import json
import os
import sys
import traceback
from collections.abc import Sequence
from threading import Thread
from typing import IO, Any

# Neither is used here; the libraries would import them by themselves, which takes longer than most queries.
for _name in ("numpy", "pandas", "polars"):
    sys.modules[_name] = None  # type: ignore[assignment]

import duckdb  # noqa: E402 - after what it must not import
import pyarrow as pa  # noqa: E402

from analytics.sandbox.complaints import explained  # noqa: E402
from analytics.sandbox.job import Job  # noqa: E402
from analytics.sandbox.opening import open_warehouse, prepare  # noqa: E402
from analytics.sandbox.whole import whole_answer  # noqa: E402
from warehouse.errors import QueryError, TouchpointsError  # noqa: E402


def main(extensions: Sequence[str], questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer the one job that comes. extensions: what the database needs for it."""
    connection = prepare(extensions)
    line = questions.readline()
    if not line:
        return
    job = Job(**json.loads(line))
    try:
        version = open_warehouse(connection, job)
        Thread(target=_end_with, args=[questions], daemon=True).start()
        _say(answers, is_open=True)
        _answer(connection, job, version, answers)
    except TouchpointsError as error:
        is_of_query = isinstance(error, QueryError)
        _say(answers, is_of_query=is_of_query, error=error.title, way_out=error.way_out)
    except Exception:
        _say(answers, fault=traceback.format_exc())


def _answer(connection: duckdb.DuckDBPyConnection, job: Job, version: int, answers: IO[bytes]) -> None:
    try:
        found = whole_answer(connection, job, version)
    except (duckdb.Error, pa.ArrowException, MemoryError, OSError, ValueError) as error:
        raise explained(error, job) from error
    _say(answers, is_cut=found.is_cut)
    found.write(answers)


def _say(answers: IO[bytes], **words: Any) -> None:
    answers.write(json.dumps(words).encode() + b"\n")
    answers.flush()


def _end_with(questions: IO[bytes]) -> None:
    questions.read()
    os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer)
    sys.stdout.flush()
    # Without the database's farewell: it would wait for what still runs.
    os._exit(0)
