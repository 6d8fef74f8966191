"""Touchpoints as rows: their names, their figures, and the order in which they are shown."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from analytics.catalogue import find_measure
from analytics.moments.score_cards import FIGURES, TOUCHPOINT
from dashboard.address.selection import Selection
from dashboard.pages.moments import words as texts
from dashboard.parts.picker import Picker
from dashboard.wording import terms
from warehouse.words import Language

FURTHEST = "furthest"
Row = dict[str, Any]


@dataclass(frozen=True)
class Touchpoint:
    """A row of the table: its tier, what it is, and its figures by measure, as rows of `score_cards`."""

    tier: str
    place: tuple[str, str, str | None]
    figures: dict[str, Row]

    def standing(self, measure: str | None) -> float:
        """How far behind the others, by the figure that is furthest without one; below 0 where ahead."""
        names = FIGURES if measure is None else (measure,)
        return max((behind(self.figures[name]) for name in names if name in self.figures), default=-1e9)


def touchpoints(cards: pl.DataFrame, measure: str | None) -> list[Touchpoint]:
    """Those furthest behind first."""
    found = [
        Touchpoint(rows["contact_tier"][0], rows.select(TOUCHPOINT).row(0), _by_measure(rows))
        for rows in cards.partition_by("contact_tier", *TOUCHPOINT, maintain_order=True)
    ]
    return sorted(found, key=lambda touchpoint: -touchpoint.standing(measure))


def behind(row: Row) -> float:
    """z towards the worse side; far below all others where there is nothing to compare with."""
    if row["z"] is None:
        return -1e6
    return float(row["z"] if find_measure(row["measure"]).direction == "lower" else -row["z"])


def place_name(place: tuple[str, str, str | None], language: Language) -> str:
    """Department, channel and stage in the reader's words."""
    department, channel, stage = place
    known = terms.value_name("stage", stage, language) if stage else texts.STAGE_UNKNOWN.text(language)
    return f"{department} · {channel} · {known}"


def picked_figure(selection: Selection) -> str | None:
    """The figure that was picked; None for the one in which each touchpoint is furthest behind."""
    return selection.measure if selection.measure in FIGURES else None


def _by_measure(rows: pl.DataFrame) -> dict[str, Row]:
    return {row["measure"]: row for row in rows.iter_rows(named=True)}


def _options(selection: Selection, _store: object) -> dict[str, str]:
    language = selection.language
    named = {name: find_measure(name).label.text(language) for name in FIGURES}
    return {FURTHEST: texts.ALL_FIGURES.text(language)} | named


ORDER_PICKER = Picker(
    "moments-order",
    "measure",
    texts.PICK,
    _options,
    lambda selection, _store: picked_figure(selection) or FURTHEST,
    usual=FURTHEST,
)
