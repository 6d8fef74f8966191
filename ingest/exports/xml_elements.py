"""XML with one element for each row."""

from ingest.exports.export import Export
from ingest.exports.export_file import ExportFile
from ingest.exports.xml_rows import Attributes, Row, Values, put, read_rows
from warehouse.errors import ExportError

_MOST_TOLD = 20
# They say how the document is made, not what is in it.
_ABOUT_XML = ("xmlns", "xsi:")


def read(file: ExportFile) -> Export:
    """Attributes and elements of a row are columns, those within others by their path: `customer.name`."""
    return read_rows(file, _Elements(file.source.row or ""))


class _Elements:
    """Makes a row of each element that is called so."""

    def __init__(self, row: str) -> None:
        self._row = row
        # Within a row: the elements that lead to the one at hand, and the text so far of each and of the row.
        self._path: list[str] | None = None
        self._texts: list[list[str]] = []
        self._values: Values = {}
        self._line = 0
        # Whether the element at hand has neither attributes nor elements.
        self._is_leaf = False
        self._finished: list[Row] = []
        self._others: dict[str, None] = {}

    def start(self, name: str, attributes: Attributes, line: int) -> None:
        if self._path is not None:
            self._path.append(name)
        elif name == self._row:
            self._path, self._values, self._line = [], {}, line
        else:
            if len(self._others) < _MOST_TOLD:
                self._others.setdefault(name)
            return
        self._texts.append([])
        stated = {key: value for key, value in attributes.items() if not key.startswith(_ABOUT_XML)}
        self._is_leaf = not stated
        for key, value in stated.items():
            put(self._values, ".".join([*self._path, key.rpartition(":")[2]]), value)

    def text(self, text: str) -> None:
        if self._path is not None:
            self._texts[-1].append(text)

    def end(self, name: str) -> None:
        if self._path is None:
            return
        text = "".join(self._texts.pop()).strip()
        # One with nothing in it still says that there is such a column.
        if text or (self._path and self._is_leaf):
            put(self._values, ".".join(self._path) or name, text or None)
        self._is_leaf = False
        if self._path:
            self._path.pop()
        else:
            self._finished.append((self._line, self._values))
            self._path = None

    def finished(self) -> list[Row]:
        finished, self._finished = self._finished, []
        return finished

    def nothing(self) -> ExportError:
        return ExportError(
            f"The file has no element '{self._row}' with anything in it.",
            f"Mend the source's 'row'. The file has {', '.join(self._others) or 'that one only'}.",
        )
