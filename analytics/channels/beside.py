"""Main and auxiliary channel side by side: the same figures at the same mix of reasons."""

import duckdb
import polars as pl

from analytics.channels.cells import FIGURES, channel_cells, sums_of
from analytics.channels.roles import Roles, roles_of
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.standing_out import clear_distance, distance
from analytics.statistics.standardised import standardised_difference
from analytics.view import View
from warehouse.settings import Settings

LOOKS = 2 * len(FIGURES)
"""What a page on channels looks at beside this in the same breath is held to the same error: half each."""
_NUMBERS = ("main", "main_low", "main_high", "auxiliary", "auxiliary_low", "auxiliary_high")
_SCHEMA = {
    "figure": pl.String(),
    **dict.fromkeys((*_NUMBERS, "difference", "low", "high", "plain", "overlap"), pl.Float64()),
    **dict.fromkeys(("n_main", "n_auxiliary", "all_main", "all_auxiliary", "reasons"), pl.Int64()),
    "is_clear": pl.Boolean(),
    "note": pl.String(),
}


def beside(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    main: tuple[str, ...] = (),
    auxiliary: tuple[str, ...] = (),
    view: View = View(),  # noqa: B008 - a View never changes
) -> tuple[Roles, pl.DataFrame] | None:
    """The channels of both sides, and a row per figure of FIGURES: both at the same mix of reasons.

    Sides are as `roles_of` finds them; None where there are not two. Columns: figure, main and auxiliary with
    …_low and …_high (as they would be if both had the mix of reasons that they have together: direct
    standardisation), difference, low, high (95 %: main less auxiliary), plain (the difference as it stands),
    overlap (share of the contacts of both that are for reasons which both have at least five times), n_main,
    n_auxiliary (contacts used), all_main, all_auxiliary, reasons (how many count), is_clear (beyond chance
    among LOOKS, Bonferroni) and note: null, "not_in_data" where a side has no value, or "too_few" where one
    has fewer than settings.definitions.small_n for reasons that both have; figures are null then.

    Raises QueryError for a channel on both sides.
    """
    cells = channel_cells(connection, settings, view)
    roles = roles_of(cells, settings, main, auxiliary)
    return None if roles is None else (roles, compared(cells, roles, settings))


def compared(cells: pl.DataFrame, roles: Roles, settings: Settings) -> pl.DataFrame:
    """The rows of `beside` from the cells of `channel_cells`."""
    sides = cells.filter(pl.col("channel").is_in([*roles.main, *roles.auxiliary])).with_columns(
        is_main=pl.col("channel").is_in(list(roles.main))
    )
    sums = [
        sums_of(sides, figure, ("reason", "is_main")).with_columns(figure=pl.lit(figure))
        for figure in FIGURES
    ]
    known = pl.concat(sums).drop_nulls("reason")
    found = standardised_difference(known, ["reason"], ["figure"]).rename(_renamed)
    every = pl.DataFrame({"figure": FIGURES}).join(found, on="figure", how="left", maintain_order="left")
    counts = [name for name in _SCHEMA if name in every.columns and _SCHEMA[name] == pl.Int64()]
    counted = every.with_columns(pl.col(counts).fill_null(0).cast(pl.Int64), note=_note(settings))
    figures = [*_NUMBERS, "difference", "low", "high", "plain", "overlap"]
    told = counted.with_columns(pl.when(pl.col("note").is_null()).then(pl.col(figures)))
    return told.with_columns(is_clear=_is_clear()).select(
        pl.col(name).cast(kind) for name, kind in _SCHEMA.items()
    )


def _renamed(name: str) -> str:
    return "reasons" if name == "strata" else name.replace("other", "auxiliary")


def _note(settings: Settings) -> pl.Expr:
    absent = pl.min_horizontal(pl.col("all_main", "all_auxiliary").fill_null(0)) == 0
    fewest = pl.min_horizontal(pl.col("n_main", "n_auxiliary").fill_null(0))
    few = (fewest < settings.definitions.small_n) | pl.col("low").is_null()
    return pl.when(absent).then(pl.lit(NOT_IN_DATA)).when(few).then(pl.lit(TOO_FEW))


def _is_clear() -> pl.Expr:
    far = distance(pl.col("difference"), pl.col("low"), pl.col("high"))
    # Costs may be the same at every contact of a channel, and then differ without any doubt.
    is_certain = (pl.col("low") == pl.col("high")) & (pl.col("difference") != 0)
    return (is_certain | (far.abs() > clear_distance(LOOKS))).fill_null(False)
