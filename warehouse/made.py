"""Where pages' parts are kept that were made ahead: they name what they show, customers among it."""

import shutil
from pathlib import Path

from warehouse.settings import Settings


def made_folder(settings: Settings) -> Path:
    """A folder of the warehouse; there only once something was kept."""
    return settings.lake_folder / "made"


def remove_made(settings: Settings) -> None:
    """Remove all that was kept; whoever serves makes it anew of the version that is there then."""
    shutil.rmtree(made_folder(settings), ignore_errors=True)
