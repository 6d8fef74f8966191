"""What is said of each file after a load."""

from dataclasses import dataclass, field
from typing import Literal

from ingest.attempt import Attempt
from ingest.ledger import verdict
from ingest.load import FileLoad


@dataclass(frozen=True)
class FileReport:
    """What happened to one file: read = accepted + unchanged + corrected + rejected.

    `rejected`: it was read, but nothing of a record kind was accepted. `known`: the same content was loaded
    before, so nothing was done; `open_rejects` is how many of its rows are rejected since then.
    `new_columns`: what no export of its source had before. `emptied_by_rule`: values that were emptied as the
    source's `empty_when_broken` says; their records are taken. `unknown_terms`: those without a tier in the
    settings, each with `term` (channel or delivery_mode), `name` and `contacts`.
    """

    file: str
    source: str | None
    status: Literal["loaded", "rejected", "known", "failed"]
    reason: str | None = None
    read: int = 0
    accepted: int = 0
    unchanged: int = 0
    corrected: int = 0
    rejected: int = 0
    rejected_by_rule: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    open_rejects: int = 0
    new_columns: tuple[str, ...] = ()
    emptied_by_rule: dict[str, int] = field(default_factory=dict)
    unknown_terms: list[dict[str, str | int]] = field(default_factory=list)

    @property
    def is_trouble(self) -> bool:
        """Whether somebody has to look at the file."""
        return self.status in ("failed", "rejected")


def known_report(attempt: Attempt, earlier: int, open_rejects: int) -> FileReport:
    """The report of a file whose content an earlier load brought."""
    reason = f"Loaded before, as load {earlier}."
    if open_rejects:
        reason += f" {open_rejects:,} rows of it stand rejected: mend the SELECT and run touchpoints replay."
    return FileReport(attempt.file, attempt.source, "known", reason, open_rejects=open_rejects)


def report_of(loaded: FileLoad, new_columns: tuple[str, ...] = ()) -> FileReport:
    """The report of a file that was loaded; rules with most rejects first."""
    by_rule = loaded.rejects["rule"].value_counts().sort("count", "rule", descending=[True, False])
    attempt, (status, reason) = loaded.attempt, verdict(loaded)
    return FileReport(
        attempt.file,
        attempt.source,
        status,
        reason,
        read=loaded.read,
        accepted=loaded.accepted,
        unchanged=loaded.unchanged,
        corrected=loaded.corrected,
        rejected=loaded.rejected,
        rejected_by_rule=dict(by_rule.iter_rows()),
        seconds=attempt.seconds,
        new_columns=new_columns,
        emptied_by_rule=dict(loaded.emptied.select("rule", "rows").iter_rows()),
        unknown_terms=loaded.unknown.drop("load_id")
        .sort("contacts", "name", descending=[True, False])
        .to_dicts(),
    )
