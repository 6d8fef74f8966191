"""The table an operator reads after a load."""

from collections.abc import Iterable

from rich.table import Column, Table

from ingest.report import FileReport


def summary_table(reports: Iterable[FileReport]) -> Table:
    """One row per file: what was read, what became of it, what was rejected by which rule."""
    counts = ("read", "accepted", "unchanged", "corrected", "rejected", "seconds")
    table = Table(
        Column("file", overflow="fold"),
        "status",
        *(Column(name, justify="right") for name in counts),
        Column("rejected by rule, or reason", overflow="fold"),
    )
    for report in reports:
        table.add_row(report.file, report.status, *_counts(report), _reason(report))
    return table


def _counts(report: FileReport) -> list[str]:
    if report.status != "loaded":
        return ["", "", "", "", "", f"{report.seconds:.1f}"]
    counts = (report.read, report.accepted, report.unchanged, report.corrected, report.rejected)
    return [*(f"{count:,}" for count in counts), f"{report.seconds:.1f}"]


def _reason(report: FileReport) -> str:
    by_rule = (f"{rule} {count:,}" for rule, count in report.rejected_by_rule.items())
    return report.reason or ", ".join(by_rule)
