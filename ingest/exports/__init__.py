"""Reading export files: every format becomes rows of text under the file's own column names."""

from pathlib import Path

from ingest.exports import delimited, excel, json_lines, parquet
from ingest.exports.export import Export
from warehouse.settings import Source

_READERS = {
    "csv": delimited.read,
    "tsv": delimited.read,
    "jsonl": json_lines.read,
    "parquet": parquet.read,
    "excel": excel.read,
}


def read_export(path: Path, source: Source) -> Export:
    """The plain file as an Export. Raises ExportError when it cannot be read as the source says."""
    return _READERS[source.format](path, source)
