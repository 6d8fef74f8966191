"""Units, crontabs and the container file of the documentation are such that they can be used."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

import touchpoints
from tests.docs.markdown import PAGES, ROOT, Block, blocks
from warehouse.cron import checked_cron
from warehouse.settings_file import read_settings

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


def documents(file: str) -> list[dict[str, Any]]:
    """Of a YAML file of the documentation."""
    (block,) = (block for block in BLOCKS if block.file == file)
    return list(yaml.safe_load_all(block.text))


def starts(command: Sequence[str]) -> None:
    """Raise unless it is a verb that there is, with options that it has."""
    verb, *options = command
    group = typer.main.get_group(touchpoints.app)
    found = group.get_command(typer.Context(group), verb)
    assert found is not None, verb
    found.make_context(verb, options)


def test_the_compose_file_starts_verbs_and_names_only_what_it_has() -> None:
    (compose,) = documents("compose.yaml")
    services = compose["services"]
    ours = [service for service in services.values() if service["image"] == "touchpoints"]
    assert len(ours) == 2
    for service in ours:
        starts(service["command"])
    for service in services.values():
        assert set(service.get("secrets", ())) <= compose["secrets"].keys()
        assert set(service.get("depends_on", ())) <= services.keys()
        named = {volume.partition(":")[0] for volume in service.get("volumes", ())}
        assert {name for name in named if not name.startswith((".", "/"))} <= compose["volumes"].keys()
    assert "password" not in str(compose["services"]["load"]).lower()


def test_the_manifests_start_verbs_with_settings_that_are_right_and_probes_that_answer(
    tmp_path: Path,
) -> None:
    found = documents("kubernetes.yaml")
    (settings,) = (one["data"] for one in found if one["kind"] == "ConfigMap")
    path = tmp_path / "touchpoints.toml"
    path.write_text(settings["touchpoints.toml"], encoding="utf-8")
    read = read_settings(path)
    assert read.warehouse.catalogue and read.warehouse.data
    claims = {one["metadata"]["name"] for one in found if one["kind"] == "PersistentVolumeClaim"}
    pods = [one["spec"]["template"]["spec"] for one in found if one["kind"] == "Deployment"]
    assert len(pods) == 2
    probes = set()
    for pod in pods:
        (container,) = pod["containers"]
        starts(container["args"])
        given = {volume["name"] for volume in pod["volumes"]}
        assert {mount["name"] for mount in container["volumeMounts"]} == given
        claimed = [volume.get("persistentVolumeClaim") for volume in pod["volumes"]]
        assert {claim["claimName"] for claim in claimed if claim} <= claims
        probes |= {probe["httpGet"]["path"] for name, probe in container.items() if name.endswith("Probe")}
    assert probes == {"/healthz", "/readyz"}


def test_a_container_starts_a_verb_that_there_is_with_options_that_it_has() -> None:
    (block,) = CONTAINER_FILES
    lines = dict(line.split(maxsplit=1) for line in block.text.splitlines())
    name, verb, *options = json.loads(lines["ENTRYPOINT"]) + json.loads(lines["CMD"])
    assert name == "touchpoints"
    starts([verb, *options])
    assert "-c constraints.txt ." in block.text
    assert (ROOT / "constraints.txt").exists()
