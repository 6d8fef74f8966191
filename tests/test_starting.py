"""A verb starts without what takes long to import: that comes when it has something to do."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Databases, frames, statistics, servers: each takes longer to import than the whole command to start.
LONG_TO_IMPORT = [
    "apscheduler",
    "babel",
    "confluent_kafka",
    "dash",
    "dataframely",
    "duckdb",
    "flask",
    "holidays",
    "numpy",
    "pandas",
    "plotly",
    "polars",
    "pyarrow",
    "pydantic_settings",
    "scipy",
    "statsmodels",
    "waitress",
    "xlsxwriter",
]
# Asks every verb there is for its help, in one process; prints what was imported by then that takes long.
ASK = """
import json, sys
import touchpoints
from typer.main import get_command
from typer.testing import CliRunner

def verbs(group, *before):
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        yield from verbs(command, *before, name) if hasattr(command, "commands") else [(*before, name)]

found = {}
for verb in [(), *verbs(get_command(touchpoints.app))]:
    done = CliRunner().invoke(touchpoints.app, [*verb, "--help"])
    assert done.exit_code == 0 and "Usage" in done.output, (verb, done.output)
    found[" ".join(verb)] = sorted(name for name in sys.argv[1:] if sys.modules.get(name))
print(json.dumps(found))
"""


def test_the_help_of_every_verb_comes_without_what_takes_long_to_import() -> None:
    command = [sys.executable, "-c", ASK, *LONG_TO_IMPORT]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    imported = json.loads(done.stdout)
    assert {"", "ingest", "rejects list", "source new", "token new", "measure", "atrisk"} <= imported.keys()
    assert imported == {verb: [] for verb in imported}
