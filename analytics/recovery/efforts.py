"""Which effort of recovery works: each kind alone and with others, and speed; by where the failure arose.

What is done is not handed out by chance: it hangs on where the failure arose, and on who is dear to the
company. Recoveries are therefore compared at equal circumstances: department with contact tier, channel,
segment, tenure and origin of the failure; satisfaction also at equal wait, broken promise and time to
recover, success and leaving at equal complaint (see `analytics.recovery.paradox`). Kinds are hardly ever
without others, and some exclude each other, so that nobody has a chance of each; what a kind goes with is
therefore told by a regression in which kinds add up, and sets of kinds are compared besides as they were
given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import Counts, read_counts
from analytics.recovery.efforts_fitted import Fit, kinds_added, levels_beside_all, per_doubling
from analytics.view import View
from warehouse.contract import FAILURE_ORIGINS
from warehouse.settings import Settings
from warehouse.sql import read_sql

Outcome = Literal["csat", "recovered", "left"]
OUTCOMES: tuple[Outcome, ...] = ("csat", "recovered", "left")
KINDS = ("apology", "explanation", "compensation", "repair", "replacement")
"""Those that have a name of the contract; a company may have others."""
SPEEDS: Mapping[str, float] = MappingProxyType(
    {"under_4_h": 4, "4_to_12_h": 12, "12_to_24_h": 24, "1_to_2_days": 48, "over_2_days": float("inf")}
)
"""Steps of the time to recover, and the hours below which each ends."""

KINDS_SAID = """list_sort(list_distinct(list_filter(
    list_transform(string_split(recovery_kind, '|'), lambda kind: trim(kind)), lambda kind: kind <> ''
)))"""
"""The kinds of a contact's recovery, each once, in the order of the alphabet."""
TRIED = read_sql("analytics.recovery", "recoveries_tried").format(kinds=KINDS_SAID)
_ALIKE = ("place", "channel", "segment", "tenure", "failure_origin")
_CIRCUMSTANCES: Mapping[Outcome, tuple[str, ...]] = MappingProxyType(
    {
        "csat": (*_ALIKE, "wait", "is_promise_broken"),
        "recovered": (*_ALIKE, "has_complained"),
        "left": (*_ALIKE, "has_complained"),
    }
)
_OF_ROWS = ("kinds", "failure_origin", "place", "channel", "wait", "is_promise_broken", "has_complained")
_NUMBERS = ("doublings", "score", "weight")
_FLAGS = ("is_recovered", "has_left")
_COUNTS = Counts(
    "failed_contacts",
    {name: name for name in (*_OF_ROWS, *_NUMBERS, *_FLAGS)} | {"units": "count(*)"},
    rows=TRIED,
)


@dataclass(frozen=True)
class Efforts:
    """kinds: outcome (of OUTCOMES), kind, n (with it), others (without), difference, low, high, is_clear,
    note.

    The difference is what the kind goes with, other kinds and circumstances equal: points of 1-5, or shares.
    Its interval holds all kinds of the outcome together with 95 %; is_clear: whether it excludes nothing.

    combinations: outcome, kinds (joined by '|'), n, value (plain mean), difference (from all sets alike),
    low, high (together 95 % of the outcome), is_clear, note; the most frequent first.

    speed: outcome (csat and left), n, difference (per doubling of the time to recover, from one hour on),
    low, high (95 %), note; and speed_steps: step (of SPEEDS), n, value (mean satisfaction at the
    circumstances of all), low, high (all steps together), note.

    by_origin: failure_origin and the columns of kinds, of satisfaction alone; intervals hold all of them
    together.

    tried: failures with a recovery that says how; recovered of them; rated: recovered and rated.
    """

    kinds: pl.DataFrame
    combinations: pl.DataFrame
    speed: pl.DataFrame
    speed_steps: pl.DataFrame
    by_origin: pl.DataFrame
    tried: int
    recovered: int
    rated: int

    @property
    def note(self) -> str | None:
        """Why there is nothing to tell of satisfaction: "not_in_data" or "too_few"; else null."""
        if not self.rated:
            return NOT_IN_DATA
        return (
            TOO_FEW
            if self.kinds.filter(pl.col("outcome") == "csat", pl.col("note").is_null()).is_empty()
            else None
        )


