"""Who calls a bank again within a day: those who hung up, far more than those who were answered.

Each month is loaded alone: calls of the next month would answer for its last day.
"""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.project import Project
from touchpoints import app

HERE = Path(__file__).parent
FILES = HERE.parents[2] / "shared" / "data"
REPEATS = """
    SELECT outcome, sum(contacts)::INTEGER AS n, round(100 * sum(followed) / sum(contacts), 1) AS percent
    FROM follow_up_daily
    GROUP BY ALL
    ORDER BY ALL
"""

pytestmark = pytest.mark.skipif(
    not (FILES / "bank_1999_01.tsv").exists(), reason=f"the bank's files are not in {FILES}"
)


@pytest.mark.parametrize(
    ("month", "hung_up", "answered"),
    [("01", (1_743, 67.9), (11_481, 38.4)), ("02", (1_839, 66.7), (11_725, 39.1))],
)
def test_callers_who_hang_up_call_again_within_a_day(
    tmp_path: Path, month: str, hung_up: tuple[int, float], answered: tuple[int, float]
) -> None:
    project = Project(tmp_path)
    shutil.copytree(HERE / "bank", project.folder, dirs_exist_ok=True)
    (project.folder / "exports").mkdir()
    shutil.copy(FILES / f"bank_1999_{month}.tsv", project.folder / "exports")
    project.ingest()
    config = ["--config", str(project.folder / "touchpoints.toml"), "--format", "json"]
    found = json.loads(CliRunner().invoke(app, ["sql", REPEATS, *config]).stdout)
    assert {row["outcome"]: (row["n"], row["percent"]) for row in found} == {
        "abandoned": hung_up,
        "resolved": answered,
    }
    measured = json.loads(
        CliRunner().invoke(app, ["measure", "repeat_contact", "--by", "outcome", *config]).stdout
    )
    for row, (n, percent) in zip(measured, (answered, hung_up), strict=True):
        # Without the last day, which no day follows.
        assert 0.9 * n < row["n"] < n
        assert row["low"] < percent / 100 < row["high"]
