"""By what pages are made: changed code, or another version of a package, must not show old results."""

import hashlib
import sys
from functools import cache
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path

_ROOMS = ("warehouse", "state", "analytics", "dashboard")
_SOURCES = (".py", ".sql", ".toml")


@cache
def program_fingerprint() -> str:
    """Other whenever a source file of the program, an installed package or Python is."""
    found = hashlib.sha256(sys.version.encode())
    # One that is found in two places, as beside a checkout, is still one.
    for name, version in sorted({(one.name, one.version) for one in distributions()}):
        found.update(f"{name} {version}\n".encode())
    for room in _ROOMS:
        folder = _folder_of(room)
        for path in sorted(path for path in folder.rglob("*") if path.suffix in _SOURCES):
            content = path.read_bytes()
            found.update(f"{room}/{path.relative_to(folder)} {len(content)}\n".encode() + content)
    return found.hexdigest()


def _folder_of(room: str) -> Path:
    spec = find_spec(room)
    assert spec is not None and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0])