def efforts(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> Efforts:
    """What each effort goes with: satisfaction and leaving of recovered failures, and success of those tried.

    Failures whose records do not say how recovery was tried (recovery_kind) are left out. Left: by the end of
    the calendar month after the failure. Figures of fewer than settings.definitions.small_n failures, with
    the effort or without, are withheld.
    """
    cells, least = effort_cells(connection, settings, view), settings.definitions.small_n
    fits = {outcome: _of(cells, outcome, least) for outcome in OUTCOMES}
    kinds, rated = _kinds(cells), fits["csat"].rows
    return Efforts(
        pl.concat(_named(outcome, kinds_added(fits[outcome], kinds)) for outcome in OUTCOMES),
        pl.concat(_named(outcome, levels_beside_all(fits[outcome], "kinds")) for outcome in OUTCOMES),
        pl.concat(_named(outcome, per_doubling(fits[outcome])) for outcome in ("csat", "left")),
        _steps(fits["csat"]),
        _by_origin(cells, least),
        _units(cells),
        _units(cells.filter("is_recovered")),
        _units(rated),
    )


def effort_cells(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> pl.DataFrame:
    """Failures alike, counted: kinds, circumstances as text ('' where not recorded), doublings, score,
    weight, is_recovered, has_left and units."""
    dimensions = find_dimensions(settings, ("segment", "tenure"))
    cells = read_counts(connection, settings, _COUNTS, dimensions, view)
    texts = (*_OF_ROWS, "segment", "tenure")
    return cells.with_columns(
        pl.col(texts).cast(pl.String).fill_null(""),
        pl.col(_NUMBERS).cast(pl.Float64),
        pl.col(_FLAGS).cast(pl.Boolean),
        pl.col("units").cast(pl.Int64),
    ).sort(pl.all())


def _of(cells: pl.DataFrame, outcome: Outcome, least: int) -> Fit:
    """The rows that know the outcome, as `value`, each with what it weighs."""
    circumstances = _CIRCUMSTANCES[outcome]
    keys = ("kinds", *circumstances)
    if outcome == "recovered":
        known = _as_shares(cells.with_columns(value="is_recovered"), keys)
        return Fit(known, circumstances, has_speed=False, are_shares=True, least=least)
    recovered = cells.filter("is_recovered")
    if outcome == "left":
        left = _as_shares(recovered.with_columns(value="has_left"), (*keys, "doublings"))
        return Fit(left, circumstances, has_speed=True, are_shares=True, least=least)
    rated = recovered.drop_nulls("score").with_columns(value="score")
    return Fit(rated, circumstances, has_speed=True, are_shares=False, least=least)


def _as_shares(cells: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Those with a value, added up; each weighs 1."""
    known = cells.drop_nulls("value").group_by(*keys, "value").agg(pl.col("units").sum())
    return known.with_columns(pl.col("value").cast(pl.Float64), weight=1.0).sort(pl.all())


def _kinds(cells: pl.DataFrame) -> Sequence[str]:
    """Those that occur: the contract's first, then the company's own."""
    found = set(cells.select(pl.col("kinds").str.split("|").explode()).to_series())
    return [*(kind for kind in KINDS if kind in found), *sorted(found - set(KINDS))]


def _steps(fit: Fit) -> pl.DataFrame:
    """Mean satisfaction by step of the time to recover, at the circumstances of all."""
    hours, step = pl.lit(2.0).pow(pl.col("doublings")), pl.lit(None, pl.String)
    for name, end in reversed([*SPEEDS.items()]):
        step = pl.when(hours < end).then(pl.lit(name)).otherwise(step)
    known = fit.rows.drop_nulls("doublings").with_columns(step=step)
    alike = replace(fit, rows=known, circumstances=(*fit.circumstances, "kinds"), has_speed=False)
    found, weighed = levels_beside_all(alike, "step"), pl.col("units") * pl.col("weight")
    told = found.filter(pl.col("note").is_null())["step"]
    mean = known.filter(pl.col("step").is_in(told.implode())).select(
        mean=(pl.col("value") * weighed).sum() / weighed.sum()
    )
    ends = {"value": "difference", "low": "low", "high": "high"}
    return (
        found.with_columns(
            (pl.col(column) + mean["mean"].item()).alias(name) for name, column in ends.items()
        )
        .sort(pl.col("step").cast(pl.Enum(list(SPEEDS))))
        .select("step", "n", "value", "low", "high", "note")
    )


def _by_origin(cells: pl.DataFrame, least: int) -> pl.DataFrame:
    kinds, fit = _kinds(cells), _of(cells, "csat", least)
    looks = len(FAILURE_ORIGINS) * max(len(kinds), 1)
    parts = []
    for origin in FAILURE_ORIGINS:
        of_origin = fit.over(fit.rows.filter(pl.col("failure_origin") == origin))
        told = kinds_added(of_origin, kinds, looks)
        parts.append(told.select(pl.lit(origin).alias("failure_origin"), pl.all()))
    return pl.concat(parts)


def _named(outcome: Outcome, found: pl.DataFrame) -> pl.DataFrame:
    return found.select(pl.lit(outcome).alias("outcome"), pl.all())


def _units(cells: pl.DataFrame) -> int:
    return int(cells["units"].sum())
