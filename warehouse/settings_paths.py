"""Where settings may point: the warehouse has a folder of its own, from which nothing is loaded."""

from pathlib import Path, PurePath

from warehouse.errors import SettingsError
from warehouse.settings import Settings, Source
from warehouse.settings_variables import variable_of

_MAGIC = set("*?[")


def refuse_wrong_paths(settings: Settings, path: Path) -> None:
    """Raise SettingsError for a warehouse that is no folder of its own, and for sources that load from it."""
    reason = _wrong_warehouse(settings)
    if reason:
        variable = variable_of(["warehouse"])
        place = f"the variable {variable}" if variable else str(path)
        raise SettingsError(
            f"'warehouse' = '{settings.warehouse.folder}' in {place}: {reason}.",
            "Give the warehouse a folder of its own.",
        )
    for number, source in enumerate(settings.sources):
        if source.files and _begins_in(settings, source.files, settings.lake_folder):
            key = f"sources.{number}.files"
            raise SettingsError(
                f"'{key}' = '{source.files}' in {path}: these are the warehouse's own files.",
                "Keep exports in another folder.",
            )
        _refuse_wrong_archive(settings, source, f"'sources.{number}.archive' = '{source.archive}' in {path}")


def _refuse_wrong_archive(settings: Settings, source: Source, key: str) -> None:
    if source.after_loading != "archive":
        return
    archive = _resolved(settings, source.archive)
    if archive is None or archive.is_relative_to(settings.lake_folder):
        raise SettingsError(f"{key}: this is in the warehouse, or no folder.", "Archive into another folder.")
    patterns = [other.files for other in settings.sources if other.files]
    if any(_begins_in(settings, pattern, archive) for pattern in patterns):
        raise SettingsError(f"{key}: exports are looked for there.", "Archive into a folder of its own.")


def _wrong_warehouse(settings: Settings) -> str | None:
    try:
        str(settings.folder).encode()
        folder = settings.lake_folder
        if settings.folder.is_relative_to(folder):
            return "this folder holds the settings file"
        return "this is a file" if folder.exists() and not folder.is_dir() else None
    except UnicodeEncodeError:
        return "the folder of the settings file has a name that is not UTF-8"
    # What `resolve` raises for links that lead to themselves.
    except (RuntimeError, OSError) as error:
        return getattr(error, "strerror", None) or "links lead in a circle"


def _begins_in(settings: Settings, pattern: str, folder: Path) -> bool:
    """By the folders before the first sign that stands for several names."""
    fixed = Path()
    for part in PurePath(pattern).parts:
        if _MAGIC & set(part):
            break
        fixed /= part
    begin = _resolved(settings, fixed)
    return begin is not None and begin.is_relative_to(folder)


def _resolved(settings: Settings, path: Path) -> Path | None:
    try:
        return (settings.folder / path).resolve()
    except (RuntimeError, OSError):
        return None
