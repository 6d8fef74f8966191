"""Makes nasty export files by seed: each knows how many records it holds, so that none can be lost unseen."""

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from tests.project import HEADER

COLUMNS = HEADER.split(",")
Row = dict[str, str]

VALUES = [
    "loans",
    "대출 상담",
    "",
    " ",
    "NULL",
    "a,b",
    'say "hi"',
    "two\nlines",
    "two\r\nlines",
    "tab\there",
    "\x00",
    "\x01",
    "\x1b]0;x\x07",
    "=1+1",
    "'; DROP TABLE contacts; --",
    "[/x]",
    "👩‍👩‍👧",
    "é",
    "\u202eevil",
    "{{7*7}}",
    "a" * 5_000,
    '"',
    "\\",
    "\\N",
    "nan",
    "1e999",
]
DATES = [
    "2026-01-05 10:00:00",
    "2026-01-05T10:00:00Z",
    "2026-01-05T10:00:00+09:00",
    "0000-01-01",
    "0001-01-01",
    "-0044-03-15",
    "0044-03-15 (BC)",
    "9999-12-31 23:59:59",
    "99999-01-01",
    "294247-01-10 04:00:54",
    "294247-01-11",
    "290309-12-22 (BC) 00:00:00",
    "infinity",
    "-infinity",
    "epoch",
    "1899-12-30",
    "2206-10-05",
    "2026-02-30",
    "2026-01-05 24:00:00",
    "2026-01-05 10:00:60",
    "today",
    "now",
    "",
    "1767603600",
    "٢٠٢٦-٠١-٠٥",
]
NAMES = [
    "origin",
    "Origin",
    "origin_id",
    "ORIGIN_ID",
    "touchpoints_line",
    "WAIT",
    "wait",
    "Wait ",
    "",
    " ",
    'a"b',
    "a'b",
    "a]b",
    "a.b",
    "a\nb",
    "a\x00b",
    "a\x07b",
    "x" * 3_000,
    "👍",
    "select",
    "export",
    "rowid",
    "load_id",
    "filename",
    "line",
    "raw",
    "column_8",
    "İ",
    "ß",
    "ẞ",
    "\ufeffid",
    "대기",
    "{x}",
    "%s",
    "$1",
    "a;DROP TABLE contacts",
]


@dataclass(frozen=True)
class Nasty:
    """A file, the format of its source, and how many records it holds; None where that is not to be told."""

    name: str
    format: str
    content: bytes
    records: int | None

    @property
    def file(self) -> str:
        return f"{self.format}_{self.name}"


def nasty_files(seed: int, count: int) -> list[Nasty]:
    """So many files, no two alike, every way of being nasty in turn."""
    draws = random.Random(seed)
    ways = list(WAYS)
    return [ways[number % len(ways)](draws, f"{number:03}") for number in range(count)]


def _row(draws: random.Random, key: str) -> Row:
    return {
        "id": key,
        "customer": draws.choice(["k1", "k2", ""]),
        "started": draws.choice(DATES[:3]),
        "department": "loans",
        "channel": "phone",
        "wait": str(draws.randrange(90)),
        "result": "resolved",
    }


def _rows(draws: random.Random, name: str, least: int = 20) -> list[Row]:
    return [_row(draws, f"{name}-{place}") for place in range(least + draws.randrange(20))]


def _csv(rows: list[Row], end: str = "\n", quote_all: bool = False) -> str:
    return end.join([",".join(map(_field, rows[0])), *(_line(row, quote_all) for row in rows), ""])


def _line(row: Row, quote_all: bool = False) -> str:
    return ",".join(_field(value, quote_all) for value in row.values())


def _field(value: str, quote_all: bool = False) -> str:
    if quote_all or any(character in value for character in ',"\r\n'):
        return '"' + value.replace('"', '""') + '"'
    return value


def values_in_csv(draws: random.Random, name: str) -> Nasty:
    rows = [
        row | {draws.choice(["customer", "department", "channel", "wait"]): draws.choice(VALUES)}
        for row in _rows(draws, name)
    ]
    return Nasty(f"{name}_values.csv", "csv", _csv(rows, quote_all=draws.random() < 0.3).encode(), len(rows))


def values_in_json(draws: random.Random, name: str) -> Nasty:
    rows = [
        row | {draws.choice(["department", "channel"]): draws.choice(VALUES)} for row in _rows(draws, name)
    ]
    lines = "\n".join(json.dumps(row, ensure_ascii=draws.random() < 0.5) for row in rows)
    return Nasty(f"{name}_values.jsonl", "jsonl", lines.encode("utf-8", "replace"), len(rows))


