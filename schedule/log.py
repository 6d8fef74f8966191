"""One line of JSON for everything that the schedule did."""

import json
import sys
from datetime import datetime
from typing import Any

from warehouse.settings import Settings


def write_line(settings: Settings, now: datetime, event: str, **facts: Any) -> None:
    """To the file of the settings, else to standard error. Opened for each line: the file can be rotated."""
    line = json.dumps({"at": now.isoformat(timespec="seconds"), "event": event, **facts}, ensure_ascii=False)
    line = line.encode(errors="backslashreplace").decode()
    if settings.schedule.log is None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
        return
    with (settings.folder / settings.schedule.log).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
