"""What `Walled` starts: opens the warehouse as the process of a query does, and goes on after a query."""

import json
import os  # noqa: F401 - for the Python that tests send
import sys
from typing import Any

for _name in ("numpy", "pandas", "polars"):
    sys.modules[_name] = None  # type: ignore[assignment]

import duckdb  # noqa: E402 - after what it must not import

from analytics.sandbox.answer import answer  # noqa: E402
from analytics.sandbox.complaints import explained  # noqa: E402
from analytics.sandbox.job import Job  # noqa: E402
from analytics.sandbox.opening import open_warehouse, prepare  # noqa: E402
from analytics.sandbox.statement import checked  # noqa: E402


def serve() -> None:
    """Open what the first line says, then do what the others ask."""
    connection = prepare()
    job = Job(**json.loads(sys.stdin.readline()))
    open_warehouse(connection, job)
    for line in sys.stdin:
        try:
            said = _done(connection, job, **json.loads(line))
        except Exception as error:
            is_python = json.loads(line)["what"] == "python"
            said = {"error": type(error).__name__ if is_python else str(error)}
        try:
            connection.rollback()
        finally:
            connection.begin()
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


def _done(connection: duckdb.DuckDBPyConnection, job: Job, what: str, words: str) -> dict[str, Any]:
    match what:
        case "python":
            exec(words)
            return {}
        case "run":
            return {"text": str(connection.execute(words).fetchall())}
    try:
        found = answer(connection, checked(connection, words), 1000, 10_000_000)
    except Exception as error:
        raise explained(error, job) from error
    columns = [column.cast("string") for batch in found.batches for column in batch.columns]
    text = "\n".join(str(value) for column in columns for value in column.to_pylist())
    return {"rows": sum(batch.num_rows for batch in found.batches), "text": text}


if __name__ == "__main__":
    serve()
