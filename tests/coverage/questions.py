"""How often the intervals of indices and of monitored gaps hold the truth, in small worlds."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import duckdb
import numpy as np
import polars as pl

from analytics.monitoring.gaps import monitored_gaps
from analytics.questions.index import cells_beside_others, figures_of
from analytics.questions.moments import read_moments
from sample_data import DEFAULT, World, simulate
from sample_data.monitoring import draw_monitored
from sample_data.season import Window
from sample_data.truths_of_monitoring import Monitoring
from tests.analytics.questions.worlds import CARE, rated, with_sets

CUSTOMERS, DAYS = 4_000, 365
_TRUE_WORLDS, _TRUE_CUSTOMERS, _TRUE_SEED = 8, 25_000, 2_000_000
_TRUE_MONITORING = replace(DEFAULT.monitoring, calls_per_month=400)
_NOTHING_OVERLOOKED = replace(DEFAULT.monitoring, overlooked_rate=0.0, overlooked_rate_of={})
_ALIKE = replace(DEFAULT.monitoring, overlooked_rate_of={})
SETTINGS = with_sets(care=CARE)
_CELL = ("department", "contact_tier")
# The one that is worse, the one that is better, and one as the others.
_CELLS = (("기술지원", "medium"), ("방문서비스", "high"), ("요금", "low"))
_GAPS = ("reliability", "empathy", "index")
_BY_CONTACT, _BY_CELL = "기술지원", "해지방어"

Row = dict[str, object]
Ends = tuple[float | None, float | None, float | None]
Figures = Mapping[str, Ends]


def trial(seed: int, customers: int = CUSTOMERS) -> list[Row]:
    """Name, estimate, low, high and truth of indices, gaps to what was expected, and monitored gaps."""
    with rated(simulate(customers, DAYS, seed)) as connection:
        found, truth = _figures(connection), _truth()
    return [
        {"name": name, "estimate": value, "low": low, "high": high, "truth": truth[name]}
        for name, (value, low, high) in found.items()
        # In some small world there are too few answers for a figure.
        if value is not None
    ]


def false_alarms(seed: int, customers: int = CUSTOMERS) -> dict[str, bool]:
    """Whether something is named in a world in which nothing differs."""
    world = simulate(customers, DAYS, seed)
    rng = np.random.default_rng([seed, 3])
    with rated(_departments_shuffled(world, rng)) as connection:
        moments = read_moments(connection, SETTINGS, "care", _CELL)
        cells = cells_beside_others(moments, SETTINGS, "care")
    named = {"a department in a tier": bool(cells["is_clear"].any())}
    with rated(_monitored_again(world, _NOTHING_OVERLOOKED, rng)) as connection:
        row = monitored_gaps(connection, SETTINGS, "care").row(0, named=True)
    named["monitors against customers"] = row["gap_low"] > 0 or row["gap_high"] < 0
    again = _monitored_again(_departments_shuffled(world, rng), _ALIKE, rng)
    with rated(again) as connection:
        gaps = monitored_gaps(connection, SETTINGS, "care", ("department",))
    return named | {"the gap of a department": bool(gaps["is_clear"].any())}


def names(look: str, seed: int) -> bool:
    """Whether one look names something in such a world, drawn once for all looks."""
    return _false_alarms(seed)[look]


@cache
def _false_alarms(seed: int) -> Mapping[str, bool]:
    return false_alarms(seed)


def _figures(connection: duckdb.DuckDBPyConnection) -> Figures:
    cells = read_moments(connection, SETTINGS, "care", _CELL)
    own = figures_of(cells, SETTINGS, "care", _CELL)
    index = own.filter(pl.col("part") == "index")
    found = {
        f"index of {department}, {tier}": index.filter(department=department, contact_tier=tier)
        for department, tier in _CELLS
    }
    whole = figures_of(cells, SETTINGS, "care")
    found |= {f"care, {part}": whole.filter(part=part) for part in ("index", "outcome", "manner")}
    told = {name: _ends(rows, ("value", "low", "high")) for name, rows in found.items()}
    asked = figures_of(read_moments(connection, SETTINGS, "servqual"), SETTINGS, "servqual")
    for part in _GAPS:
        told[f"gap, {part}"] = _ends(asked.filter(part=part), ("gap", "gap_low", "gap_high"))
    gaps = monitored_gaps(connection, SETTINGS, "care", ("department",))
    for department in (_BY_CONTACT, _BY_CELL):
        rows = gaps.filter(department=department)
        told[f"monitored gap of {department}"] = _ends(rows, ("gap", "gap_low", "gap_high"))
    return told


def _ends(rows: pl.DataFrame, names: tuple[str, str, str]) -> Ends:
    value, low, high = rows.select(names).row(0)
    return value, low, high


@cache
def _truth() -> Mapping[str, float]:
    """From many customers in other worlds, whose error is a seventh of that of a small one; of monitored gaps
    the planted share of what customers there find wrong.
    """
    found = [_true_figures(_TRUE_SEED + number) for number in range(_TRUE_WORLDS)]
    return {name: float(np.mean([figures[name] for figures in found])) for name in found[0]}


def _true_figures(seed: int) -> dict[str, float]:
    world = simulate(_TRUE_CUSTOMERS, DAYS, seed, replace(DEFAULT, monitoring=_TRUE_MONITORING))
    with rated(world) as connection:
        found = {name: float(value or 0) for name, (value, *_) in _figures(connection).items()}
        gaps = monitored_gaps(connection, SETTINGS, "care", ("department",))
    for department in (_BY_CONTACT, _BY_CELL):
        rate = _TRUE_MONITORING.overlooked_rate_of.get(department, _TRUE_MONITORING.overlooked_rate)
        customers = gaps.filter(department=department)["customers"].item()
        found[f"monitored gap of {department}"] = rate * (100 - customers)
    return found


def _monitored_again(world: World, truths: Monitoring, rng: np.random.Generator) -> World:
    """The same contacts, monitored otherwise."""
    window = Window(world.first_day, world.last_day)
    return replace(world, monitor_answers=draw_monitored(world.contacts, world.answers, window, truths, rng))


def _departments_shuffled(world: World, rng: np.random.Generator) -> World:
    """Departments dealt out anew among contacts and questionnaires alike in tier and channel."""
    contacts = world.contacts.with_columns(draw=pl.Series(rng.random(world.contacts.height)))
    order = pl.col("department").sort_by("draw").over("contact_tier")
    dealt = contacts.with_columns(department=order).drop("draw")
    linked = dealt.select("contact_id", of_contact="department")
    surveys = world.answers.join(linked, on="contact_id", how="left", maintain_order="left")
    answers = surveys.filter(pl.col("of_contact").is_not_null()).with_columns(department="of_contact")
    return replace(world, contacts=dealt, answers=answers.drop("of_contact"))
