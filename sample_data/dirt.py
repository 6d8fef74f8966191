"""What is wrong in the exports. The clean world can be read from them: bad rows are extra, none is lost.

A file's rows are the clean ones in other clothes, plus: lines repeated, earlier versions of rows that a later
file corrects, rows that no clean record stands behind (to be rejected) and lines cut short.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from sample_data.draws import uniform


@dataclass(frozen=True)
class Dirt:
    """Shares of the rows of each system."""

    repeated: float = 0.004
    """Lines that stand twice."""
    corrected: float = 0.006
    """Contacts first exported as unresolved and exported again, as they are, with the next period."""
    unknown_outcome: float = 0.001
    """Extra rows with an outcome that nobody knows."""
    missing_id: float = 0.0005
    """Extra rows without an id."""
    negative_wait: float = 0.0005
    """Extra rows from a clock that was off."""
    left_before_joined: float = 0.0005
    """Extra customers, of tests."""
    cut_short: float = 0.0004
    """Extra lines with too few fields (text files only)."""
    dash_for_null: float = 0.3
    """Empty values written as '-'."""
    padded: float = 0.02
    """Texts with trailing blanks."""
    thousands_separated: float = 0.4
    """Costs of 1,000 won and more with a separator."""


DIRT = Dirt()
UNKNOWN_OUTCOME = "phantom"
TEST_SUFFIX = "T"
"""Ends the ids of extra rows."""


def exported(contacts: pl.DataFrame, last_period: int, rng: np.random.Generator) -> pl.DataFrame:
    """The rows of all files of one system: contacts in the form of the contract, `period` says in which file.

    In: contacts with `period` (0, 1, …). Out: the same columns, in the order of the files.
    """
    rows = pl.concat([_with_earlier_versions(contacts, last_period, rng), *_extra_rows(contacts, rng)]).sort(
        "period", "occurred_at", maintain_order=True
    )
    return repeated(rows, rng)


def repeated(rows: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """The rows, a few of them twice in succession."""
    times = 1 + (rng.random(rows.height) < DIRT.repeated)
    return rows[np.repeat(np.arange(rows.height), times)]


def _with_earlier_versions(
    contacts: pl.DataFrame, last_period: int, rng: np.random.Generator
) -> pl.DataFrame:
    is_corrected = (
        pl.col("outcome").is_in(["resolved", "failed"])
        & (pl.col("period") < last_period)
        & (uniform(rng, contacts) < DIRT.corrected)
    )
    marked = contacts.with_columns(is_corrected=is_corrected)
    unknown_yet = ("failure_origin", "recovery", "recovery_kind", "recovery_seconds")
    earlier = marked.filter("is_corrected").with_columns(
        *(pl.lit(None, contacts.schema[column]).alias(column) for column in unknown_yet),
        outcome=pl.lit("unresolved"),
    )
    final = marked.with_columns(pl.col("period") + pl.col("is_corrected").cast(pl.Int64))
    return pl.concat([earlier, final]).drop("is_corrected")


def _extra_rows(contacts: pl.DataFrame, rng: np.random.Generator) -> list[pl.DataFrame]:
    def some(share: float) -> pl.DataFrame:
        return contacts.filter(uniform(rng, contacts) < share).with_columns(
            pl.col("contact_id") + TEST_SUFFIX
        )

    return [
        some(DIRT.unknown_outcome).with_columns(outcome=pl.lit(UNKNOWN_OUTCOME)),
        some(DIRT.missing_id).with_columns(contact_id=pl.lit(None, pl.String)),
        some(DIRT.negative_wait).with_columns(wait_seconds=-pl.col("wait_seconds").fill_null(0) - 1),
    ]


def with_lines_cut_short(lines: list[str], rng: np.random.Generator) -> list[str]:
    """The lines, a few followed by a copy that ends before its middle. The first stays alone."""
    is_followed = rng.random(len(lines)) < DIRT.cut_short
    is_followed[:1] = False
    copies = {place: lines[place][: len(lines[place]) // 3] for place in np.flatnonzero(is_followed)}
    for place in sorted(copies, reverse=True):
        lines.insert(place + 1, copies[place])
    return lines
