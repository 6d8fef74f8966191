"""Whether bytes are text in an encoding, and if not, where not and which encoding they may be in."""

import codecs
import re
from pathlib import Path
from typing import IO

from warehouse.errors import ExportError

# In this order they are tried. Not latin-1: where it fits and Windows-1252 does not, there is no text.
_KNOWN = ("utf-8", "cp949", "euc-kr", "shift-jis", "windows-1252")
# What Windows calls Shift-JIS has more characters than the standard.
_CODECS = {"shift-jis": "cp932"}
_BYTES_AT_ONCE = 1 << 20
HEAD_BYTES = 4096
# Of text in UTF-16, every second byte is zero wherever letters are Latin; plain text holds none.
_UTF_16_SHARE = 0.2
_UTF_32_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF_16_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_MARKS = {
    b"PK\x03\x04": "a zip archive or a workbook",
    b"\x1f\x8b": "a gzip archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"PAR1": "a Parquet file",
    b"\xd0\xcf\x11\xe0": "an old workbook",
    b"%PDF": "a PDF",
}
# In latin-1 these are control characters, which no export has: there they are ’ or € of Windows-1252.
CONTROL_CHARACTERS = re.compile("[\x80-\x9f]")
_CONTROL_BYTES = re.compile(rb"[\x80-\x9f]")


def codec_of(encoding: str) -> str:
    """What Python calls an encoding of the settings."""
    return _CODECS.get(encoding, encoding)


def refuse_other_content(head: bytes, encoding: str) -> None:
    """Raise ExportError when the first bytes of what should be text in the encoding are something else."""
    found = next((name for mark, name in _MARKS.items() if head.startswith(mark)), None)
    if head and not head.strip(b"\0"):
        found = "nothing but zero bytes"
    if found:
        raise ExportError(
            f"The file is not text: it holds {found}.", "Export it again, or mend the source's 'format'."
        )
    if head.startswith(_UTF_32_MARKS):
        raise ExportError(
            "The file is in UTF-32, which is not read.",
            "Save or convert it as UTF-8, as with: iconv -f UTF-32 -t UTF-8.",
        )
    if encoding.startswith("utf-16"):
        _refuse_other_than_utf_16(head, encoding)
    elif utf_16 := _clearly_utf_16(head):
        raise ExportError(
            f"The file is not in {encoding}, but in UTF-16: it begins with the bytes {_shown(head)}.",
            f"Set the source's 'encoding' to {utf_16}, or export it as UTF-8.",
        )


def wrong_encoding(path: Path, encoding: str) -> ExportError:
    """What to say of a file that is not text in the encoding its source declares."""
    where = _first_misfit(path, encoding)
    at = ""
    if where is not None:
        line, byte = where
        why = "is a control character there" if encoding == "latin-1" else "does not belong there"
        at = f": byte 0x{byte:02X} in line {line:,} {why}"
    return ExportError(f"The file is not in {encoding}{at}.", _way_out(path, encoding))


def is_text(path: Path, encoding: str) -> bool:
    """Whether a file is text in the encoding from its beginning to its end."""
    return _first_misfit(path, encoding) is None


def _refuse_other_than_utf_16(head: bytes, encoding: str) -> None:
    mark = _UTF_16_MARKS.get(head[:2])
    found = mark or _byte_order(head)
    if found is not None and encoding in (("utf-16", found) if mark else (found,)):
        return
    fitting = "utf-16" if mark else found or "utf-8"
    why = f"it begins with the bytes {_shown(head)}"
    if encoding == "utf-16" and not mark:
        why += ", which are no byte order mark"
    raise ExportError(
        f"The file is not in {encoding}: {why}.",
        f"Set the source's 'encoding' to what the system writes; {fitting} may fit.",
    )


def _clearly_utf_16(head: bytes) -> str | None:
    if head[:2] in _UTF_16_MARKS:
        return "utf-16"
    return _byte_order(head) if head.count(0) > _UTF_16_SHARE * len(head) else None


def _byte_order(head: bytes) -> str | None:
    """Delimiters and line ends, which every export has, have a zero as their higher byte."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if even == odd:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _shown(head: bytes) -> str:
    return " ".join(f"0x{byte:02X}" for byte in head[:4])


def _way_out(path: Path, encoding: str) -> str:
    if encoding.startswith("utf-16"):
        # Its zero bytes have told that it is so.
        return "It may have been cut off: export or copy it again."
    fitting = [other for other in _KNOWN if other != encoding and is_text(path, other)]
    # What is UTF-8 or EUC-KR is hardly ever anything else, though other encodings take the same bytes.
    if "utf-8" in fitting:
        fitting = ["utf-8"]
    elif "euc-kr" in fitting:
        fitting = [other for other in ("cp949", "euc-kr") if other in fitting]
    if not fitting:
        return "No other encoding fits either: mend that line, or export it again."
    return f"{' or '.join(fitting)} would fit: set the source's 'encoding', or export it again."


def _first_misfit(path: Path, encoding: str) -> tuple[int, int] | None:
    """Line and value of the first byte that is no text in the encoding."""
    with path.open("rb") as file:
        return _first_control_byte(file) if encoding == "latin-1" else _first_undecoded(file, encoding)


def _first_control_byte(file: IO[bytes]) -> tuple[int, int] | None:
    line = 1
    while chunk := file.read(_BYTES_AT_ONCE):
        if found := _CONTROL_BYTES.search(chunk):
            return line + chunk.count(b"\n", 0, found.start()), chunk[found.start()]
        line += chunk.count(b"\n")
    return None


def _first_undecoded(file: IO[bytes], encoding: str) -> tuple[int, int] | None:
    decoder = codecs.getincrementaldecoder(codec_of(encoding))()
    line = 1
    while True:
        chunk, before = file.read(_BYTES_AT_ONCE), decoder.getstate()
        try:
            line += decoder.decode(chunk, final=not chunk).count("\n")
        except UnicodeDecodeError as error:
            # The decoder gives nothing of a chunk that it refuses.
            decoder.setstate(before)
            good = chunk[: max(error.start - len(error.object) + len(chunk), 0)]
            return line + decoder.decode(good).count("\n"), error.object[error.start]
        if not chunk:
            return None
