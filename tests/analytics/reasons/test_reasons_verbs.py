"""The verbs about reasons print their rows in every format."""

import json

import polars as pl
import pytest
from typer.testing import CliRunner

from sample_data import simulate
from tests.dashboard.world import load_world
from tests.project import Project
from touchpoints import app


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return load_world(tmp_path_factory.mktemp("reasons"), simulate(1_500, 120, seed=4))


def printed(company: Project, *words: str) -> str:
    done = CliRunner().invoke(app, [*words, "--config", str(company.folder / "touchpoints.toml")])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize(
    "verb", [("reasons",), ("reasons", "--across", "segment"), ("avoidable",), ("channels",)]
)
def test_table_csv_and_json_hold_the_same_rows(company: Project, verb: tuple[str, ...]) -> None:
    as_json = json.loads(printed(company, *verb, "--format", "json"))
    as_csv = pl.read_csv(printed(company, *verb, "--format", "csv").encode())
    assert as_csv.height == len(as_json) > 0
    assert as_csv.columns == list(as_json[0])
    assert str(as_json[0]["reason"]).split()[0] in printed(company, *verb)


def test_avoidable_contacts_by_kind_add_up(company: Project) -> None:
    totals, kinds = (
        json.loads(printed(company, "avoidable", "--by", "channel", *more, "--format", "json"))
        for more in ((), ("--kinds",))
    )
    for row in totals:
        assert row["contacts"] == sum(kind["contacts"] for kind in kinds if kind["channel"] == row["channel"])


def test_reasons_are_split_by_any_dimension(company: Project) -> None:
    rows = json.loads(
        printed(company, "reasons", "--by", "segment", "--where", "channel=phone", "--format", "json")
    )
    assert {"일반", "우수"} <= {row["segment"] for row in rows}
    assert sum(row["share"] for row in rows if row["segment"] == "일반") == pytest.approx(1)


def test_the_shares_of_few_contacts_are_empty_cells(company: Project) -> None:
    rows = json.loads(printed(company, "reasons", "--by", "segment,channel", "--format", "json"))
    few = [row for row in rows if row["contacts"] < 30]
    assert few and all(row["resolution"] is None and row["cost"] is None for row in few)
