"""What `Walled` starts: opens the warehouse as the process of a query does, and goes on after a query."""

import json
import os  # noqa: F401 - for the Python that tests send
import sys
from dataclasses import replace
from typing import Any

for _name in ("numpy", "pandas", "polars"):
    sys.modules[_name] = None  # type: ignore[assignment]

import duckdb  # noqa: E402 - after what it must not import

from analytics.sandbox.complaints import explained  # noqa: E402
from analytics.sandbox.job import Job  # noqa: E402
from analytics.sandbox.opening import open_warehouse, prepare  # noqa: E402
from analytics.sandbox.whole import whole_answer  # noqa: E402


def serve() -> None:
    """Open what the first line says, then do what the others ask, each query in a transaction of its own."""
    connection = prepare(sys.argv[1:])
    job = Job(**json.loads(sys.stdin.readline()))
    version = open_warehouse(connection, job)
    for line in sys.stdin:
        try:
            said = _done(connection, job, version, **json.loads(line))
        except Exception as error:
            is_python = json.loads(line)["what"] == "python"
            said = {"error": type(error).__name__ if is_python else str(error)}
        if json.loads(line)["what"] != "python":
            try:
                connection.rollback()
            finally:
                connection.begin()
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


def _done(
    connection: duckdb.DuckDBPyConnection, job: Job, version: int, what: str, words: str
) -> dict[str, Any]:
    match what:
        case "python":
            exec(words)
            return {}
        case "run":
            return {"text": str(connection.execute(words).fetchall())}
    try:
        found = whole_answer(connection, replace(job, query=words, rows=1000, size=10_000_000), version)
    except Exception as error:
        raise explained(error, job) from error
    columns = [column.cast("string") for batch in found.batches for column in batch.columns]
    text = "\n".join(str(value) for column in columns for value in column.to_pylist())
    return {"rows": sum(batch.num_rows for batch in found.batches), "text": text}


if __name__ == "__main__":
    serve()
