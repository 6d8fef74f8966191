"""What incidents go with: leaving and satisfaction, beside contacts that are alike but for the one thing
lived through.

Alike are contacts of the same month, contact tier, department or reason, segment and tenure in which all
else that was lived through is the same: exact matching, so that a complaint after a failure is set beside
failures without one.
"""

from collections.abc import Mapping
from typing import Literal

import duckdb
import polars as pl

from analytics.incidents.kinds import BITS, KINDS, NAMES, PLACES, SCORES, Side
from analytics.incidents.queries import MOST_CONTACTS, checked_place, read_lived
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.standing_out import clear_distance, distance
from analytics.statistics.matched_difference import matched_difference
from analytics.statistics.risk_difference import risk_difference
from analytics.view import View
from warehouse.settings import Settings

Outcome = Literal["left", "csat"]
OUTCOMES: tuple[Outcome, ...] = ("left", "csat")
# Where fewer would leave if they were as the others, nothing can be told: the interval needs a handful
# (Mantel and Fleiss 1980). Not where fewer did, as that is what is to be told.
LEAST_LEFT = 5
_STRATA = ("month", "place", "tier", "segment", "tenure", "else_lived")
# What queries of cells have in common.
CELLS: Mapping[str, pl.DataType] = {
    "month": pl.Date(),
    **dict.fromkeys(("place", "tier", "segment", "tenure"), pl.String()),
    "lived": pl.Int64(),
    "n": pl.Int64(),
}
_LEFT = ("exposed", "others", "value", "low", "high", "expected")
LEFT: Mapping[str, pl.DataType] = {"events": pl.Int64()}
_ALL_CELLS = {
    **CELLS,
    **LEFT,
    **dict.fromkeys(("total", "squares"), pl.Float64()),
    "query": pl.String(),
}
_SCHEMA = pl.Schema(
    {
        "kind": pl.String(),
        "side": pl.String(),
        "outcome": pl.String(),
        "all": pl.Int64(),
        "n": pl.Int64(),
        "others": pl.Int64(),
        **dict.fromkeys(("difference", "low", "high"), pl.Float64()),
        "is_clear": pl.Boolean(),
        "note": pl.String(),
    }
)


def incident_effects(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    place: str = "department",
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Kinds of incidents, those that go most surely with leaving first.

    Returns kind, side ("damage" or "delight"), outcome, all (with the kind), n and others (those that were
    matched), difference with low and high (95 %), is_clear (beyond chance, corrected for all differences
    that are told: Bonferroni) and note ("too_few" or "not_in_data"). Outcomes: "left", the share of
    customers there at the end of a month who left in the month after, by what they lived through in it (a
    customer counts once a month, where its first contact was; Mantel and Haenszel's difference, variance by
    Sato 1989); "csat", points of satisfaction with the contact itself, not told of kinds that are told from
    that.

    place: department or reason, which of them has to be the same. Raises QueryError for another, and for
    unknown dimensions of the view.
    """
    where = checked_place(place)
    cells = read_lived(
        connection,
        settings,
        ("left_cells", "rated_cells"),
        view,
        _ALL_CELLS,
        where,
        most_contacts=MOST_CONTACTS,
    )
    left, rated = (cells.filter(query=name) for name in ("left_cells", "rated_cells"))
    found = [_left(left), _rated(rated)]
    told = (
        pl.concat([frame for frame in found if frame.height], how="vertical")
        if any(map(len, found))
        else None
    )
    return _judged(told, settings.definitions.small_n)


def clear_kinds(effects: pl.DataFrame, side: Side, outcome: Outcome = "left") -> pl.DataFrame:
    """Those of a side that are beyond chance, for the worse of damage and the better of delight, surest
    first."""
    is_bad = pl.col("difference") > 0 if outcome == "left" else pl.col("difference") < 0
    is_expected = is_bad if side == "damage" else ~is_bad
    known = effects.filter(pl.col("side") == side, pl.col("outcome") == outcome, "is_clear", is_expected)
    return known.sort(pl.col("difference").abs(), descending=True)


def _exposed(cells: pl.DataFrame, name: str) -> pl.DataFrame:
    bit = BITS[name]
    return cells.with_columns(
        kind=pl.lit(name),
        is_exposed=(pl.col("lived") & bit) > 0,
        else_lived=pl.col("lived") & ~bit,
    )


def _left(cells: pl.DataFrame) -> pl.DataFrame:
    """The difference of shares of each kind."""
    by_kind = []
    for name in NAMES if cells.height else ():
        exposed = _exposed(cells, name)
        known = exposed.filter("is_exposed")["n"].sum()
        found = risk_difference(exposed, _STRATA, ["kind"]) if known else None
        told = found.select(_LEFT).row(0) if found is not None and found.height else None
        by_kind.append(_row(name, "left", int(known), told))
    return pl.concat(by_kind) if by_kind else pl.DataFrame()


def _rated(cells: pl.DataFrame) -> pl.DataFrame:
    """The difference of means; what was told from scores is none of what is alike."""
    plain = cells.with_columns(pl.col("lived") & ~SCORES)
    by_kind = []
    for name in [name for name in NAMES if not KINDS[name].is_score] if cells.height else ():
        exposed = _exposed(plain, name)
        known = exposed.filter("is_exposed")["n"].sum()
        found = matched_difference(exposed, _STRATA) if known else None
        by_kind.append(_row(name, "csat", int(known), found))
    return pl.concat(by_kind) if by_kind else pl.DataFrame()


def _row(name: str, outcome: Outcome, known: int, figures: tuple[float, ...] | None) -> pl.DataFrame:
    n, others, value, low, high, *expected = figures or (None,) * len(_LEFT)
    row = {
        "kind": name,
        "side": KINDS[name].side,
        "outcome": outcome,
        "all": known,
        "n": int(n or 0),
        "others": int(others or 0),
        "difference": value,
        "low": low,
        "high": high,
        "expected": expected[0] if expected else None,
    }
    kinds = {name: kind for name, kind in _SCHEMA.items() if name not in ("is_clear", "note")}
    return pl.DataFrame([row], kinds | {"expected": pl.Float64()})


def _judged(told: pl.DataFrame | None, small_n: int) -> pl.DataFrame:
    if told is None:
        return pl.DataFrame(schema=_SCHEMA)
    is_few = (pl.col("n") < small_n) | (pl.col("expected") < LEAST_LEFT).fill_null(False)
    none = pl.col("all") == 0
    note = (
        pl.when(none).then(pl.lit(NOT_IN_DATA)).when(is_few | pl.col("low").is_null()).then(pl.lit(TOO_FEW))
    )
    known = told.with_columns(note=note).with_columns(
        pl.when(pl.col("note").is_null()).then(pl.col("difference", "low", "high"))
    )
    # Half of the error is left to reasons, which are told beside them; a reader may look at either place.
    enough = clear_distance(2 * len(PLACES) * known["difference"].count())
    far = distance(pl.col("difference"), pl.col("low"), pl.col("high"))
    size = far.abs().fill_null(-1.0)
    return (
        known.with_columns(is_clear=(size > enough))
        .sort(pl.col("outcome").cast(pl.Enum(OUTCOMES)), size, "kind", descending=[False, True, False])
        .select(_SCHEMA.names())
    )
