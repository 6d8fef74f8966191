"""A binary workbook (.xlsb) as [MS-XLSB] describes it, with as few records as it can have."""

import struct
from collections.abc import Mapping, Sequence

from tests.packed_files import zipped

Rows = Sequence[Sequence[str]]

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGES = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGES}/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
# Numbers of records in [MS-XLSB] 2.3.2.
_ROW, _CELL_TEXT, _SHEET, _SHEET_END, _BOOK, _BOOK_END = 0, 6, 129, 130, 131, 132
_SHEETS, _SHEETS_END, _ROWS, _ROWS_END, _SIZE, _BUNDLE = 143, 144, 145, 146, 148, 156


def xlsb(**sheets: Rows) -> bytes:
    """The file with these sheets, by name."""
    names = [f"sheet{number}" for number in range(1, len(sheets) + 1)]
    contents = {
        f"xl/worksheets/{name}.bin": _sheet(rows) for name, rows in zip(names, sheets.values(), strict=True)
    }
    return zipped(
        **{
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.bin")}),
            "xl/workbook.bin": _book(sheets),
            "xl/_rels/workbook.bin.rels": _relations(
                {
                    f"rId{number}": ("worksheet", f"worksheets/{name}.bin")
                    for number, name in enumerate(names, 1)
                }
            ),
            **contents,
        }
    )


def _book(sheets: Mapping[str, Rows]) -> bytes:
    listed = b"".join(
        _record(_BUNDLE, struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(name))
        for number, name in enumerate(sheets, 1)
    )
    return _record(_BOOK) + _record(_SHEETS) + listed + _record(_SHEETS_END) + _record(_BOOK_END)


def _sheet(rows: Rows) -> bytes:
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    cells = b"".join(
        _record(_ROW, struct.pack("<II", place, 0) + bytes(9)) + _cells(row) for place, row in enumerate(rows)
    )
    data = _record(_ROWS) + cells + _record(_ROWS_END)
    return _record(_SHEET) + _record(_SIZE, size) + data + _record(_SHEET_END)


def _cells(row: Sequence[str]) -> bytes:
    return b"".join(
        _record(_CELL_TEXT, struct.pack("<II", column, 0) + _wide(text))
        for column, text in enumerate(row)
        if text
    )


def _record(number: int, data: bytes = b"") -> bytes:
    """Its number and its size, seven bits a byte, then the data."""
    kind = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    size, length = len(data), b""
    while size >= 128:
        length, size = length + bytes([size & 0x7F | 0x80]), size >> 7
    return kind + length + bytes([size]) + data


def _wide(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGES}/relationships">{each}</Relationships>'
