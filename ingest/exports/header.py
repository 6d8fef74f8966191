"""What to say where an export has no header."""

from warehouse.errors import ExportError
from warehouse.settings import Source


def no_header(source: Source, what: str = "file") -> ExportError:
    """what: what should have one."""
    if source.header_row is None:
        return ExportError(f"The {what} is empty.", "Export it again; it needs a header and its rows.")
    return ExportError(
        f"The {what} has no header in row {source.header_row:,}.",
        "Mend the source's 'header_row', or export it again.",
    )