def dates(draws: random.Random, name: str) -> Nasty:
    rows = [row | {"started": draws.choice(DATES)} for row in _rows(draws, name)]
    if draws.random() < 0.5:
        return Nasty(f"{name}_dates.csv", "csv", _csv(rows).encode(), len(rows))
    frame = pl.DataFrame(rows)
    target = io.BytesIO()
    frame.write_parquet(target)
    return Nasty(f"{name}_dates.parquet", "parquet", target.getvalue(), len(rows))


def names_in_csv(draws: random.Random, name: str) -> Nasty:
    more = draws.sample(NAMES, draws.randrange(1, 8))
    rows = _rows(draws, name)
    header = ",".join(_field(text, quote_all=True) for text in [*COLUMNS, *more])
    lines = [f"{_line(row)}{',x' * len(more)}" for row in rows]
    return Nasty(f"{name}_names.csv", "csv", "\n".join([header, *lines, ""]).encode(), len(rows))


def names_in_json(draws: random.Random, name: str) -> Nasty:
    more = dict.fromkeys(draws.sample(NAMES, draws.randrange(1, 8)), "x")
    rows = _rows(draws, name)
    lines = "\n".join(json.dumps(row | more) for row in rows)
    return Nasty(f"{name}_names.jsonl", "jsonl", lines.encode(), len(rows))


def many_columns(draws: random.Random, name: str) -> Nasty:
    more = "".join(f",c{place}" for place in range(draws.choice([200, 500, 1_000])))
    rows = _rows(draws, name)
    lines = [f"{_line(row)}{more}" for row in rows]
    return Nasty(f"{name}_wide.csv", "csv", "\n".join([HEADER + more, *lines, ""]).encode(), len(rows))


