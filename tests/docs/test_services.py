"""Units, crontabs and the container file of the documentation are such that they can be used."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

import touchpoints
from tests.docs.markdown import PAGES, ROOT, Block, blocks
from warehouse.cron import checked_cron

BLOCKS = [block for page in PAGES for block in blocks(page)]
CONTAINER_FILES = [block for block in BLOCKS if block.language == "dockerfile"]
CRON_LINES = [
    line for block in BLOCKS if block.language == "crontab" for line in block.text.splitlines() if line
]
COMMAND = "/srv/touchpoints/.venv/bin/touchpoints"


def units() -> dict[str, Block]:
    """Those of systemd by their names."""
    named = [(re.match(r"# /etc/systemd/system/(\S+)\n", block.text), block) for block in BLOCKS]
    return {found[1]: block for found, block in named if found}


def test_units_are_verified_by_systemd(tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("There is no systemd-analyze here.")
    here = str(Path(sys.executable).with_name("touchpoints"))
    files = [tmp_path / name for name in units()]
    assert len(files) == 3
    for file, block in zip(files, units().values(), strict=True):
        assert COMMAND in block.text or file.suffix == ".timer"
        file.write_text(block.text.replace(COMMAND, here), encoding="utf-8")
    done = subprocess.run([verify, "verify", *map(str, files)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("line", CRON_LINES)
def test_lines_of_crontabs_have_times_and_a_command(line: str) -> None:
    times, command = " ".join(line.split()[:5]), line.split(maxsplit=5)[5]
    assert checked_cron(times) == times
    assert command.startswith("cd /srv/touchpoints && .venv/bin/touchpoints ")


def test_a_container_starts_a_verb_that_there_is_with_options_that_it_has() -> None:
    (block,) = CONTAINER_FILES
    lines = dict(line.split(maxsplit=1) for line in block.text.splitlines())
    name, verb, *options = json.loads(lines["ENTRYPOINT"]) + json.loads(lines["CMD"])
    assert name == "touchpoints"
    group = typer.main.get_group(touchpoints.app)
    command = group.get_command(typer.Context(group), verb)
    command.make_context(verb, options)
    assert "-c constraints.txt ." in block.text
    assert (ROOT / "constraints.txt").exists()
