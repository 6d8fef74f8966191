"""Where the files of earlier loads lie now."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.history.state_days import day_in_name
from ingest.ledger import content_hash
from ingest.remapping.loaded import Loaded
from ingest.sources import complete_exports
from warehouse.errors import ExportError
from warehouse.settings import Settings, Source

_MOST_TOLD = 5


def find_files(settings: Settings, loads: Sequence[Loaded]) -> list[Path]:
    """The file of each load, known by its content: where it was, below the archive, or under another name.

    Raises ExportError that names those that lie nowhere any more.
    """
    by_size: dict[str, dict[int, list[Path]]] = {}
    found: list[Path | None] = []
    for load in loads:
        sizes = by_size.setdefault(load.source.name, _by_size(settings, load.source))
        candidates = [settings.folder / load.file, *sizes.get(load.file_bytes, [])]
        found.append(next((path for path in candidates if _is_of(load, path)), None))
    missing = [load.file for load, path in zip(loads, found, strict=True) if path is None]
    if missing:
        more = f" and {len(missing) - _MOST_TOLD:,} more" if len(missing) > _MOST_TOLD else ""
        raise ExportError(
            f"{len(missing):,} of {len(loads):,} files lie nowhere any more as they were loaded:"
            f" {', '.join(missing[:_MOST_TOLD])}{more}. Nothing was changed.",
            "Put them back where the source or its archive has them, with the content that was loaded.",
        )
    return [path for path in found if path is not None]


def _by_size(settings: Settings, source: Source) -> dict[int, list[Path]]:
    sizes: defaultdict[int, list[Path]] = defaultdict(list)
    for path in _places(settings, source):
        sizes[path.stat().st_size].append(path)
    return sizes


def _places(settings: Settings, source: Source) -> Iterator[Path]:
    yield from complete_exports(settings, source)
    yield from sorted(path for path in (settings.folder / source.archive).rglob("*") if path.is_file())


def _is_of(load: Loaded, path: Path) -> bool:
    if not path.is_file() or path.stat().st_size != load.file_bytes:
        return False
    return content_hash(path, day_in_name(load.source, load.file)) == load.content_hash
