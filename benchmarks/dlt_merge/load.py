"""The export merged by its key into DuckDB by dlt, as is advised for large files: by Arrow tables.

It runs in an environment of its own: `python load.py FOLDER`. The last line is JSON.
"""

import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import dlt
from pyarrow import RecordBatch, csv


def main(folder: Path) -> None:
    """Merge `calls.csv`; print seconds and peak memory."""
    place = folder / "dlt"
    started = perf_counter()
    pipeline = dlt.pipeline(
        "calls",
        destination=dlt.destinations.duckdb(str(place / "calls.duckdb")),
        pipelines_dir=str(place / "pipelines"),
        dataset_name="lake",
    )
    calls = dlt.resource(
        _batches(folder / "calls.csv"), name="calls", primary_key="call_id", write_disposition="merge"
    )
    pipeline.run(calls).raise_on_failed_jobs()
    seconds = perf_counter() - started
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak_mb}))


def _batches(path: Path) -> Iterator[RecordBatch]:
    with csv.open_csv(path, csv.ReadOptions(block_size=64 << 20)) as batches:
        yield from batches


if __name__ == "__main__":
    main(Path(sys.argv[1]))
