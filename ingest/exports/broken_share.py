"""A file of which too much cannot be read is not loaded in part."""

from warehouse.errors import ExportError

# Of a handful of lines one is a large share, and says nothing about the file.
FEW_LINES = 10
CAUSES = {
    "file.missing_columns": "It has fewer columns than the header",
    "file.too_many_columns": "It has more columns than the header",
    "file.unquoted_value": "A quote is opened there and not closed",
    "file.line_size_over_maximum": "It is larger than any that is read",
    "file.beyond_last_column": "It goes on behind the last column",
    "file.cut_character": "A column begins or ends within a character",
    "file.not_a_json_object": "It is no JSON object",
}


def refuse_mostly_broken(broken: int, lines: int, share: float, first: int, rule: str) -> None:
    """Raise ExportError when more than a share of the lines stand in records that could not be split.

    first, rule: the line where the first of them begins, and why.
    """
    if broken <= max(FEW_LINES if share else 0, share * lines):
        return
    cause = CAUSES.get(rule, rule)
    raise ExportError(
        f"More than {broken - 1:,} of its {lines:,} lines cannot be split into columns, the first is line"
        f" {first:,}. {cause}.",
        "Export the file again, mend how the source says that it is split, or raise loading.broken_share.",
    )
