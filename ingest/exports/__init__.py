"""Reading export files: every format becomes rows of text under the file's own column names."""

from ingest.exports import delimited, excel, json_lines, parquet
from ingest.exports.export import Export
from ingest.exports.export_file import ExportFile

_READERS = {
    "csv": delimited.read,
    "tsv": delimited.read,
    "jsonl": json_lines.read,
    "parquet": parquet.read,
    "excel": excel.read,
}


def read_export(file: ExportFile) -> Export:
    """The plain file as an Export. Raises ExportError when it cannot be read as the source says."""
    return _READERS[file.source.format](file)
