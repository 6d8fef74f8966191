"""A source's entry in touchpoints.toml, put behind what stands there."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ingest.sources import Claims, shown
from warehouse.errors import ExportError, SettingsError, SourceError
from warehouse.settings import Settings

_DIGITS = re.compile(r"[0-9]+(?:[-_. ]?[0-9]+)*")
# In patterns of files these mean something.
_PATTERN_SIGNS = re.compile(r"([\[\]*?])")


def refuse_claimed(settings: Settings, path: Path) -> None:
    """Raise SourceError where a source reads the file already, ExportError where no pattern could find it."""
    claimed = Claims(settings).sources_of(path)
    if claimed:
        raise SourceError(
            f"Source '{claimed[0].name}' reads this file already.",
            f"Try it: touchpoints source test {claimed[0].name}.",
        )
    if not path.resolve().is_relative_to(settings.folder):
        raise ExportError(
            f"{path} lies outside of {settings.folder}, the folder of touchpoints.toml.",
            f"Copy it below, as to {Path('exports') / 'NAME' / path.name}, and give that file.",
        )


def name_for(settings: Settings, path: Path) -> str:
    """That of the file's folder if it has one of its own, else of the file without its numbers."""
    folder = path.resolve().parent
    is_own = folder != settings.folder and folder.name.casefold() not in ("exports", "export", "data")
    stem = path.name.partition(".")[0]
    words = folder.name if is_own else _DIGITS.sub("", stem).strip("-_. ") or stem
    return re.sub(r"\W+", "_", words).strip("_").lower() or "source"


def pattern_for(settings: Settings, path: Path) -> str:
    """Of the file and of those to come: numbers in its name may change, all of it where others are alike."""
    folder, name = Path(shown(settings, path)).parent, path.name
    stem, dot, suffixes = name.partition(".")
    neighbours = [other for other in path.resolve().parent.iterdir() if other.is_file()]
    is_alone = str(folder) != "." and all(other.name.partition(".")[2] == suffixes for other in neighbours)
    is_alike = len({_DIGITS.sub("*", other.name.partition(".")[0]) for other in neighbours}) == 1
    plain = _PATTERN_SIGNS.sub(r"[\1]", stem)
    varying = "*" if is_alone and is_alike else _DIGITS.sub("*", plain)
    is_packed_too = any(other.name.partition(".")[2].startswith(f"{suffixes}.") for other in neighbours)
    return (folder / f"{varying}{dot}{suffixes}{'*' if is_packed_too else ''}").as_posix()


def entry(name: str, files: str, declared: Mapping[str, Any], kind: str, select: str) -> str:
    """The block of a source as TOML."""
    keys = {"name": name, "files": files, **declared, kind: select}
    return "\n".join(["[[sources]]", *(f"{key} = {_as_toml(value)}" for key, value in keys.items()), ""])


def with_entry(path: Path, block: str) -> str:
    """The text of the settings file with the block behind it. Raises SettingsError where that is none."""
    text = path.read_text(encoding="utf-8-sig")
    whole = f"{text.rstrip()}\n\n{block}"
    try:
        Settings(**tomllib.loads(whole))
    except (ValueError, ValidationError) as error:
        raise SettingsError(
            f"The source cannot be put behind what stands in {path}: {str(error).splitlines()[0]}.",
            "Write its entry by hand; docs/settings.md shows one.",
        ) from error
    return whole


def _as_toml(value: str | int | Sequence[int]) -> str:
    # A text of JSON is one of TOML.
    return json.dumps(value, ensure_ascii=False)
