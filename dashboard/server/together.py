"""What processes that answer at one address know of each other: files in a folder of who started them."""

import os
from pathlib import Path

from warehouse.settings import Settings
from warehouse.work import work_folder

# What prometheus_client looks for when it is imported: the figures of all processes are put there.
FIGURES_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


def make_shared_folder(settings: Settings) -> str:
    """A folder that goes with this process, which starts the others."""
    folder = work_folder(settings) / "workers"
    folder.mkdir(exist_ok=True)
    return str(folder)


def shared_folder() -> Path | None:
    """The folder, in a process that was started with others; None in one that is alone."""
    given = os.environ.get(FIGURES_VARIABLE)
    return Path(given) if given else None


def asked_file() -> Path | None:
    """The file that is touched when a reader asks one of them."""
    folder = shared_folder()
    return None if folder is None else folder / "asked"
