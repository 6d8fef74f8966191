"""What is said of a trial: for a person, or as rows for a program."""

from collections.abc import Iterator
from typing import Any

import polars as pl
from rich.cells import cell_len
from rich.console import Console

from ingest.onboarding.trial import KindTrial, Trial
from ingest.unknown_terms import told
from warehouse.printing import Format, print_json, print_out, print_rows, tell

# A table's frame around a cell, and how wide a column grows before its texts are folded.
_FRAME = 3
_WIDEST = 30


def print_trial(trial: Trial, style: Format, time_zone: str) -> None:
    """Print it as the style says: CSV and Parquet hold the mapped rows, and the rest is told beside them.

    time_zone: the clock that times are shown on.
    """
    if style == Format.json:
        print_json(_as_json(trial))
        return
    if style != Format.table:
        kinds = [kind.rows.with_columns(record_kind=pl.lit(kind.kind)) for kind in trial.kinds]
        print_rows(pl.concat(kinds, how="diagonal_relaxed"), style)
        tell(_title(trial))
        return
    print_out(_title(trial))
    for kind in trial.kinds:
        _print_kind(kind, time_zone)
    if not trial.rules.is_empty():
        print_out("")
        print_out("Rejected by:")
        print_rows(trial.rules.drop("record_kind") if len(trial.kinds) == 1 else trial.rules, style)
    for remark in _remarks(trial):
        print_out("")
        print_out(remark)


def _title(trial: Trial) -> str:
    counts = [f"{kind.read:,} {kind.kind} read, {kind.accepted:,} accepted" for kind in trial.kinds]
    rejected = f"{trial.rejected:,} rejected"
    return f"{trial.file} as {trial.source}: {'; '.join(counts)}; {rejected}. Nothing was loaded."


def _print_kind(kind: KindTrial, time_zone: str) -> None:
    if kind.rows.is_empty():
        return
    print_out("")
    print_out(
        f"The first {kind.rows.height:,} {kind.kind} by {kind.select}, times on the clock of {time_zone}:"
    )
    clock = pl.selectors.datetime(time_zone="*").dt.convert_time_zone(time_zone).dt.replace_time_zone(None)
    for block in _blocks(kind.rows.with_columns(clock), Console().width):
        print_rows(block, Format.table)


def _blocks(rows: pl.DataFrame, width: int) -> Iterator[pl.DataFrame]:
    """Columns beside each other as far as they fit, the rest below."""
    block: list[str] = []
    used = 1
    for name in rows.columns:
        needed = _width(rows[name]) + _FRAME
        if block and used + needed > width:
            yield rows.select(block)
            block, used = [], 1
        block.append(name)
        used += needed
    if block:
        yield rows.select(block)


def _width(values: pl.Series) -> int:
    if isinstance(values.dtype, pl.Datetime):
        return max(len("2026-10-01 09:12"), len(values.name))
    texts = values.cast(pl.String).drop_nulls().to_list()
    return max(cell_len(values.name), min(_WIDEST, max(map(cell_len, texts), default=0)))


def _remarks(trial: Trial) -> Iterator[str]:
    if trial.refusal is not None:
        yield f"A load would take nothing of this file: {trial.refusal}"
    for kind in trial.kinds:
        for pitfall in kind.pitfalls:
            yield f"{kind.select}: {pitfall}"
        emptied = [f"{rule} {rows:,} (as {value})" for rule, rows, value in kind.emptied.iter_rows()]
        if emptied:
            yield f"Values emptied, as empty_when_broken says: {', '.join(emptied)}."
        if kind.empty:
            yield f"{kind.select}: no accepted record has a value in {', '.join(kind.empty)}."
    unknown = told(trial.unknown.drop("load_id").to_dicts())
    if unknown:
        yield unknown
    if not trial.is_claimed:
        yield (
            f"The pattern of source '{trial.source}' does not find this file, so that 'touchpoints ingest'"
            " would not load it."
        )


def _as_json(trial: Trial) -> dict[str, Any]:
    return {
        "source": trial.source,
        "file": trial.file,
        "rejected": trial.rejected,
        "kinds": [
            {
                "kind": kind.kind,
                "select": kind.select,
                "read": kind.read,
                "accepted": kind.accepted,
                "rejected": kind.rejected,
                "emptied_by": kind.emptied.to_dicts(),
                "rows": kind.rows.with_columns(pl.selectors.temporal().cast(pl.String)).to_dicts(),
            }
            for kind in trial.kinds
        ],
        "rejected_by": trial.rules.to_dicts(),
        "unknown_terms": trial.unknown.drop("load_id").to_dicts(),
        "remarks": list(_remarks(trial)),
    }
