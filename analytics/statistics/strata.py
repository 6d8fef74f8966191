"""Strata with too few answers, joined to others of their kind."""

from collections.abc import Sequence

import polars as pl


def join_small_strata(
    cells: pl.DataFrame, groups: Sequence[str], steps: Sequence[Sequence[str]], least: int
) -> pl.DataFrame:
    """The cells with the stratum that each belongs to.

    cells: one row per cell of each combination of `groups`, with n, its answers. groups: at least one column.
    steps: the columns that name a cell, then ever fewer of them.

    A cell with `least` answers is a stratum of its own. The others are put together where the columns of the
    next step agree, and so on; then all that is left; and if that is still too little, it is counted to the
    stratum of its group with the most answers. A group with fewer answers in all is one stratum.

    Adds stratum (to group by, together with `groups`) and is_joined: whether the cell had too few answers.
    """
    placed = cells.with_columns(_step=pl.lit(None, pl.Int8))
    for number, step in enumerate((*steps, ())):
        is_open = pl.col("_step").is_null()
        answers = pl.col("n").filter(is_open).sum().over(*groups, *step)
        placed = placed.with_columns(
            _step=pl.when(is_open & (answers >= least)).then(pl.lit(number, pl.Int8)).otherwise("_step")
        )
    named = placed.with_columns(stratum=_name(steps), is_joined=pl.col("_step").fill_null(-1) != 0)
    answers = pl.when(pl.col("_step").is_not_null()).then(pl.col("n").sum().over(*groups, "stratum"))
    largest = pl.col("stratum").sort_by(answers, nulls_last=False).last().over(groups)
    return named.with_columns(
        stratum=pl.when(pl.col("_step").is_null()).then(largest).otherwise("stratum")
    ).drop("_step")


def _name(steps: Sequence[Sequence[str]]) -> pl.Expr:
    """The step at which a cell was placed, and the columns that count there."""
    parts = [
        pl.when(pl.col("_step").is_in([number for number, step in enumerate(steps) if column in step]))
        .then(column)
        .alias(column)
        for column in steps[0]
    ]
    return pl.struct("_step", *parts)
