"""What an operator reads after a load."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from rich.console import Group
from rich.table import Column, Table

from ingest.report import FileReport
from ingest.unknown_terms import told
from warehouse.text_table import as_text

# More would hide what else is said.
_MOST_COLUMNS = 10


def summary(reports: Sequence[FileReport]) -> Group:
    """One row per file with what became of its records; below, why files failed and which rules rejected."""
    counts = ("read", "accepted", "unchanged", "corrected", "rejected", "s")
    table = Table(
        Column("file", overflow="fold"),
        "status",
        *(Column(name, justify="right", no_wrap=True) for name in counts),
        box=None,
        pad_edge=False,
        collapse_padding=True,
        header_style="dim",
    )
    for report in reports:
        table.add_row(as_text(PurePath(report.file).name), report.status, *_counts(report))
    known = sum(report.status == "known" for report in reports)
    remarks = [f"{report.file}: {_remark(report)}" for report in reports if _remark(report)]
    remarks += [_new_columns(report) for report in reports if report.new_columns]
    if known:
        remarks.append(f"{known:,} of {len(reports):,} were loaded before: nothing changed for them.")
    still_rejected = sum(report.open_rejects for report in reports)
    if still_rejected:
        remarks.append(
            f"{still_rejected:,} rows of these stand rejected: mend the SELECT and run touchpoints replay."
        )
    unknown = told([term for report in reports for term in report.unknown_terms])
    if unknown:
        remarks.append(unknown)
    return Group(table, "", *(as_text(line) for remark in remarks for line in remark.split("\n")))


def _counts(report: FileReport) -> list[str]:
    if report.status not in ("loaded", "rejected"):
        return ["", "", "", "", "", f"{report.seconds:.1f}"]
    counts = (report.read, report.accepted, report.unchanged, report.corrected, report.rejected)
    return [*(f"{count:,}" for count in counts), f"{report.seconds:.1f}"]


def _remark(report: FileReport) -> str:
    if report.status == "failed":
        return f"failed. {report.reason}"
    rejected, emptied = _by_rule(report.rejected_by_rule), _by_rule(report.emptied_by_rule)
    if report.status == "rejected":
        return f"{report.reason} It was rejected by {rejected}."
    parts = [f"rejected by {rejected}"] if rejected else []
    return "; ".join([*parts, *([f"values emptied by {emptied}"] if emptied else [])])


def _by_rule(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{rule} {count:,}" for rule, count in counts.items())


def _new_columns(report: FileReport) -> str:
    told = ", ".join(report.new_columns[:_MOST_COLUMNS])
    more = len(report.new_columns) - _MOST_COLUMNS
    return f"{report.file}: has columns that its source had not before: {told}" + (
        f" and {more:,} more." if more > 0 else "."
    )
