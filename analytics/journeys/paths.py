"""Frequent paths with what they end in, and one path from its start to its end."""

from collections.abc import Sequence

import duckdb
import polars as pl

from analytics.intervals import mean, proportion
from analytics.journeys.tables import (
    JourneyTables,
    checked_step,
    checked_view,
    journey_days,
    journey_tables,
)
from analytics.notes import TOO_FEW
from analytics.statistics.aalen_johansen import cumulative_incidence, quantile_of
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings

MOST_STEPS = 6
MOST_PATHS = 12
MOVED, ELSEWHERE, SETTLED = EVENTS = ("moved", "elsewhere", "settled")
# Between the steps of a path that is written out.
ARROW = " > "
PATHS = pl.Schema(
    {
        "path": pl.List(pl.String()),
        "is_longer": pl.Boolean(),
        "journeys": pl.Int64(),
        **dict.fromkeys(("share", "median_days"), pl.Float64()),
        **{f"satisfaction{end}": pl.Float64() for end in ("", "_low", "_high")},
        "answers": pl.Int64(),
        **{f"staying{end}": pl.Float64() for end in ("", "_low", "_high")},
        "watched": pl.Int64(),
    }
)
_FUNNEL = pl.Schema(
    {
        "place": pl.Int64(),
        "step": pl.String(),
        "reached": pl.Int64(),
        "open": pl.Int64(),
        **{f"{event}{end}": pl.Float64() for event in EVENTS for end in ("", "_low", "_high")},
        **{f"median_days{end}": pl.Float64() for end in ("", "_low", "_high")},
        "note": pl.String(),
    }
)


def told_paths(cells: pl.DataFrame, small_n: int) -> pl.DataFrame:
    """Frequent paths, as `journeys` has them. cells: of the query `paths`."""
    n, watched = pl.col("answers"), pl.col("watched")
    satisfaction = mean(pl.col("total"), pl.col("squares"), n, 1, 5)
    staying = proportion(pl.col("stayed"), watched)
    share = proportion(pl.col("journeys"), pl.col("all_journeys"))
    numbers = cells.with_columns(
        pl.col("stayed", "watched", "answers", "journeys", "all_journeys").cast(pl.Int64)
    )
    return numbers.select(
        "path",
        "is_longer",
        "journeys",
        share=share.value,
        median_days="median_days",
        **_unless_few(satisfaction._asdict(), n, "satisfaction", small_n),
        answers="answers",
        **_unless_few(staying._asdict(), watched, "staying", small_n),
        watched="watched",
    )


def path_funnel(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    path: Sequence[str],
    step: str = "channel",
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """A path from its first step to its last: how many came so far, what followed, and after how long.

    Returns place (from 1), step, reached (journeys that began by these steps), open (of them still within
    the gap when the data end, cut short there), and the shares that within the gap moved on to the next step
    of the path, went elsewhere, or settled (no further contact), each with _low and _high (95 %; Aalen and
    Johansen 1978). median_days with its ends: by when half of those who move on have done so (the time at
    which the curve has half of where it ends). note: "too_few" under settings.definitions.small_n reached.

    Raises QueryError for a path of more than six steps or of none, and for what `journeys` raises it.
    """
    checked_step(step)
    checked_view(settings, view)
    if not 0 < len(path) <= MOST_STEPS:
        raise QueryError(f"A path has 1 to {MOST_STEPS} steps, not {len(path)}.", "Name fewer steps.")
    days = journey_days(connection, settings, view)
    if days is None:
        return no_funnel()
    with journey_tables(connection, settings, days, step, view) as tables:
        return funnel_of(tables, path, settings) if tables else no_funnel()


def funnel_of(tables: JourneyTables, path: Sequence[str], settings: Settings) -> pl.DataFrame:
    """The same of journeys that are there already; without a path no row."""
    if not path:
        return no_funnel()
    spells = tables.rows("funnel", path=list(path)).with_columns(entry=0.0)
    least = settings.definitions.small_n
    rows = [_place(place, name, spells.filter(place=place), least) for place, name in enumerate(path, 1)]
    return pl.DataFrame(rows, _FUNNEL)


def no_funnel() -> pl.DataFrame:
    """Of no path."""
    return pl.DataFrame(schema=_FUNNEL)


def most_frequent(paths: pl.DataFrame) -> tuple[str, ...]:
    """Of the paths of two steps or more; empty without any."""
    several = paths.filter(pl.col("path").list.len() > 1)
    return tuple(several["path"][0]) if several.height else ()


def written(path: Sequence[str]) -> str:
    """A path in a line."""
    return ARROW.join(path)


def _unless_few(figures: dict[str, pl.Expr], n: pl.Expr, name: str, small_n: int) -> dict[str, pl.Expr]:
    ends = {"value": name, "low": f"{name}_low", "high": f"{name}_high"}
    return {ends[end]: pl.when(n >= small_n).then(figure) for end, figure in figures.items()}


def _place(place: int, name: str, spells: pl.DataFrame, small_n: int) -> dict[str, object]:
    reached = float(spells["weight"].sum())
    is_open = float(spells.filter(pl.col("event").is_null())["weight"].sum())
    row: dict[str, object] = dict.fromkeys(_FUNNEL, None)
    row |= {"place": place, "step": name, "reached": round(reached), "open": round(is_open)}
    if reached < small_n:
        return row | {"note": TOO_FEW}
    curve = cumulative_incidence(spells, EVENTS)
    for event in EVENTS:
        row |= {f"{event}{end}": curve[f"{event}{end}"][-1] for end in ("", "_low", "_high")}
    end = float(curve[MOVED][-1])
    if end > 0:
        middle = quantile_of(curve, MOVED, end / 2)
        row |= {"median_days": middle.value, "median_days_low": middle.low, "median_days_high": middle.high}
    return row
