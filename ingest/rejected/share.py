"""A file most of whose records are rejected is not loaded in part."""

from collections.abc import Sequence

import polars as pl

from ingest.exports.broken_share import FEW_LINES
from ingest.staging import Staged
from warehouse.errors import ExportError
from warehouse.settings import Settings, Source


def reject_share(settings: Settings, source: Source) -> float:
    """The largest share of a file's records that may be rejected: the source's own, else that of all."""
    own = source.max_reject_share
    return settings.loading.max_reject_share if own is None else own


def refuse_mostly_rejected(kinds: Sequence[Staged], share: float) -> None:
    """Raise ExportError when more than a share of a file's records are rejected, and more than a few."""
    rejects = pl.concat([kinds[0].broken, *(kind.rejects for kind in kinds)], how="diagonal")
    read = kinds[0].broken.height + sum(kind.read for kind in kinds)
    if rejects.height <= max(FEW_LINES if share else 0, share * read):
        return
    rule, count = rejects["rule"].value_counts(sort=True).row(0)
    first = rejects.filter(pl.col("rule") == rule).row(0, named=True)
    stood = "nothing" if first["value"] is None else f"'{first['value']}'"
    raise ExportError(
        f"{rejects.height:,} of its {read:,} records are rejected, more than a share of {share:g}"
        f" (max_reject_share), most of them by {rule} ({count:,}): the first in line {first['line']:,}, where"
        f" {stood} stood.",
        "Mend the SELECT or export the file again; nothing of it was loaded.",
    )
