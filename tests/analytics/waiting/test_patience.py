"""Patience is read off Kaplan-Meier curves of waits kept in buckets."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest
from lifelines import KaplanMeierFitter

from analytics.view import View
from analytics.waiting.patience import patience_curve, patience_figures
from tests.analytics.service import Row, make_service
from tests.project import Project
from warehouse.errors import QueryError
from warehouse.lake import open_reader
from warehouse.settings import Settings

Wait = tuple[float | None, str]
Queues = tuple[duckdb.DuckDBPyConnection, Settings]
Figures = dict[tuple[str, str], dict[str, Any]]

QUEUE: list[Wait] = [
    (10, "resolved"),
    (20, "abandoned"),
    (30, "resolved"),
    (50, "abandoned"),
    (70, "resolved"),
    (90, "abandoned"),
]
SPARSE: dict[str, list[Wait]] = {
    "no wait": [(None, "resolved")],
    "at once": [(0, "resolved")],
    "one gave up": [(5, "abandoned")],
    "one served": [(5, "resolved")],
    "all gave up": [(5, "abandoned")] * 50,
    "all served": [(5, "resolved")] * 50,
}


def impatient() -> list[Wait]:
    """Waits of 60 s on average, patience of 300 s."""
    random = np.random.default_rng(2)
    patience, wait = random.exponential(300, 6000), random.exponential(60, 6000)
    return [
        (min(stays, waits), "abandoned" if stays < waits else "resolved")
        for stays, waits in zip(patience, wait, strict=True)
    ]


CASES: dict[str, list[Wait]] = SPARSE | {
    "planted": impatient(),
    "queue": QUEUE,
    "queue and at once": QUEUE + [(0, "resolved")] * 500,
    "none so soon": [(100, "abandoned")] + [(100, "resolved")] * 39,
}


def contacts() -> Iterator[Row]:
    """Each case as a department of its own."""
    for department, waits in CASES.items():
        for number, (wait, outcome) in enumerate(waits):
            at = datetime(2026, 1, 5, 9) + timedelta(seconds=number)
            yield f"{department} {number}", None, at, department, "phone", wait, None, outcome, None


@pytest.fixture(scope="module")
def queues(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Queues]:
    project = make_service(tmp_path_factory.mktemp("queues"), list(contacts()), [])
    with open_reader(project.settings) as connection:
        yield connection, project.settings


@pytest.fixture(scope="module")
def figures(queues: Queues) -> Figures:
    """Rows by department and figure."""
    rows = patience_figures(*queues, "department").to_dicts()
    return {(row["department"], row["figure"]): row for row in rows}


def test_a_curve_is_the_exact_one_within_the_width_of_a_bucket(
    service: Project, settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    waits = pl.DataFrame(
        service.query(
            "SELECT department, wait_seconds, outcome = 'abandoned' FROM contacts WHERE wait_seconds > 0"
        ),
        ["department", "wait", "gave_up"],
        orient="row",
    )
    curves = patience_curve(connection, settings, "department")
    for (department,), ended in waits.group_by("department"):
        exact = KaplanMeierFitter().fit(ended["wait"].to_numpy(), ended["gave_up"].to_numpy())
        found = curves.filter((pl.col("department") == department) & pl.col("seconds").is_between(1, 120))
        at_the_edges = [exact.predict(found["seconds"].to_numpy() / part).to_numpy() for part in (1, 1.04)]
        assert np.all(found["waiting"].to_numpy() > at_the_edges[0] - 0.003)
        assert np.all(found["waiting"].to_numpy() < at_the_edges[1] + 0.003)
        assert found["n"].unique().to_list() == [ended.height]
        assert found["abandoned"].unique().to_list() == [ended["gave_up"].sum()]


def test_curves_begin_with_everybody_and_only_fall_inside_their_band(
    settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    for _, curve in patience_curve(connection, settings, "contact_tier").group_by("contact_tier"):
        first = curve.row(0, named=True)
        assert (first["seconds"], first["waiting"]) == (0, 1)
        assert first["still_waiting"] == first["n"] == first["abandoned"] + first["served"]
        assert curve["seconds"].is_sorted() and curve["waiting"].is_sorted(descending=True)
        assert curve.filter(
            (pl.col("low") > pl.col("waiting")) | (pl.col("waiting") > pl.col("high"))
        ).is_empty()


def test_planted_patience_is_found_though_quitters_waited_a_fraction_of_it(figures: Figures) -> None:
    median, within = figures["planted", "patience_p50"], figures["planted", "patience_60s"]
    assert median["low"] < 300 * np.log(2) < median["high"]
    assert within["low"] < 1 - np.exp(-60 / 300) < within["high"]
    assert np.mean([wait for wait, outcome in CASES["planted"] if outcome == "abandoned"]) < 60


def test_those_served_at_once_say_nothing_of_patience(figures: Figures) -> None:
    for figure in ("patience_p50", "patience_60s"):
        with_them, without = figures["queue and at once", figure], figures["queue", figure]
        assert with_them | {"department": "queue"} == without


def test_the_share_within_a_minute_is_read_off_the_curve(figures: Figures) -> None:
    found = figures["queue", "patience_60s"]
    assert found["value"] == pytest.approx(1 - 4 / 5 * 2 / 3)
    assert (found["n"], found["abandoned"], found["served"]) == (6, 3, 3)


def test_a_median_without_an_upper_end_is_not_shown(figures: Figures) -> None:
    assert (figures["queue", "patience_p50"]["value"], figures["queue", "patience_p50"]["note"]) == (
        None,
        "too_few",
    )


def test_where_nobody_gave_up_so_soon_the_share_is_0_and_the_upper_end_exact(figures: Figures) -> None:
    found = figures["none so soon", "patience_60s"]
    assert (found["value"], found["low"]) == (0, 0)
    assert found["high"] == pytest.approx(1 - 0.025 ** (1 / 40))


@pytest.mark.parametrize("department", SPARSE)
@pytest.mark.parametrize("figure", ["patience_p50", "patience_60s"])
def test_what_says_nothing_gives_a_note_instead_of_a_figure(
    figures: Figures, department: str, figure: str
) -> None:
    found = figures[department, figure]
    assert (found["value"], found["low"], found["high"]) == (None, None, None)
    notes = dict.fromkeys(("no wait", "at once"), "not_in_data")
    notes |= dict.fromkeys(("one served", "all served"), "not_reached")
    assert found["note"] == notes.get(department, "too_few")


def test_days_without_data_have_no_curve_and_no_figure(queues: Queues) -> None:
    nothing = View(since=date(2030, 1, 1))
    assert patience_curve(*queues, "department", nothing).is_empty()
    assert patience_figures(*queues, None, nothing)["note"].to_list() == ["not_in_data"] * 2


def test_patience_is_not_kept_by_the_number_of_the_contact(
    settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    with pytest.raises(QueryError, match="contact_number"):
        patience_curve(connection, settings, "contact_number")
