"""How often a bank's known customers call, January and February 1999, as `docs/real.md` says."""

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
FEBRUARY = ("--since", "1999-02-01", "--until", "1999-02-28")

pytestmark = pytest.mark.skipif(
    not (FILES / MONTHS[0]).exists(), reason=f"the bank's files are not in {FILES}"
)


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Both months, loaded; tests only read them."""
    project = Project(tmp_path_factory.mktemp("bank"))
    shutil.copytree(HERE / "bank", project.folder, dirs_exist_ok=True)
    (project.folder / "exports").mkdir()
    for name in MONTHS:
        shutil.copy(FILES / name, project.folder / "exports" / name)
    assert {report.status for report in project.ingest()} == {"loaded"}
    return project


def asked(bank: Project, *words: str) -> list[dict[str, Any]]:
    config = ["--config", str(bank.folder / "touchpoints.toml"), "--format", "json"]
    rows: list[dict[str, Any]] = json.loads(CliRunner().invoke(app, [*words, *config]).stdout)
    return rows


def percents(row: dict[str, Any], *names: str) -> list[float]:
    return [round(100 * row[name], 1) for name in names]


def test_groups_of_february_are_those_that_the_files_count(bank: Project) -> None:
    found = {row["level"]: row for row in asked(bank, "contactlevel", *FEBRUARY)}
    calls = pl.read_csv(FILES / MONTHS[1], separator="\t", infer_schema_length=None).filter(
        pl.col("customer_id") != "0", pl.col("outcome") != "PHANTOM"
    )
    each = calls.group_by("customer_id").len()
    rare, often = each.filter(pl.col("len") == 1), each.filter(pl.col("len") > 1)
    for level, group in (("rare_deep", rare), ("often_deep", often)):
        assert (found[level]["customers"], found[level]["contacts"]) == (group.height, group["len"].sum())
    shares = {
        level: percents(row, "share", "share_low", "share_high")
        for level, row in found.items()
        if row["customers"]
    }
    assert shares == {
        "none": [30.3, 29.1, 31.5],
        "rare_deep": [33.5, 32.3, 34.8],
        "often_deep": [36.2, 34.9, 37.4],
    }


def test_who_called_often_in_january_goes_on(bank: Project) -> None:
    moves = {(row["start"], row["to"]): row for row in asked(bank, "contactmoves", *FEBRUARY)}
    found = {
        way: (moves[way]["n"], *percents(moves[way], "value", "low", "high"))
        for way in (
            ("often_deep", "often_deep"),
            ("rare_deep", "often_deep"),
            ("often_deep", "none"),
            ("rare_deep", "none"),
        )
    }
    assert found == {
        ("often_deep", "often_deep"): (1_836, 50.1, 47.8, 52.3),
        ("rare_deep", "often_deep"): (1_860, 23.2, 21.3, 25.1),
        ("often_deep", "none"): (1_836, 31.4, 29.3, 33.5),
        ("rare_deep", "none"): (1_860, 56.5, 54.2, 58.7),
    }


def test_who_calls_often_trades_in_stock_and_is_called_back(bank: Project) -> None:
    needs = asked(bank, "contactneeds", *FEBRUARY)
    often = {row["reason"]: row for row in needs if row["contact_level"] == "often_deep"}
    names = ("value", "elsewhere", "low", "high")
    assert percents(often["NE"], *names) == [6.5, 0.6, 5.1, 6.6]
    assert percents(often["TT"], *names) == [9.3, 1.6, 6.8, 8.6]


def test_stages_of_the_relationship_have_nobody_to_count(bank: Project) -> None:
    assert {row["n"] for row in asked(bank, "relationship")} == {0}
