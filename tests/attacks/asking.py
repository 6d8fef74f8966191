"""A small program that asks one query: `python asking.py SETTINGS`, the query on its input.

A process starts with the peak of the one it was forked from, so that of a query is only seen from one that is
small. It prints, as JSON, what came of the query and the peak of the query's process in bytes.
"""

import json
import resource
import sys
from pathlib import Path

from analytics.adhoc import run_sql
from warehouse.errors import QueryError
from warehouse.settings_file import read_settings


def main(settings_file: Path) -> None:
    said: dict[str, object]
    try:
        found = run_sql(read_settings(settings_file), sys.stdin.read())
        said = {"rows": found.frame.height, "bytes": found.frame.estimated_size()}
    except QueryError as error:
        said = {"title": error.title, "way_out": error.way_out}
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    sys.stdout.write(json.dumps(said | {"peak": peak}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
