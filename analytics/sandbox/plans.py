"""Plans without the names of the warehouse's files."""

import json
import re
from typing import Any

_FILES = "Filename(s)"


def without_files(plan: str) -> str:
    """The plan as EXPLAIN gives it, as text or as JSON, less the files it names."""
    try:
        tree = json.loads(plan)
    except ValueError:
        return "\n".join(_blanked(plan.split("\n")))
    return json.dumps(_pruned(tree), indent=4, ensure_ascii=False)


def _pruned(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _pruned(value) for key, value in part.items() if key != _FILES}
    return [_pruned(value) for value in part] if isinstance(part, list) else part


def _blanked(lines: list[str]) -> list[str]:
    """In a drawn tree the names fill the lines of a box below their heading, up to the first empty line."""
    for number, line in enumerate(lines):
        for heading in re.finditer(rf"(?<=│)[^│]*{re.escape(_FILES)}[^│]*(?=│)", line):
            start, end = heading.span()
            for row in range(number, len(lines)):
                if not lines[row][start:end].strip():
                    break
                lines[row] = lines[row][:start] + " " * (end - start) + lines[row][end:]
    return lines
