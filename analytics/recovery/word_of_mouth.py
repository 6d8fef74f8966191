"""What customers tell others: how many say in a survey that they have spoken badly of the company, and after
what.
"""

from collections.abc import Mapping
from types import MappingProxyType

import duckdb
import polars as pl

from analytics.intervals import proportion
from analytics.measures.behind import ContactsBehind
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import Counts, read_counts
from analytics.recovery.three_groups import GROUPS
from analytics.statistics.kish import effective_size
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql
from warehouse.words import Words

FAILED = "failed"
ROWS = ("never_failed", FAILED, "recovered", "unrecovered")
"""The groups of `analytics.recovery.three_groups`, and all failures together."""
ASKED = read_sql("analytics.recovery", "told_others")
_SUMS = {
    "asked": "count(*)",
    "told": "count_if(has_told)",
    "weight": "sum(weight)",
    "weight_squares": "sum(weight ** 2)",
    "told_weight": "coalesce(sum(weight) FILTER (has_told), 0)",
}
_COUNTS = Counts(
    "answered_contacts",
    {"lived_through": "lived_through"} | {name: f"({sql})::DOUBLE" for name, sql in _SUMS.items()},
    rows=ASKED,
)


def word_of_mouth(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Who has told others something bad about the company, by what went wrong in the contact they were asked
    about.

    Asked are customers whose survey has the item word_of_mouth: 1 has, 0 has not. Columns: lived_through (of
    ROWS), asked, told, value, low, high (Wilson, 95 %, of the effective number of answers where they weigh
    differently), note ("not_in_data" where no survey asks, "too_few" under settings.definitions.small_n);
    one row each.
    """
    read = read_counts(connection, settings, _COUNTS, {}, view)
    counts = read.select(pl.col("lived_through").cast(pl.String), pl.col(*_SUMS).cast(pl.Float64))
    failed = counts.filter(pl.col("lived_through") != "never_failed").select(
        pl.lit(FAILED).alias("lived_through"), pl.col(*_SUMS).sum()
    )
    n = effective_size(pl.col("weight"), pl.col("weight_squares"))
    share = pl.col("told_weight") / pl.when(pl.col("weight") > 0).then(pl.col("weight"))
    is_few = pl.col("asked") < settings.definitions.small_n
    note = pl.when(pl.col("asked") == 0).then(pl.lit(NOT_IN_DATA)).when(is_few).then(pl.lit(TOO_FEW))
    figure = proportion(share * n, n)._asdict()
    return (
        pl.DataFrame({"lived_through": ROWS})
        .join(pl.concat([counts, failed]), on="lived_through", how="left", maintain_order="left")
        .with_columns(pl.col(*_SUMS).fill_null(0.0))
        .with_columns(note=note)
        .select(
            "lived_through",
            pl.col("asked", "told").cast(pl.Int64),
            *(pl.when(pl.col("note").is_null()).then(part).alias(name) for name, part in figure.items()),
            "note",
        )
    )


def told_others(lived_through: str) -> str:
    """The name of the contacts whose customer has told others something bad, by what went wrong in them."""
    return f"told_others.{lived_through}"


_LABELS = {
    "never_failed": Words("실패 없음", "no failure"),
    FAILED: Words("실패", "failed"),
    "recovered": Words("실패 후 회복", "failed and recovered"),
    "unrecovered": Words("실패, 회복 안 됨", "failed, not recovered"),
}
_GROUPS: Mapping[str, str] = {
    FAILED: "lived_through <> 'never_failed'",
    **{str(group): f"lived_through = '{group}'" for group in GROUPS},
}
LISTS: Mapping[str, ContactsBehind] = MappingProxyType(
    {
        told_others(name): ContactsBehind(
            f"contact_id IN (SELECT contact_id FROM ({ASKED}) WHERE has_told AND {condition})",
            Words(
                f"고객이 주변에 나쁘게 말한 접점 ({_LABELS[name].ko})",
                f"Contacts whose customer spoke badly to others ({_LABELS[name].en})",
            ),
        )
        for name, condition in _GROUPS.items()
    }
)
"""The contacts behind these figures, by the names that links call them."""
