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
from sample_data.systems.hr import write_hr
from sample_data.systems.monitoring import write_monitoring
from sample_data.systems.outbound import write_outbound
from sample_data.systems.shop import write_shop
from sample_data.systems.staff_survey import write_staff_survey
from sample_data.systems.survey import write_surveys
from sample_data.translation import in_language
from sample_data.words import Language
from sample_data.world import World

WRITERS = {
    "call_centre": write_call_centre,
    "digital": write_digital,
    "branch": write_branch,
    "survey": write_surveys,
    "customers": write_customer_master,
    "shop": write_shop,
    "hr": write_hr,
    "staff_survey": write_staff_survey,
    "outbound": write_outbound,
    "monitoring": write_monitoring,
}


PROJECTS: dict[Language, tuple[str, ...]] = {"ko": ("project",), "en": ("project", "project_en")}
"""Folders of a language's project; files of a later folder replace those of the same name."""


def write_exports(world: World, folder: Path, language: Language = "ko") -> list[Path]:
    """Write the exports of all systems below the folder, one folder per system; returns the paths written."""
    return list(each_export(world, folder, language))


def each_export(world: World, folder: Path, language: Language = "ko") -> Iterator[Path]:
    """The same, file by file: yields each path when its file is complete."""
    said = in_language(world, language)
    streams = np.random.default_rng([world.seed, 1]).spawn(len(WRITERS))
    for (system, write), rng in zip(WRITERS.items(), streams, strict=True):
        target = folder / system
        target.mkdir(parents=True, exist_ok=True)
        yield from write(said, target, language, rng)


def copy_project(folder: Path, language: Language = "ko") -> list[Path]:
    """Copy touchpoints.toml and sources/*.sql into the folder; returns the paths written."""
    written = set()
    for name in PROJECTS[language]:
        with as_file(files("sample_data") / name) as project:
            shutil.copytree(project, folder, dirs_exist_ok=True)
            written |= {folder / path.relative_to(project) for path in project.rglob("*.*")}
    return sorted(written)
