"""Who calls a bank again within a week for the same service, January and February 1999."""

import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from tests.project import Project
from touchpoints import app

HERE = Path(__file__).parent
FILES = HERE.parents[2] / "shared" / "data"
MONTHS = ("bank_1999_01.tsv", "bank_1999_02.tsv")
WEEK = pl.duration(days=7)

pytestmark = pytest.mark.skipif(
    not (FILES / MONTHS[0]).exists(), reason=f"the bank's files are not in {FILES}"
)


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Both months, loaded; contacts of a week count as of the same matter."""
    project = Project(tmp_path_factory.mktemp("bank"))
    shutil.copytree(HERE / "bank", project.folder, dirs_exist_ok=True)
    settings = (project.folder / "touchpoints.toml").read_text(encoding="utf-8")
    week = settings.replace("first_contact_days = 1", "first_contact_days = 7")
    assert week != settings
    project.write("touchpoints.toml", week)
    (project.folder / "exports").mkdir()
    for name in MONTHS:
        shutil.copy(FILES / name, project.folder / "exports" / name)
    assert {report.status for report in project.ingest()} == {"loaded"}
    return project


def asked(bank: Project, *by: str) -> list[dict[str, Any]]:
    config = ["--config", str(bank.folder / "touchpoints.toml"), "--format", "json"]
    printed = CliRunner().invoke(app, ["measure", "repeat_same_reason", *by, *config])
    rows: list[dict[str, Any]] = json.loads(printed.stdout)
    return rows


def calls() -> pl.DataFrame:
    """The files as they are: calls of known customers that were answered or hung up."""
    read = [pl.read_csv(FILES / name, separator="\t", infer_schema_length=None) for name in MONTHS]
    day, time = pl.col("date").cast(pl.String), pl.col("vru_entry").str.zfill(8)
    return (
        pl.concat(read)
        .filter(pl.col("customer_id") != "0", pl.col("outcome") != "PHANTOM")
        .select("customer_id", "type", at=pl.concat_str(day, time).str.to_datetime("%y%m%d%H:%M:%S"))
    )


@pytest.mark.parametrize(
    ("service", "percent", "n"),
    [
        ("PS", 58.97, 19_957),
        ("NE", 93.46, 1_987),
        ("TT", 17.69, 1_193),
        ("PE", 51.79, 168),
        ("NW", 12.82, 78),
    ],
)
def test_callers_of_each_service_call_again_for_it_within_a_week(
    bank: Project, service: str, percent: float, n: int
) -> None:
    (row,) = [row for row in asked(bank, "--by", "reason") if row["reason"] == service]
    assert (round(100 * row["value"], 2), row["n"]) == (percent, n)
    assert row["low"] < row["value"] < row["high"]


def test_all_of_them_together(bank: Project) -> None:
    (row,) = asked(bank)
    assert row["n"] == 23_383
    assert [round(100 * row[name], 1) for name in ("value", "low", "high")] == [59.6, 59.0, 60.2]


def test_the_files_say_the_same(bank: Project) -> None:
    (row,) = asked(bank)
    known = calls().with_row_index("call")
    later = known.join(known, on=["customer_id", "type"], suffix="_later")
    after = pl.col("at_later") - pl.col("at")
    followed = later.filter(after > pl.duration(seconds=0), after <= WEEK)["call"].unique()
    # Of calls in the last week it is not known yet.
    over = known.filter(pl.col("at").dt.date() <= pl.col("at").max().dt.date() - WEEK)
    assert over.height == row["n"]
    assert over["call"].is_in(followed.implode()).sum() == round(row["value"] * row["n"])
