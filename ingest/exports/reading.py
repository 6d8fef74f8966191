"""An export file by the reader of its format."""

from ingest.exports import (
    delimited,
    excel,
    fixed_width,
    html,
    json_documents,
    messages,
    parquet,
    xes,
    xml_elements,
)
from ingest.exports.export import Export
from ingest.exports.export_file import ExportFile

_READERS = {
    "csv": delimited.read,
    "tsv": delimited.read,
    "fixed": fixed_width.read,
    "jsonl": json_documents.read,
    "json": json_documents.read,
    "parquet": parquet.read,
    "excel": excel.read,
    "html": html.read,
    "xml": xml_elements.read,
    "xes": xes.read,
    "kafka": messages.read,
    "messages": messages.read,
}


def read_export(file: ExportFile) -> Export:
    """The plain file as an Export. Raises ExportError when it cannot be read as the source says."""
    return _READERS[file.source.format](file)