def line_ends(draws: random.Random, name: str) -> Nasty:
    rows = _rows(draws, name)
    comments = ["plain", "two\nlines", "two\r\nlines", "old\rmac"]
    rows = [row | {"department": draws.choice(comments)} for row in rows]
    ends = draws.choice([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n"], ["\n", "\r"], ["\n", "\r", "\r\n"]])
    text = "".join(line + draws.choice(ends) for line in [HEADER, *map(_line, rows)])
    return Nasty(f"{name}_ends.csv", "csv", text.encode(), len(rows))


def blank_lines(draws: random.Random, name: str) -> Nasty:
    rows = _rows(draws, name)
    end = draws.choice(["\n", "\r\n"])
    lines = [text + end * draws.randrange(1, 4) for text in [HEADER, *map(_line, rows)]]
    text = end * draws.randrange(3) + "".join(lines)
    return Nasty(f"{name}_blank.csv", "csv", text.encode(), len(rows))


def broken_lines(draws: random.Random, name: str) -> Nasty:
    """Each of the broken lines is one record; none takes another with it."""
    rows = _rows(draws, name, least=60)
    lines = list(map(_line, rows))
    for place in draws.sample(range(len(lines)), draws.randrange(1, 6)):
        lines[place] = draws.choice(
            ["too,few", ",".join("abcdefghij"), 'a,"stray,phone', '"a"b,c', "  ", '"']
        )
    text = "\n".join([HEADER, *lines, ""])
    return Nasty(f"{name}_broken.csv", "csv", text.encode(), len(rows))


def large_values(draws: random.Random, name: str) -> Nasty:
    rows = _rows(draws, name)
    size = draws.choice([200_000, 3_000_000, 20_000_000, 34_000_000, 70_000_000])
    text = _csv(rows).replace(f"{name}-7,", f"{name}-7,{'x' * size}")
    if draws.random() < 0.5:
        return Nasty(f"{name}_large.csv.gz", "csv", gzip.compress(text.encode(), 1), len(rows))
    lines = "\n".join(
        json.dumps(row | ({"customer": "x" * size} if row["id"].endswith("-7") else {})) for row in rows
    )
    return Nasty(f"{name}_large.jsonl.gz", "jsonl", gzip.compress(lines.encode(), 1), len(rows))


def encodings(draws: random.Random, name: str) -> Nasty:
    rows = [row | {"department": "대출"} for row in _rows(draws, name)]
    encoding = draws.choice(["utf-8-sig", "cp949", "utf-16", "utf-16-be", "utf-16-le", "utf-32", "euc-kr"])
    records = len(rows) if encoding == "utf-8-sig" else None
    return Nasty(f"{name}_encoding.csv", "csv", _csv(rows).encode(encoding), records)


def bad_bytes(draws: random.Random, name: str) -> Nasty:
    content = bytearray(_csv(_rows(draws, name)).encode())
    content[draws.randrange(60, len(content) - 1)] = draws.choice([0x80, 0xC0, 0xFF, 0xED, 0xF8])
    return Nasty(f"{name}_byte.csv", "csv", bytes(content), None)


def arrays(draws: random.Random, name: str) -> Nasty:
    rows = _rows(draws, name)
    text = json.dumps(rows, indent=draws.choice([None, 2]))
    return Nasty(f"{name}_array.jsonl", "jsonl", text.encode(), len(rows))


def odd_json(draws: random.Random, name: str) -> Nasty:
    """JSON lines of which some are no objects; each is one record."""
    rows = _rows(draws, name, least=60)
    lines = [json.dumps(row) for row in rows]
    odd = ["[1]", '{"id": "b", "sta', "null", "12", '{"id": "\x01"}', "{'id': 1}", '"text"', "{}", "\\"]
    for place in draws.sample(range(1, len(lines)), draws.randrange(1, 6)):
        lines[place] = draws.choice(odd)
    end = draws.choice(["\n", "\r\n"])
    return Nasty(f"{name}_odd.jsonl", "jsonl", end.join([*lines, ""]).encode(), len(rows))


def broken_archives(draws: random.Random, name: str) -> Nasty:
    packed = gzip.compress(_csv(_rows(draws, name)).encode())
    way = draws.choice(["cut", "garbage", "empty", "several", "zip in zip", "none", "cut zip"])
    if way in ("cut", "garbage"):
        content = packed[: len(packed) // 2] if way == "cut" else b"no archive"
        return Nasty(f"{name}_archive.csv.gz", "csv", content, None)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range({"several": 2, "none": 0}.get(way, 1)):
            inner = {"empty": b"", "zip in zip": b"PK\x03\x04" + bytes(99)}.get(way, packed)
            archive.writestr(f"{number}.csv", inner)
    content = target.getvalue()
    return Nasty(f"{name}_archive.csv.zip", "csv", content[:-30] if way == "cut zip" else content, None)


def not_what_it_says(draws: random.Random, name: str) -> Nasty:
    file_format = draws.choice(["csv", "jsonl", "parquet", "excel"])
    suffix = {"excel": "xlsx"}.get(file_format, file_format)
    contents = [b"\0" * 500, b"PAR1xxxxPAR1", b"PK\x03\x04", b"\n\n\n", b" ", b"\xef\xbb\xbf", b"%PDF-1.7"]
    contents += [b'"', b",", draws.randbytes(300), b"<html></html>", b"[", b"{", b"a"]
    content = draws.choice(contents)
    return Nasty(f"{name}_other.{suffix}", file_format, content, None)


def workbooks(draws: random.Random, name: str) -> Nasty:
    rows = [row | {"department": draws.choice(["loans", "대출", "a\nb"])} for row in _rows(draws, name)]
    target = io.BytesIO()
    pl.DataFrame(rows).write_excel(target)
    return Nasty(f"{name}_book.xlsx", "excel", target.getvalue(), len(rows))


def mixtures(draws: random.Random, name: str) -> Nasty:
    """Several kinds of nastiness in one file, whose records are still told apart."""
    rows = [
        row | {"department": draws.choice(VALUES), "started": draws.choice(DATES)}
        for row in _rows(draws, name)
    ]
    more = draws.sample(NAMES, 3)
    header = ",".join(_field(text, quote_all=True) for text in [*COLUMNS, *more])
    ends = draws.choice([["\n"], ["\n", "\r\n"]])
    text = "".join(line + draws.choice(ends) for line in [header, *(f"{_line(row)},,," for row in rows)])
    return Nasty(f"{name}_mixture.csv", "csv", ("\ufeff" + text).encode(), len(rows))


WAYS: tuple[Callable[[random.Random, str], Nasty], ...] = (
    values_in_csv,
    names_in_csv,
    dates,
    names_in_json,
    line_ends,
    broken_lines,
    values_in_json,
    encodings,
    blank_lines,
    arrays,
    odd_json,
    large_values,
    bad_bytes,
    many_columns,
    broken_archives,
    not_what_it_says,
    workbooks,
    mixtures,
)
