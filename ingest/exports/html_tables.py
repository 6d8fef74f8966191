"""Rows of tables, read off a page of HTML while it comes in. Tags that are not closed are no fault."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from ingest.exports.text_scan import LARGEST_RECORD_BYTES
from warehouse.errors import ExportError

# Number of the table on the page, number of the row in the table, texts of its cells.
TableRow = tuple[int, int, list[str | None]]
# As HTML has it.
_WIDEST_SPAN = 1_000
_MOST_COLUMNS = 10_000
# Beyond it tables are nested to do harm.
_DEEPEST = 100
_BREAKS = {"br": "\n", "p": " ", "div": " ", "li": " "}
_NO_TEXTS = ("script", "style")


@dataclass
class _Cell:
    columns: int
    rows: int
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """As it is shown: blanks of any number are one, and only <br> ends a line."""
        lines = " ".join(self.texts).replace("\0", "").split("\n")
        return "\n".join(" ".join(line.split()) for line in lines).strip()


@dataclass
class _Table:
    number: int
    row: int = 0
    cells: list[str | None] | None = None
    cell: _Cell | None = None
    # By column, the text of a cell that reaches down, and over how many rows more.
    reaching: dict[int, tuple[str, int]] = field(default_factory=dict)

    def begin_cell(self, columns: int, rows: int) -> None:
        self.end_cell()
        if self.cells is None:
            self.cells = []
        self.cell = _Cell(columns, rows)

    def end_cell(self) -> None:
        if self.cell is None or self.cells is None:
            return
        text = self.cell.text
        self._put_reaching()
        for _ in range(self.cell.columns):
            self.reaching.pop(len(self.cells), None)
            if self.cell.rows > 1:
                self.reaching[len(self.cells)] = text, self.cell.rows - 1
            self.cells.append(text)
        self.cell = None
        if len(self.cells) > _MOST_COLUMNS or len(text) * len(self.cells) > LARGEST_RECORD_BYTES:
            raise ExportError(
                f"Row {self.row + 1:,} of table {self.number} is larger than any that is read.",
                "Look at the page in a browser.",
            )

    def end_row(self) -> list[str | None] | None:
        """The cells of the row, if one was begun."""
        self.end_cell()
        if self.cells is None:
            return None
        cells, last = self.cells, max(self.reaching, default=-1)
        self._put_reaching()
        while len(cells) <= last:
            cells.append(None)
            self._put_reaching()
        self.row += 1
        self.cells = None
        return cells

    def _put_reaching(self) -> None:
        """Put what reaches down from rows above into the columns that come next."""
        cells = self.cells if self.cells is not None else []
        while reaching := self.reaching.pop(len(cells), None):
            text, rows = reaching
            if rows > 1:
                self.reaching[len(cells)] = text, rows - 1
            cells.append(text)


class Tables(HTMLParser):
    """Tables in the order in which they begin, those in a cell of another one too."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._finished: list[TableRow] = []
        self._open: list[_Table] = []
        self._count = 0
        self._is_no_text = False

    def finished_rows(self) -> Iterator[TableRow]:
        """Those since this was asked before."""
        finished, self._finished = self._finished, []
        yield from finished

    def close(self) -> None:
        """Nothing more comes."""
        super().close()
        while self._open:
            self._end_table()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NO_TEXTS:
            self._is_no_text = True
        elif tag == "table":
            self._begin_table()
        elif self._open and tag == "tr":
            self._end_row()
            self._open[-1].cells = []
        elif self._open and tag in ("td", "th"):
            spans = dict(attrs)
            self._open[-1].begin_cell(_span(spans.get("colspan")), _span(spans.get("rowspan")))
        elif tag in _BREAKS:
            self._add(_BREAKS[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in _NO_TEXTS:
            self._is_no_text = False
        elif self._open and tag in ("td", "th"):
            self._open[-1].end_cell()
        elif self._open and tag == "tr":
            self._end_row()
        elif self._open and tag == "table":
            self._end_table()

    def handle_data(self, data: str) -> None:
        if not self._is_no_text:
            # A line end of the source is a blank.
            self._add(data.replace("\n", " ").replace("\r", " "))

    def _add(self, text: str) -> None:
        if self._open and (cell := self._open[-1].cell) is not None:
            cell.texts.append(text)

    def _begin_table(self) -> None:
        if len(self._open) == _DEEPEST:
            raise ExportError(
                f"Its tables are nested more than {_DEEPEST} deep.", "Look at the page in a browser."
            )
        self._count += 1
        self._open.append(_Table(self._count))

    def _end_row(self) -> None:
        table = self._open[-1]
        if (cells := table.end_row()) is not None:
            self._finished.append((table.number, table.row, cells))

    def _end_table(self) -> None:
        self._end_row()
        self._open.pop()


def _span(given: str | None) -> int:
    """What is no number counts as one, as browsers take it."""
    try:
        return min(max(int(given or 1), 1), _WIDEST_SPAN)
    except ValueError:
        return 1
