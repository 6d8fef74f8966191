"""Factors as columns of 0 and 1, with levels joined or left out where the data cannot tell them apart."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from analytics.drivers.declared import FACTORS, UNKNOWN, Factor
from analytics.statistics.common import Floats
from warehouse.words import Words

# A level that would see fewer leavers than this if it made no difference is not told apart. It looks at
# the number of customers only: judging by the leavers themselves would pick the levels with many.
LEAST_EXPECTED = 5.0


@dataclass(frozen=True)
class Term:
    """A factor in the model: its groups of values, of which the first is the reference."""

    factor: Factor
    groups: tuple[tuple[str, ...], ...]

    def label(self, group: tuple[str, ...]) -> Words:
        """The words for a group of values."""
        names = [value_label(self.factor, value) for value in group]
        return Words(" · ".join(name.ko for name in names), " or ".join(name.en for name in names))


@dataclass(frozen=True)
class Column:
    """A column of the design: a group of values of a factor."""

    factor: Factor
    group: tuple[str, ...]


@dataclass(frozen=True)
class Coding:
    """How a profile becomes a row of the design: 1, then one column per group that is not a reference."""

    terms: tuple[Term, ...]
    columns: tuple[Column, ...]

    def design(self, profiles: pl.DataFrame) -> Floats:
        """One row per profile. Values that the model does not know count as the reference."""
        design = np.zeros((profiles.height, 1 + len(self.columns)))
        design[:, 0] = 1.0
        for place, column in enumerate(self.columns, 1):
            design[:, place] = profiles[column.factor.name].is_in(column.group).to_numpy()
        return design

    def places(self, factor: str) -> list[int]:
        """The places of a factor's columns in the design."""
        return [place for place, column in enumerate(self.columns, 1) if column.factor.name == factor]


def value_label(factor: Factor, value: str) -> Words:
    """The words for a value; values that are not declared stand for themselves."""
    if value == UNKNOWN:
        return Words("모름", "unknown")
    labels = {level.value: level.label for level in factor.levels}
    return labels.get(value, Words(value, value))


def code(cells: pl.DataFrame) -> tuple[pl.DataFrame, tuple[Term, ...], tuple[Words, ...]]:
    """The cells that can be modelled, the factors' groups of values, and what was joined or left out.

    Levels with few customers join their neighbour, or the reference where there is no order. Levels in
    which nobody or everybody left are left out with their customers: they fit perfectly whatever the
    rest does. A factor with one group has no say.
    """
    terms: list[Term] = []
    notes: list[Words] = []
    for factor in FACTORS.values():
        counts = _counts(cells, factor)
        groups = _joined(factor, counts)
        notes += _notes_on_joined(factor, groups, counts)
        separated = [group for group in groups if _is_separated(group, counts)] if len(groups) > 1 else []
        if factor.is_ordered and groups[:1] == separated[:1]:
            notes.append(_one_sided(factor))
            groups, separated = [], []
        for group in separated:
            notes.append(_note_on_left_out(factor, group, counts))
            cells = cells.filter(~pl.col(factor.name).is_in(group))
        kept = tuple(group for group in groups if group not in separated)
        if len(kept) > 1:
            terms.append(Term(factor, kept))
    return cells, tuple(terms), tuple(notes)


Counts = dict[str, tuple[int, int]]


def _counts(cells: pl.DataFrame, factor: Factor) -> Counts:
    """At risk and events by value, in the order of declaration, else the most common first."""
    sums = cells.group_by(factor.name).agg(pl.col("at_risk", "events").sum())
    found = {value: (at_risk, events) for value, at_risk, events in sums.iter_rows()}
    declared = [level.value for level in factor.levels if level.value in found]
    others = sorted(
        found.keys() - set(declared), key=lambda value: (value == UNKNOWN, -found[value][0], value)
    )
    return {value: found[value] for value in (*declared, *others)}


def _joined(factor: Factor, counts: Counts) -> list[tuple[str, ...]]:
    """Groups of values, the reference first, each large enough to be told apart."""
    groups: list[tuple[str, ...]] = [(value,) for value in counts]
    at_risk, events = (sum(part) for part in zip(*counts.values(), strict=True)) if counts else (0, 0)
    rarer = min(events, at_risk - events) / at_risk if at_risk else 0.0
    place = len(groups) - 1
    while place > 0:
        size = sum(counts[value][0] for value in groups[place])
        if size * rarer < LEAST_EXPECTED:
            small = groups.pop(place)
            at = max(place - 1, 1) if factor.is_ordered and len(groups) > 1 else 0
            groups[at] = (*groups[at], *small) if at < place else (*small, *groups[at])
            place = min(place, len(groups))
        place -= 1
    return groups


def _is_separated(group: tuple[str, ...], counts: Counts) -> bool:
    at_risk, events = (sum(part) for part in zip(*(counts[value] for value in group), strict=True))
    return events in (0, at_risk)


def _notes_on_joined(factor: Factor, groups: list[tuple[str, ...]], counts: Counts) -> list[Words]:
    term = Term(factor, tuple(groups))
    return [
        Words(
            f"{factor.label.ko}: 고객이 적어 '{term.label(group).ko}'을(를) 함께 셉니다.",
            f"{factor.label.en}: '{term.label(group).en}' are counted together, for there are few customers.",
        )
        for group in groups
        if len(group) > 1 and any(counts[value][0] for value in group)
    ]


def _note_on_left_out(factor: Factor, group: tuple[str, ...], counts: Counts) -> Words:
    at_risk, events = (sum(part) for part in zip(*(counts[value] for value in group), strict=True))
    label = Term(factor, (group,)).label(group)
    return Words(
        f"{factor.label.ko} '{label.ko}': {at_risk:,}명·월 가운데 {events:,}명이 떠나 견줄 수 없어"
        f" 모형에서 뺐습니다.",
        f"{factor.label.en} '{label.en}': {events:,} of {at_risk:,} left; left out, for nothing can be held"
        " against it.",
    )


def _one_sided(factor: Factor) -> Words:
    return Words(
        f"{factor.label.ko}: 이 일이 없었던 고객은 아무도 또는 모두 떠나 견줄 수 없습니다.",
        f"{factor.label.en}: of those without it nobody or everybody left, so nothing can be compared.",
    )
