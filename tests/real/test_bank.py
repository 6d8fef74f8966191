"""A bank's real calls, January and February 1999, against the figures read off the files.

The files (Technion, "Anonymous Bank") are not part of the project; they are looked for in ../shared/data.
"""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from lifelines import KaplanMeierFitter
from typer.testing import CliRunner

from analytics.measuring import measure
from analytics.view import View
from analytics.waiting.patience import patience_curve
from tests.project import Project
from touchpoints import app
from warehouse.lake import open_reader

HERE = Path(__file__).parent
FILES = HERE.parents[2] / "shared" / "data"
JANUARY = View(date(1999, 1, 1), date(1999, 1, 31))
FEBRUARY = View(date(1999, 2, 1), date(1999, 2, 28))
# Stock trading, regular and new customers.
BY_PATIENCE = ("NE", "PS", "NW")

pytestmark = pytest.mark.skipif(
    not (FILES / "bank_1999_01.tsv").exists(), reason=f"the bank's files are not in {FILES}"
)


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("bank"))
    shutil.copytree(HERE / "bank", project.folder, dirs_exist_ok=True)
    (project.folder / "exports").mkdir()
    for name in ("bank_1999_01.tsv", "bank_1999_02.tsv"):
        shutil.copy(FILES / name, project.folder / "exports" / name)
    reports = project.ingest()
    assert [(report.read, report.accepted, report.rejected_by_rule) for report in reports] == [
        (31_599, 31_359, {"outcome.allowed": 240}),
        (33_344, 33_066, {"outcome.allowed": 278}),
    ]
    return project


def test_every_row_is_accounted_for_and_phantoms_say_why(bank: Project) -> None:
    assert bank.query("SELECT DISTINCT rule, value FROM rejected_rows") == [("outcome.allowed", "PHANTOM")]
    assert bank.query(
        "SELECT month(occurred_local), outcome, count(*) FROM contacts GROUP BY ALL ORDER BY ALL"
    ) == [(1, "abandoned", 4_299), (1, "resolved", 27_060), (2, "abandoned", 5_904), (2, "resolved", 27_162)]


@pytest.mark.parametrize(
    ("name", "view", "percent"),
    [
        ("abandonment", JANUARY, 13.71),
        ("queue_abandonment", JANUARY, 18.48),
        ("abandonment", FEBRUARY, 17.86),
        ("queue_abandonment", FEBRUARY, 21.81),
    ],
)
def test_shares_of_callers_who_hang_up(bank: Project, name: str, view: View, percent: float) -> None:
    with open_reader(bank.settings) as connection:
        row = measure(connection, bank.settings, name, view=view).row(0, named=True)
    assert round(100 * row["value"], 2) == percent
    assert row["low"] < row["value"] < row["high"]


@pytest.mark.parametrize(("month", "mean_seconds", "percent_short"), [(1, 184.7, 4.6), (2, 176.5, 6.4)])
def test_time_of_service(bank: Project, month: int, mean_seconds: float, percent_short: float) -> None:
    ((mean, short),) = bank.query(
        "SELECT avg(service_seconds), 100 * count_if(service_seconds < 10) / count(*) FROM contacts"
        f" WHERE outcome = 'resolved' AND service_seconds > 0 AND service_seconds <= 3600"
        f" AND month(occurred_local) = {month}"
    )
    assert (round(mean, 1), round(short, 1)) == (mean_seconds, percent_short)


def test_mean_service_is_that_of_the_sums(bank: Project) -> None:
    ((mean, n),) = bank.query("SELECT avg(service_seconds), count(service_seconds) FROM contacts")
    with open_reader(bank.settings) as connection:
        row = measure(connection, bank.settings, "service_mean").row(0, named=True)
    assert (row["value"], row["n"]) == (pytest.approx(mean), n)


def printed(bank: Project, *words: str) -> list[dict[str, Any]]:
    """The rows that the command prints, by department: the type of the call."""
    config = str(bank.folder / "touchpoints.toml")
    done = CliRunner().invoke(app, [*words, "--by", "department", "--format", "json", "--config", config])
    assert done.exit_code == 0
    rows: list[dict[str, Any]] = json.loads(done.output)
    return rows


def test_patience_falls_from_stock_to_regular_to_new_customers(bank: Project) -> None:
    """NE > PS > NW, as the curves of Brown et al. (2005) lie for the whole year."""
    figures = {(row["department"], row["figure"]): row for row in printed(bank, "patience")}
    stock, regular, new = (figures[name, "patience_p50"] for name in BY_PATIENCE)
    assert stock["value"] > regular["value"] > new["high"]
    assert regular["low"] > new["high"]
    assert [round(row["value"]) for row in (stock, regular, new)] == [511, 491, 170]
    stock, regular, new = (figures[name, "patience_60s"] for name in BY_PATIENCE)
    assert stock["high"] < regular["low"] < regular["high"] < new["low"]
    assert [round(100 * row["value"], 1) for row in (stock, regular, new)] == [7.5, 14.2, 28.1]


def test_abandonment_rises_where_patience_falls(bank: Project) -> None:
    shares = {row["department"]: row for row in printed(bank, "measure", "abandonment")}
    stock, regular, new = (shares[name] for name in BY_PATIENCE)
    assert stock["high"] < regular["low"] < regular["high"] < new["low"]
    assert [round(100 * row["value"], 2) for row in (stock, regular, new)] == [7.65, 12.19, 31.39]


@pytest.mark.parametrize("name", BY_PATIENCE)
def test_curves_are_those_of_the_waits_to_the_second(bank: Project, name: str) -> None:
    waits = bank.query(
        "SELECT wait_seconds, outcome = 'abandoned' FROM contacts"
        f" WHERE wait_seconds > 0 AND department = '{name}'"
    )
    exact = KaplanMeierFitter().fit(*zip(*waits, strict=True))
    with open_reader(bank.settings) as connection:
        curve = patience_curve(connection, bank.settings, None, View(picked={"department": (name,)}))
    for row in curve.filter(pl.col("seconds").is_between(10, 300)).to_dicts():
        assert exact.predict(row["seconds"]) - 0.005 < row["waiting"]
        assert row["waiting"] < exact.predict(row["seconds"] / 1.04) + 0.005
