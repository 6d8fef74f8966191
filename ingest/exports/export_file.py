"""An export file, plain on disk, with what its readers have to know."""

from dataclasses import dataclass
from pathlib import Path

from warehouse.settings import Source


@dataclass(frozen=True)
class ExportFile:
    """path: the plain file. shown: its name as the settings' folder sees it. scratch: a folder for copies.

    broken_share: the share of lines above which it is refused as a whole.
    """

    path: Path
    shown: str
    source: Source
    scratch: Path
    broken_share: float
