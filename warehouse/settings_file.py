"""Reading and writing `touchpoints.toml`, and saying which key is wrong."""

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import SettingsError as UnreadableVariable

from warehouse.config_variable import CONFIG_VARIABLE, QUACK_TOKEN_VARIABLE
from warehouse.errors import SettingsError
from warehouse.settings import ENVIRONMENT_PREFIX, FILE_NAME, Settings
from warehouse.settings_paths import refuse_wrong_paths
from warehouse.settings_variables import nearest_of, refuse_unknown_variables, variable_of

# Far more than anybody writes by hand; a larger file is none of settings.
_MOST_BYTES = 1_000_000
_SHOWN = str | int | float | Path
_PASSWORD = re.compile(r"(://[^:@/]*):.*@")


def read_settings(path: Path | None = None) -> Settings:
    """Settings from the given file, else from TOUCHPOINTS_CONFIG, else from `touchpoints.toml` here.

    Raises SettingsError naming the key, the file or variable and the nearest right key.
    """
    path = path or Path(os.environ.get(CONFIG_VARIABLE, FILE_NAME))
    document = _parse(path)
    if isinstance(folder := document.get("warehouse"), str):
        # So that a variable with an address takes nothing away from it.
        document["warehouse"] = {"folder": folder}
    refuse_unknown_variables({CONFIG_VARIABLE, QUACK_TOKEN_VARIABLE})
    try:
        settings = Settings(**document)
    except ValidationError as error:
        # A misspelt key is also a missing one; the misspelling is what to mend.
        problems = sorted(error.errors(), key=lambda problem: problem["type"] != "extra_forbidden")
        raise _explain(problems[0], path) from error
    except (UnreadableVariable, RecursionError) as error:
        raise SettingsError(
            f"A variable {ENVIRONMENT_PREFIX}… is not JSON: {error}.", "Mend it, or give its keys one by one."
        ) from error
    settings._folder = path.resolve().parent
    refuse_wrong_paths(settings, path)
    return settings


def write_template(folder: Path) -> Path:
    """Write a commented `touchpoints.toml`; an existing one is left alone and reported."""
    path = folder / FILE_NAME
    template = files("warehouse") / "touchpoints.template.toml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(template.read_text(encoding="utf-8"))
    except FileExistsError:
        if folder.is_dir():
            raise SettingsError(f"{path} exists already.", "Edit it, or remove it first.") from None
        raise SettingsError(f"{folder} is a file.", "Give a folder.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise SettingsError(f"{_shown(path)} cannot be written: {reason}.", "Give another folder.") from error
    return path


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text_of(path))
    except FileNotFoundError:
        raise SettingsError(
            f"There is no settings file {_shown(path)}.",
            "Run 'touchpoints init' to write one, or give --config.",
        ) from None
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8: {error.reason}.", "Save it as UTF-8.") from error
    except OSError as error:
        raise SettingsError(
            f"{_shown(path)} cannot be read: {error.strerror or error}.", "Give another file by --config."
        ) from error
    except RecursionError as error:
        raise SettingsError(f"{path} is nested too deeply.", "Settings have two levels.") from error
    except ValueError as error:
        raise SettingsError(f"{path} is not valid TOML: {_shown(error)}.", "Mend that line.") from error


def _text_of(path: Path) -> str:
    path.stat()
    if not path.is_file():
        raise SettingsError(
            f"The settings file {path} is not a file.", f"Give the file itself, as {path / FILE_NAME}."
        )
    # Editors of Windows put a byte order mark before it.
    with path.open(encoding="utf-8-sig") as file:
        text = file.read(_MOST_BYTES + 1)
    if len(text) > _MOST_BYTES:
        raise SettingsError(
            f"The settings file {path} is larger than 1 MB.", "Give another file by --config."
        )
    return text


def _explain(problem: ErrorDetails, path: Path) -> SettingsError:
    location = [str(part) for part in problem["loc"] if part != "[key]"]
    key = ".".join(location) or "the file"
    variable = variable_of(location)
    place = f"the variable {variable}" if variable else str(path)
    if problem["type"] == "extra_forbidden":
        way_out = nearest_of(location[-1], _keys_beside(location)) or "Remove it."
        return SettingsError(f"Unknown key '{_shown(key)}' in {place}.", way_out)
    if problem["type"] == "missing":
        return SettingsError(f"The key '{key}' is missing in {place}.", "Add it.")
    reason = problem["msg"].removeprefix("Value error, ").rstrip(".")
    given = problem.get("input")
    shown = f" = {_shown(_without_password(repr(given)))}" if isinstance(given, _SHOWN) else ""
    return SettingsError(f"'{_shown(key)}'{shown} in {place}: {_shown(reason, 300)}.", "Mend that value.")


def _without_password(text: str) -> str:
    """An address is refused for its password; a message that repeats it would stand in logs."""
    return _PASSWORD.sub(r"\1:…@", text)


def _shown(value: object, longest: int = 80) -> str:
    """In a sentence, however long it is."""
    text = str(value)
    return text if len(text) <= longest else f"{text[:longest]}…"


def _keys_beside(location: Sequence[str]) -> Iterable[str]:
    """The keys allowed where the location's last part stands."""
    model: type[BaseModel] = Settings
    for part in location[:-1]:
        field = model.model_fields.get(part)
        if field is not None:
            model = next(_models_in(field.annotation), model)
    return [field.alias or name for name, field in model.model_fields.items()]


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The model that a field holds, or holds a list of."""
    for part in (annotation, *get_args(annotation)):
        if isinstance(part, type) and issubclass(part, BaseModel):
            yield part
