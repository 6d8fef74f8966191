"""What the retention page compares, and what of it can be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from analytics.retention.still_there import DAYS_PER_MONTH, still_there
from analytics.retention.survival import SPLITS, Survival, survival
from dashboard.address.selection import Selection
from dashboard.lake.store import Reading, Store
from dashboard.pages.retention import words as texts
from dashboard.parts.picker import Picker
from dashboard.wording import terms
from warehouse.words import Language

MONTHS = (1, 3, 6, 12, 24)
_TOLD = (1, 3, 6, 12)
_SURELY = 0.05
_FEWEST_PARTS = 2
_LONGEST_DRAWN = 60
_STEPS = 120


@dataclass(frozen=True)
class Comparison:
    """Customers of each part against the others.

    least and most: the parts of which the fewest and the most are still there, as rows of `still_there` after
    the longest time at which parts can be compared; None where fewer than two can. is_sure: whether parts
    differ beyond chance. whole: the same row of all customers, at the longest time known; None without one.
    """

    split: str
    found: Survival
    least: dict[str, Any] | None
    most: dict[str, Any] | None
    is_sure: bool
    whole: dict[str, Any] | None


def split_of(reading: Reading, selection: Selection) -> str:
    """What to compare by: what was picked, else the first that has parts to compare."""
    if selection.split is not None and selection.split in SPLITS:
        return selection.split
    for name in SPLITS:
        if reading.ask(survival, name).groups["group"].drop_nulls().len() >= _FEWEST_PARTS:
            return name
    return next(iter(SPLITS))


def read_comparison(reading: Reading, split: str) -> Comparison:
    """All customers, and the parts against each other."""
    small_n = reading.settings.definitions.small_n
    found = reading.ask(survival, split)
    parts = still_there(found, small_n, _TOLD).drop_nulls(["group", "value"])
    comparable = parts.filter(pl.len().over("months") >= _FEWEST_PARTS)
    last = comparable.filter(pl.col("months") == pl.col("months").max()).sort("value")
    whole = still_there(reading.ask(survival), small_n, _TOLD).drop_nulls("value")
    p_value = found.log_rank.p_value if found.log_rank else None
    return Comparison(
        split,
        found,
        last.row(0, named=True) if last.height else None,
        last.row(-1, named=True) if last.height else None,
        p_value is not None and p_value < _SURELY,
        whole.row(-1, named=True) if whole.height else None,
    )


def read_lines(found: Survival, small_n: int) -> pl.DataFrame:
    """The curves at even steps, as rows of `still_there`: parts that are known, where they can be told."""
    last = found.curves["time"].max() if found.curves.height else None
    horizon = min(_LONGEST_DRAWN, float(last) / DAYS_PER_MONTH) if isinstance(last, float) else 0.0
    steps = [horizon * step / _STEPS for step in range(_STEPS + 1)]
    lines = still_there(found, small_n, steps).drop_nulls("value")
    return lines if found.split is None else lines.drop_nulls("group")


def part_name(split: str | None, group: str | None, language: Language) -> str:
    """A part in the reader's words."""
    if group is None:
        return texts.UNKNOWN.text(language)
    if split == "contact_tier":
        return terms.tier_name(group, language)
    if split == "customer_type" and group in texts.CUSTOMER_TYPES:
        return texts.CUSTOMER_TYPES[group].text(language)
    return group


def shown_parts(lines: pl.DataFrame, most: int) -> Sequence[str | None]:
    """The parts to draw, the largest ones if there are many, in their own order."""
    sizes = lines.group_by("group", maintain_order=True).agg(pl.col("n").first())
    kept = sizes.top_k(most, by="n")["group"].to_list()
    return [group for group in sizes["group"] if group in kept]


def _options(selection: Selection, _store: Store) -> dict[str, str]:
    return {name: label.text(selection.language) for name, label in SPLITS.items()}


def _chosen(selection: Selection, store: Store) -> str:
    return store.find(lambda reading: split_of(reading, selection), next(iter(SPLITS)))


SPLIT_PICKER = Picker("retention-split", "split", texts.PICK_SPLIT, _options, _chosen)
