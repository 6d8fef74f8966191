"""Settings given as variables TOUCHPOINTS_…: which there are, and which of them gave a wrong value."""

import difflib
import json
import os
from collections.abc import Collection, Iterable, Sequence

from pydantic import BaseModel

from warehouse.errors import SettingsError
from warehouse.settings import ENVIRONMENT_PREFIX, Settings


def refuse_unknown_variables(others: Collection[str]) -> None:
    """Raise SettingsError for a variable that is neither a setting nor one of `others`, or is not text."""
    known = {f"{ENVIRONMENT_PREFIX}{name}".upper() for name in Settings.model_fields} | set(others)
    for name, value in os.environ.items():
        if not name.upper().startswith(ENVIRONMENT_PREFIX):
            continue
        first, _, rest = name.upper().partition("__")
        if first not in known or (rest and not _is_section(first)):
            way_out = nearest_of(name.upper(), known - {name.upper()}) or "Unset it."
            raise SettingsError(f"The variable {name} is not a setting.", way_out)
        if not value.isascii() and any("\udc80" <= character <= "\udcff" for character in value):
            raise SettingsError(f"The variable {name} is not text in UTF-8.", "Give it anew.")


def variable_of(location: Sequence[str]) -> str | None:
    """The variable that gave the value of a key, if one did."""
    given = {name.upper(): (name, value) for name, value in os.environ.items()}
    for end in range(len(location), 0, -1):
        name, value = given.get(f"{ENVIRONMENT_PREFIX}{'__'.join(location[:end])}".upper(), (None, ""))
        if name is not None and _gives(value, location[end:]):
            return name
    return None


def nearest_of(name: str, known: Iterable[str]) -> str:
    """A question about the known name that is nearest, or nothing."""
    near = difflib.get_close_matches(name, list(known), 1, cutoff=0.5)
    return f"Did you mean '{near[0]}'?" if near else ""


def _is_section(variable: str) -> bool:
    field = Settings.model_fields[variable.removeprefix(ENVIRONMENT_PREFIX).lower()]
    is_model = isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
    return is_model or "dict" in str(field.annotation)


def _gives(value: str, keys: Sequence[str]) -> bool:
    """Whether a variable in JSON holds the key; the rest of its section may come from the file."""
    if not keys:
        return True
    try:
        held = json.loads(value)
        for key in keys:
            held = held[int(key) if isinstance(held, list) else key]
    except (ValueError, LookupError, TypeError, RecursionError):
        # The place of the warehouse may be a path alone.
        return not value.startswith("{") and list(keys) == ["folder"]
    return True
