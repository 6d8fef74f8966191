"""XES, the standard of event logs (IEEE 1849): one row for each event, with what is said of its case."""

from ingest.exports.export import Export
from ingest.exports.export_file import ExportFile
from ingest.exports.xml_rows import Attributes, Row, Values, put, read_rows
from warehouse.errors import ExportError

# Elements that state a value under a key; all else stands around them.
_TYPES = {"string", "date", "int", "float", "boolean", "id", "list", "container"}
_OF_A_CASE = "case:"


def read(file: ExportFile) -> Export:
    """Columns are called as the keys are, those of the case with `case:` before them: `case:concept:name`."""
    return read_rows(file, _Events())


class _Events:
    """Makes a row of each event."""

    def __init__(self) -> None:
        # What is said of the case, None outside of one; of the event, None outside of one.
        self._case: Values | None = None
        self._event: Values | None = None
        self._has_events = False
        self._line = 0
        self._keys: list[str] = []
        self._finished: list[Row] = []

    def start(self, name: str, attributes: Attributes, line: int) -> None:
        if name == "trace":
            self._case, self._has_events = {}, False
        elif name == "event":
            self._event, self._line, self._has_events = {}, line, True
        elif name in _TYPES:
            self._keys.append(attributes.get("key", ""))
            if (value := attributes.get("value")) is not None:
                self._state(value, line)

    def text(self, text: str) -> None:
        """Values are attributes; what stands between elements is white space."""

    def end(self, name: str) -> None:
        if name == "event" and self._event is not None:
            row = {f"{_OF_A_CASE}{key}": value for key, value in (self._case or {}).items()}
            for key, value in self._event.items():
                put(row, key, value)
            self._finished.append((self._line, row))
            self._event = None
        elif name == "trace":
            self._case = None
        elif name in _TYPES:
            self._keys.pop()

    def finished(self) -> list[Row]:
        finished, self._finished = self._finished, []
        return finished

    def nothing(self) -> ExportError:
        return ExportError("The log has no event with anything in it.", "Look whether it is an XES log.")

    def _state(self, value: str, line: int) -> None:
        """Attributes may have attributes of their own, which are called after both."""
        if self._event is None and self._case is not None and self._has_events:
            raise ExportError(
                f"In line {line:,} something is said of a case behind its events.",
                "Write it before them, as XES demands.",
            )
        values = self._case if self._event is None else self._event
        # Of the log itself, and what its globals stand for, no event is told.
        if values is not None:
            put(values, ".".join(self._keys), value)
