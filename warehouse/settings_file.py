"""Reading and writing `touchpoints.toml`, and saying which key is wrong."""

import difflib
import os
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from warehouse.errors import SettingsError
from warehouse.settings import ENVIRONMENT_PREFIX, FILE_NAME, Settings, Source

CONFIG_VARIABLE = "TOUCHPOINTS_CONFIG"


def read_settings(path: Path | None = None) -> Settings:
    """Settings from the given file, else from TOUCHPOINTS_CONFIG, else from `touchpoints.toml` here.

    Raises SettingsError naming the key, the file and the nearest right key.
    """
    path = path or Path(os.environ.get(CONFIG_VARIABLE, FILE_NAME))
    document = _parse(path)
    _refuse_unknown_variables()
    try:
        settings = Settings(**document)
    except ValidationError as error:
        # A misspelt key is also a missing one; the misspelling is what to mend.
        problems = sorted(error.errors(), key=lambda problem: problem["type"] != "extra_forbidden")
        raise _explain(problems[0], path) from error
    settings._folder = path.resolve().parent
    return settings


def write_template(folder: Path) -> Path:
    """Write a commented `touchpoints.toml`; an existing one is left alone and reported."""
    path = folder / FILE_NAME
    if path.exists():
        raise SettingsError(f"{path} exists already.", "Edit it, or remove it first.")
    folder.mkdir(parents=True, exist_ok=True)
    template = files("warehouse") / "touchpoints.template.toml"
    path.write_text(template.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(
            f"There is no settings file {path}.", "Run 'touchpoints init' to write one, or give --config."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}.", "Make it a UTF-8 text file.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.", "Mend that line.") from error


def _refuse_unknown_variables() -> None:
    known = {f"{ENVIRONMENT_PREFIX}{name}".upper() for name in Settings.model_fields} | {CONFIG_VARIABLE}
    for name in os.environ:
        if name.startswith(ENVIRONMENT_PREFIX) and name.split("__")[0] not in known:
            raise SettingsError(
                f"The variable {name} is not a setting.", _nearest(name, known) or "Unset it."
            )


def _explain(problem: ErrorDetails, path: Path) -> SettingsError:
    location = [str(part) for part in problem["loc"] if part != "[key]"]
    key = ".".join(location) or "the file"
    if problem["type"] == "extra_forbidden":
        way_out = _nearest(location[-1], _keys_beside(location)) or "Remove it."
        return SettingsError(f"Unknown key '{key}' in {path}.", way_out)
    if problem["type"] == "missing":
        return SettingsError(f"The key '{key}' is missing in {path}.", "Add it.")
    reason = problem["msg"].removeprefix("Value error, ")
    given = problem.get("input")
    shown = f" = {given!r}" if isinstance(given, str | int | float) else ""
    return SettingsError(f"'{key}'{shown} in {path}: {reason}.", "Mend that value.")


def _keys_beside(location: Iterable[str]) -> Iterable[str]:
    """The keys allowed where the location's last part stands."""
    model: type[BaseModel] = Settings
    for part in list(location)[:-1]:
        if part.isdigit():
            model = Source
        elif part in model.model_fields:
            annotation = model.model_fields[part].annotation
            if isinstance(annotation, type) and issubclass(annotation, BaseModel):
                model = annotation
    return model.model_fields


def _nearest(name: str, known: Iterable[str] | Mapping[str, Any]) -> str:
    near = difflib.get_close_matches(name, list(known), 1, cutoff=0.5)
    return f"Did you mean '{near[0]}'?" if near else ""
