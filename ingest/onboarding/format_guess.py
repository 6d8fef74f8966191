"""How a file is written, told by its bytes: what a source has to declare."""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from xml.parsers import expat

from ingest.exports.encoding import codec_of, is_text
from ingest.exports.unpacking import PACKED, unpack
from warehouse.errors import ExportError
from warehouse.export_format import FORMATS

Declared = dict[str, Any]

_DELIMITERS = ",;\t|"
_HEAD_BYTES = 65_536
# So many lines tell where the header is and what separates columns.
_LINES = 60
# A header has nearly all of the columns of the rows below it.
_HEADER_SHARE = 0.7
# A larger document is not searched for its rows: the settings have to say where they are.
_MOST_JSON_BYTES = 100_000_000
_HANGUL, _KANA = ("가", "힣"), ("ぁ", "ヿ")
_WORKBOOKS = FORMATS["excel"].suffixes
_ENOUGH_OF_SCRIPT = 0.5


def guessed_format(path: Path, scratch: Path) -> Declared:
    """The keys of a source, `format` first. Raises ExportError for what cannot be told."""
    if not path.is_file() or not path.stat().st_size:
        raise ExportError(f"There is nothing in the file {path}.", "Give a file with rows.")
    name = path.name.lower()
    if path.suffix.lower() in PACKED:
        part = unpack(path, _format_in(name), scratch)[0]
        path, name = part.path, part.name.lower()
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith(b"PAR1"):
        return {"format": "parquet"}
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return {"format": "excel"}
    encoding = _encoding(path, head)
    said = {} if encoding == "utf-8" else {"encoding": encoding}
    text = head.decode(codec_of(encoding), errors="ignore").lstrip("\ufeff \r\n\t")
    if text.startswith("<"):
        return _markup(path, text.lower(), name)
    if text.startswith(("{", "[")):
        return {"format": "json" if name.endswith(".json") else "jsonl", **said, **_rows(path, encoding)}
    return {**_delimited(path, encoding), **said}


def _format_in(name: str) -> str:
    """What a packed file's members are called: of `x.csv.gz` the format csv."""
    found = (kind for kind, known in FORMATS.items() if any(suffix in name for suffix in known.suffixes))
    return next(found, "csv")


def _encoding(path: Path, head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    zeros = head[::2].count(0), head[1::2].count(0)
    if sum(zeros) > len(head) / 5:
        return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    if is_text(path, "utf-8"):
        return "utf-8"
    for encoding, script in (("cp949", _HANGUL), ("shift-jis", _KANA)):
        if is_text(path, encoding) and _share(head.decode(codec_of(encoding), errors="ignore"), script):
            return encoding
    return "windows-1252" if is_text(path, "windows-1252") else "latin-1"


def _share(text: str, script: tuple[str, str]) -> bool:
    beyond = [letter for letter in text if not letter.isascii()]
    return sum(script[0] <= letter <= script[1] for letter in beyond) >= _ENOUGH_OF_SCRIPT * len(beyond)


def _markup(path: Path, text: str, name: str) -> Declared:
    if "<log" in text and (name.endswith(".xes") or "xes" in text):
        return {"format": "xes"}
    if "<table" in text or "<html" in text:
        return {"format": "excel" if name.endswith(_WORKBOOKS) else "html"}
    return {"format": "xml", "row": _row_element(path)}


def _row_element(path: Path) -> str:
    """The element below the outermost that is there most often."""
    counts: Counter[str] = Counter()
    depth = 0

    def start(name: str, _attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth == 2:
            counts[name.rpartition(":")[2]] += 1

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except expat.ExpatError as error:
        raise ExportError(f"The file is no readable XML: {error}.", "Export it again.") from error
    if not counts:
        raise ExportError("The XML has no rows in it.", "Give a file with rows.")
    return counts.most_common(1)[0][0]


def _rows(path: Path, encoding: str) -> Declared:
    """Where the list of objects is within a document; nothing where each line or element is a row."""
    if path.stat().st_size > _MOST_JSON_BYTES:
        return {}
    try:
        document = json.loads(path.read_text(encoding=codec_of(encoding)).lstrip("\ufeff"))
    except ValueError:
        return {}
    found = next(_lists(document, ()), None) if isinstance(document, dict) else None
    return {"rows": ".".join(found)} if found else {}


def _lists(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, list) and inner and isinstance(inner[0], dict):
                yield (*path, key)
            yield from _lists(inner, (*path, key))


def _delimited(path: Path, encoding: str) -> Declared:
    with path.open(encoding=codec_of(encoding), newline="", errors="replace") as text:
        lines = list(islice((line.lstrip("\ufeff") for line in text), _LINES))
    tables = {sign: list(csv.reader(lines, delimiter=sign)) for sign in _DELIMITERS}
    delimiter = max(_DELIMITERS, key=lambda sign: _regularity(tables[sign]))
    widths = [len(row) for row in tables[delimiter]]
    if max(widths, default=0) < 2:
        raise ExportError(
            "Nothing separates columns in the file: no comma, semicolon, tab or bar.",
            "Describe lines of fixed width by hand, with 'columns' or 'widths' (docs/formats.md).",
        )
    declared: Declared = {"format": "tsv" if delimiter == "\t" else "csv"}
    if delimiter not in ",\t":
        declared["delimiter"] = delimiter
    header = header_row([*_with_lines(lines, delimiter)])
    return declared | ({"header_row": header} if header > 1 else {})


def _regularity(rows: Sequence[Sequence[str]]) -> float:
    """How many rows are as wide as most, and how wide that is."""
    widths = Counter(len(row) for row in rows if row)
    width, times = max(widths.items(), key=lambda each: (each[1] * (each[0] > 1), each[0]), default=(1, 0))
    return times * (width - 1) ** 0.5 if width > 1 else 0.0


def _with_lines(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row with the line in which it begins."""
    reader = csv.reader(lines, delimiter=delimiter)
    before = 0
    for row in reader:
        yield before + 1, row
        before = reader.line_num


def header_row(rows: Sequence[tuple[int, Sequence[str]]]) -> int:
    """The line of the header: the first row that is nearly as wide as the widest and has no number in it."""
    filled = [(line, [cell for cell in row if cell and cell.strip()]) for line, row in rows]
    widest = max((len(cells) for _, cells in filled), default=0)
    for line, cells in filled:
        if len(cells) >= _HEADER_SHARE * widest and not any(_is_number(cell) for cell in cells):
            return line
    return next((line for line, cells in filled if cells), 1)


def _is_number(cell: str) -> bool:
    return cell.strip().replace(".", "", 1).replace(",", "").lstrip("+-").isdigit()
