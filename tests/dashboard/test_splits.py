"""Figures of picked values, found among those of all values, are the figures that the view itself gives."""

from itertools import cycle, product

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analytics.catalogue import MEASURES
from analytics.measuring import compare, measure
from analytics.view import View
from dashboard.lake.store import Store
from tests.project import Project
from warehouse.errors import QueryError
from warehouse.lake import open_reader

PICKED = (
    {"department": "Loans"},
    {"contact_tier": "high"},
    {"contact_tier": ("high", "low"), "channel": "phone"},
    {"department": "nowhere"},
)
SPLITS = ((), ("department",), ("contact_tier", "channel"))


@pytest.fixture(scope="module")
def view(store: Store) -> View:
    with store.reading() as reading:
        span = reading.span()
    assert span is not None
    return View(span[1].replace(day=1), span[1])


def departments(store: Store) -> list[str]:
    with store.reading() as reading:
        return reading.values("department")


def test_every_measure_is_the_same_whichever_way_it_is_asked(
    store: Store, company: Project, view: View
) -> None:
    places = [{"department": departments(store)[0]}, *PICKED[1:]]
    found = 0
    with open_reader(company.settings) as lake, store.reading() as reading:
        for name, (picked, by) in zip(MEASURES, cycle(product(places, SPLITS)), strict=False):
            narrowed = view.pick(**picked)
            try:
                expected = measure(lake, company.settings, name, by, narrowed)
            except QueryError:
                continue
            assert_same(reading.measure(name, by, narrowed), expected)
            found += expected["n"].sum() > 0
    assert found > len(MEASURES) / 5


def test_a_comparison_is_the_same_whichever_way_it_is_asked(
    store: Store, company: Project, view: View
) -> None:
    with open_reader(company.settings) as lake, store.reading() as reading:
        for name, picked, by in zip(("csat", "failure", "customers"), PICKED, SPLITS, strict=False):
            narrowed = view.pick(**picked)
            assert_same(
                reading.compare(name, narrowed, by), compare(lake, company.settings, name, narrowed, by)
            )


def test_who_picks_another_department_waits_for_nothing(store: Store, view: View) -> None:
    first, second, *_ = departments(store)
    with store.reading() as reading:
        reading.measure("failure", view=view.pick(department=first))
        kept = reading.measure("failure", ("department",), view)
        alone = reading.measure("failure", view=view.pick(department=second))
    assert_same(alone, kept.filter(pl.col("department") == second).drop("department"))


def assert_same(found: pl.DataFrame, expected: pl.DataFrame) -> None:
    assert_frame_equal(found, expected, rel_tol=1e-9)
