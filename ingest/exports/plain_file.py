"""Export files as systems write them - zipped, in a Korean code page - made plain UTF-8 on disk."""

import gzip
import io
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, cast

from ingest.exports.delimited import wrong_encoding
from warehouse.errors import ExportError
from warehouse.settings import Source

_TEXT_FORMATS = ("csv", "tsv", "jsonl")
_CHARACTERS_AT_ONCE = 1 << 20


@contextmanager
def plain_file(path: Path, source: Source, scratch: Path) -> Iterator[Path]:
    """A path to the export as plain UTF-8 text, or as the plain binary file, while the block runs.

    A file that is plain already is given as it is; others are unpacked into the folder `scratch`.
    Raises ExportError when the file is empty, cannot be unpacked or is not in the declared encoding.
    """
    if not path.stat().st_size:
        raise ExportError("The file is empty.", "Export it again.")
    is_text = source.format in _TEXT_FORMATS
    packed = path.suffix.lower() in (".gz", ".zip")
    recoded = is_text and source.encoding != "utf-8"
    if not packed and not recoded and source.format != "excel":
        yield path
        return
    scratch.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=scratch) as folder:
        plain = Path(folder) / "export"
        with _unpacked(path) as packed_file:
            if recoded:
                _recode(packed_file, plain, source.encoding)
            else:
                with plain.open("wb") as target:
                    shutil.copyfileobj(packed_file, target)
        yield plain


@contextmanager
def _unpacked(path: Path) -> Iterator[IO[bytes]]:
    try:
        match path.suffix.lower():
            case ".gz":
                with gzip.open(path) as file:
                    yield cast(IO[bytes], file)
            case ".zip":
                with zipfile.ZipFile(path) as archive, archive.open(_only_member(archive)) as file:
                    yield file
            case _:
                with path.open("rb") as file:
                    yield file
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise ExportError(f"The file cannot be unpacked: {error}.", "Export or copy it again.") from error


def _only_member(archive: zipfile.ZipFile) -> str:
    members = [info.filename for info in archive.infolist() if not info.is_dir()]
    if len(members) != 1:
        raise ExportError(f"The archive holds {len(members)} files.", "Put each export into its own archive.")
    return members[0]


def _recode(source: IO[bytes], target: Path, encoding: str) -> None:
    text = io.TextIOWrapper(source, encoding=encoding, newline="")
    with target.open("w", encoding="utf-8", newline="") as plain:
        try:
            shutil.copyfileobj(text, plain, _CHARACTERS_AT_ONCE)
        except UnicodeDecodeError as error:
            raise wrong_encoding(encoding) from error
