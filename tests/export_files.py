"""The same rows as each format has them, written apart from the code that reads them."""

import gzip
import html
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import polars as pl
import xlwt

from tests.binary_workbook import xlsb
from tests.packed_files import zipped, zstandard

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Written:
    """suffix: of the file. settings: lines of its source. content: the file made of a header and rows."""

    suffix: str
    settings: str
    content: Callable[[Sequence[str], Rows], bytes]


def csv(header: Sequence[str], rows: Rows, delimiter: str = ",") -> str:
    return "".join(
        delimiter.join('"' + text.replace('"', '""') + '"' for text in row) + "\n" for row in [header, *rows]
    )


def objects(header: Sequence[str], rows: Rows) -> list[dict[str, str]]:
    return [dict(zip(header, row, strict=True)) for row in rows]


def frame(header: Sequence[str], rows: Rows) -> pl.DataFrame:
    return pl.DataFrame([list(row) for row in rows], schema=dict.fromkeys(header, pl.String), orient="row")


def xlsx(header: Sequence[str], rows: Rows) -> bytes:
    target = io.BytesIO()
    frame(header, rows).write_excel(target)
    return target.getvalue()


def xls(**sheets: Rows) -> bytes:
    """An old workbook; a row is written as it is given, empty texts are no cells."""
    book = xlwt.Workbook(encoding="utf-8")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    sheet.write(place, column, text)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def ods(**sheets: Rows) -> bytes:
    def cells(row: Sequence[str]) -> str:
        return "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
            if text
            else "<table:table-cell/>"
            for text in row
        )

    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>"
        + "".join(f"<table:table-row>{cells(row)}</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets.items()
    )
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zipped(**{"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def html_table(header: Sequence[str], rows: Rows, charset: str = "utf-8") -> str:
    def cells(row: Sequence[str], tag: str) -> str:
        return "".join(f"<{tag}>{html.escape(text).replace(chr(10), '<br>')}</{tag}>" for text in row)

    lines = "".join(f"<tr>{cells(row, 'td')}</tr>\n" for row in rows)
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        f"<style>td {{mso-number-format:'\\@'}}</style></head><body>\n"
        f"<table border=1><tr>{cells(header, 'th')}</tr>\n{lines}</table></body></html>"
    )


def xml(header: Sequence[str], rows: Rows) -> str:
    calls = "".join(
        f"<call {header[0]}={quoteattr(row[0])}>"
        + "".join(f"<{name}>{escape(text)}</{name}>" for name, text in zip(header[1:], row[1:], strict=True))
        + "</call>\n"
        for row in rows
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<calls made="today">{calls}</calls>'


def xes(header: Sequence[str], rows: Rows) -> str:
    def stated(name: str, text: str) -> str:
        return f"<string key={quoteattr(name)} value={quoteattr(text)}/>"

    events = "".join("<event>" + "".join(map(stated, header, row)) + "</event>\n" for row in rows)
    return (
        '<log xmlns="http://www.xes-standard.org/" xes.version="1.0">'
        f'<global scope="event">{stated("id", "none")}</global><trace>{events}</trace></log>'
    )


def fixed(rows: Rows, widths: Sequence[int], encoding: str) -> bytes:
    """Columns counted in bytes."""
    return b"".join(
        b"".join(text.encode(encoding).ljust(width) for text, width in zip(row, widths, strict=True)) + b"\n"
        for row in rows
    )


def in_table(write: Callable[..., bytes]) -> Callable[[Sequence[str], Rows], bytes]:
    return lambda header, rows: write(sheet=[header, *rows])


def text(write: Callable[[Sequence[str], Rows], str], encoding: str = "utf-8") -> Callable[..., bytes]:
    return lambda header, rows: write(header, rows).encode(encoding)


WIDTHS = {"id": 12, "customer": 12, "started": 20, "department": 40, "channel": 10, "wait": 12, "result": 12}
_IN_BYTES = f"widths = {json.dumps(WIDTHS)}".replace('":', '" =')
WRITTEN: Mapping[str, Written] = {
    "csv": Written(".csv", 'format = "csv"', text(csv)),
    "csv with a byte order mark": Written(".csv", 'format = "csv"', text(csv, "utf-8-sig")),
    "tsv": Written(".tsv", 'format = "tsv"', text(lambda header, rows: csv(header, rows, "\t"))),
    "cp949": Written(".csv", 'format = "csv"\nencoding = "cp949"', text(csv, "cp949")),
    "euc-kr": Written(".csv", 'format = "csv"\nencoding = "euc-kr"', text(csv, "euc-kr")),
    "utf-16": Written(".csv", 'format = "csv"\nencoding = "utf-16"', text(csv, "utf-16")),
    "utf-16-le": Written(".csv", 'format = "csv"\nencoding = "utf-16-le"', text(csv, "utf-16-le")),
    "utf-16-be": Written(".csv", 'format = "csv"\nencoding = "utf-16-be"', text(csv, "utf-16-be")),
    "gzip": Written(".csv.gz", 'format = "csv"', lambda *rows: gzip.compress(csv(*rows).encode())),
    "zstandard": Written(".csv.zst", 'format = "csv"', lambda *rows: zstandard(csv(*rows).encode())),
    "zip": Written(".zip", 'format = "csv"', lambda *rows: zipped(inner=csv(*rows))),
    "titles": Written(
        ".csv", 'format = "csv"\nheader_row = 4', text(lambda *rows: f'Calls,"of\n\n2026\n{csv(*rows)}')
    ),
    "json lines": Written(
        ".jsonl", 'format = "jsonl"', text(lambda *rows: "\n".join(map(json.dumps, objects(*rows))))
    ),
    "json array": Written(
        ".json", 'format = "json"', text(lambda *rows: json.dumps(objects(*rows), ensure_ascii=False))
    ),
    "json over lines": Written(
        ".json", 'format = "json"', text(lambda *rows: json.dumps(objects(*rows), indent=2))
    ),
    "json within": Written(
        ".json",
        'format = "json"\nrows = "data.items"',
        text(lambda *rows: json.dumps({"items": [1], "data": {"n": 3, "items": objects(*rows)}}, indent=1)),
    ),
    "parquet": Written(".parquet", 'format = "parquet"', lambda *rows: _parquet(frame(*rows))),
    "xlsx": Written(".xlsx", 'format = "excel"', xlsx),
    "xls": Written(".xls", 'format = "excel"', in_table(xls)),
    "xlsb": Written(".xlsb", 'format = "excel"', in_table(xlsb)),
    "ods": Written(".ods", 'format = "excel"', in_table(ods)),
    "html": Written(".html", 'format = "html"', text(html_table)),
    "html called xls": Written(
        ".xls", 'format = "excel"', text(lambda *rows: html_table(*rows, charset="ks_c_5601-1987"), "cp949")
    ),
    "xml": Written(".xml", 'format = "xml"\nrow = "call"', text(xml)),
    "xes": Written(".xes", 'format = "xes"', text(xes)),
    "xes.gz": Written(".xes.gz", 'format = "xes"', lambda *rows: gzip.compress(xes(*rows).encode())),
    "fixed": Written(
        ".txt",
        f'format = "fixed"\nencoding = "cp949"\npositions = "bytes"\n{_IN_BYTES}',
        lambda header, rows: fixed(rows, [*WIDTHS.values()], "cp949"),
    ),
}


def _parquet(rows: pl.DataFrame) -> bytes:
    target = io.BytesIO()
    rows.write_parquet(target)
    return target.getvalue()
