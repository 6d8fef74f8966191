"""Commands do not wait for pandas, and those that need it get it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ASK = """
import sys
from warehouse.pandas_on_demand import admit_pandas, leave_out_pandas
leave_out_pandas()
import duckdb
import pyarrow
assert duckdb.execute("SELECT $value", {"value": 1}).fetchall() == [(1,)]
assert pyarrow.record_batch([["a"]], names=["text"]).num_rows == 1
assert "pandas" not in sys.modules
admit_pandas()
import pandas
leave_out_pandas()
import pandas.testing
assert duckdb.execute("SELECT $value", {"value": pandas.Timestamp("2026-01-05")}).fetchall()
"""


def test_values_are_bound_without_pandas_and_those_who_need_it_find_it() -> None:
    done = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
