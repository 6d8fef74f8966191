"""All exports of a world, and the project files that read them."""

import shutil
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from sample_data.systems.branch import write_branch
from sample_data.systems.call_centre import write_call_centre
from sample_data.systems.customer_master import write_customer_master
from sample_data.systems.digital import write_digital
from sample_data.systems.survey import write_surveys
from sample_data.world import World

WRITERS = {
    "call_centre": write_call_centre,
    "digital": write_digital,
    "branch": write_branch,
    "survey": write_surveys,
    "customers": write_customer_master,
}


def write_exports(world: World, folder: Path) -> list[Path]:
    """Write the exports of all systems below the folder, one folder per system; returns the paths written."""
    return list(each_export(world, folder))


def each_export(world: World, folder: Path) -> Iterator[Path]:
    """The same, file by file: yields each path when its file is complete."""
    streams = np.random.default_rng([world.seed, 1]).spawn(len(WRITERS))
    for (system, write), rng in zip(WRITERS.items(), streams, strict=True):
        target = folder / system
        target.mkdir(parents=True, exist_ok=True)
        yield from write(world, target, rng)


def copy_project(folder: Path) -> list[Path]:
    """Copy touchpoints.toml and sources/*.sql into the folder; returns the paths written."""
    with as_file(files("sample_data") / "project") as project:
        shutil.copytree(project, folder, dirs_exist_ok=True)
        return [folder / path.relative_to(project) for path in sorted(project.rglob("*.*"))]
