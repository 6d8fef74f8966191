"""Whether bytes are text in an encoding, and if not, where not and which encoding they may be in."""

import codecs
from pathlib import Path
from typing import IO

from warehouse.errors import ExportError

# In this order they are tried; latin-1 takes any byte, so that it says nothing that it fits.
_KNOWN = ("utf-8", "cp949", "euc-kr", "latin-1")
_BYTES_AT_ONCE = 1 << 20
_HEAD_BYTES = 4096
# Of text in UTF-16, every second byte is zero wherever letters are Latin; plain text holds none.
_UTF_16_SHARE = 0.2
_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
    b"PK\x03\x04": "a zip archive or a workbook",
    b"\x1f\x8b": "a gzip archive",
    b"PAR1": "a Parquet file",
    b"\xd0\xcf\x11\xe0": "an old workbook",
    b"%PDF": "a PDF",
}


def refuse_other_content(head: bytes) -> None:
    """Raise ExportError when the first bytes of what should be text are plainly something else."""
    head = head[:_HEAD_BYTES]
    found = next((name for mark, name in _MARKS.items() if head.startswith(mark)), None)
    if found is None and head and not head.strip(b"\0"):
        found = "nothing but zero bytes"
    if found is None and head.count(0) > _UTF_16_SHARE * len(head):
        found = "UTF-16"
    if found in ("UTF-16", "UTF-32"):
        raise ExportError(
            f"The file is in {found}, which is not read.",
            "Save or convert it as UTF-8, as with: iconv -f UTF-16 -t UTF-8.",
        )
    if found:
        raise ExportError(
            f"The file is not text: it holds {found}.", "Export it again, or mend the source's 'format'."
        )


def wrong_encoding(path: Path, encoding: str) -> ExportError:
    """What to say of a file that is not text in the encoding its source declares."""
    with path.open("rb") as file:
        where = _first_misfit(file, encoding)
    fitting = [other for other in _KNOWN[:-1] if other != encoding and _fits(path, other)]
    if where is None:
        at = ""
    else:
        line, byte = where
        at = f": byte 0x{byte:02X} in line {line:,} does not belong there"
    if fitting:
        way_out = f"{' or '.join(fitting)} would fit: set the source's 'encoding', or export it again."
    else:
        way_out = (
            "No other encoding fits but latin-1, which takes any byte: mend that line, or set the source's"
            " 'encoding' (utf-8, cp949, euc-kr or latin-1) to what the system writes."
        )
    return ExportError(f"The file is not in {encoding}{at}.", way_out)


def _fits(path: Path, encoding: str) -> bool:
    with path.open("rb") as file:
        return _first_misfit(file, encoding) is None


def _first_misfit(file: IO[bytes], encoding: str) -> tuple[int, int] | None:
    """Line and value of the first byte that is no text in the encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    while chunk := file.read(_BYTES_AT_ONCE):
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            return line + error.object[: error.start].count(b"\n"), error.object[error.start]
        # What waits for its next byte is no line end.
        line += chunk.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return line, error.object[error.start]
    return None
