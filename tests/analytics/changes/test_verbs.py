"""The verbs of changes, from a slip to an effect."""

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from state.changes import changes
from tests.analytics.edge_worlds import WORLDS, load_world
from tests.project import CALLS_SELECT, SETTINGS, Project
from tests.state.emptied import empty_state
from touchpoints import app
from warehouse.errors import QueryError

ADD = ("changes", "add", "--on", "2026-01-05", "--measure", "failure", "--plan", "new routing")


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with one contact; made once."""
    project = Project(tmp_path_factory.mktemp("changes"))
    project.write("touchpoints.toml", SETTINGS)
    project.write("calls.sql", CALLS_SELECT)
    project.write_calls("calls.csv", "a,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    project.ingest()
    return project


@pytest.fixture
def loaded(once: Project) -> Project:
    """The same with an empty register."""
    empty_state(once.settings)
    return once


def run(project: Project, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--config", str(project.folder / "touchpoints.toml")])


def listed(project: Project, *words: str) -> list[dict[str, str]]:
    done = run(project, *words, "--format", "csv")
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_a_change_is_added_edited_done_shown_and_asked_by_sql(loaded: Project) -> None:
    assert "Change 1" in run(loaded, *ADD, "--department", "loans", "--tier", "medium").stdout
    assert run(loaded, "changes", "edit", "1", "--owner", "operations", "--wanted", "-0.02").exit_code == 0
    assert "done since 2026-01-07" in run(loaded, "changes", "done", "1", "--on", "2026-01-07").stdout
    (row,) = listed(loaded, "changes", "list")
    assert (row["departments"], row["owner"], row["wanted"]) == ("loans", "operations", "-0.02")
    assert (row["state"], row["done_on"]) == ("done", "2026-01-07")
    assert "new routing" in run(loaded, "changes", "show", "1").stdout
    assert run(loaded, "changes", "edit", "1", "--state", "under_way").exit_code == 0
    assert listed(loaded, "changes", "show", "1")[0]["done_on"] == ""
    assert "new routing" in run(loaded, "sql", "SELECT plan FROM changes", "--format", "csv").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*ADD, "--department", "loan"), "Did you mean 'loans'"),
        ((*ADD, "--tier", "deep"), "no tier 'deep'"),
        ((*ADD, "--wanted", "3"), "cannot move by 3"),
        ((*ADD, "--done", "2026-01-02"), "before it begins to act"),
        ((*ADD, "--measure", "failur"), "Did you mean 'failure'"),
        ((*ADD, "--measure", "wait_p90"), "quantile"),
        ((*ADD, "--measure", "churn_rate"), "by the month"),
        (("changes", "show", "7"), "no change 7"),
        (("changes", "effect", "7"), "no change 7"),
        (("changes", "import", "nothing.csv"), "cannot be read"),
    ],
)
def test_slips_are_told_with_a_way_out(loaded: Project, words: tuple[str, ...], said: str) -> None:
    error = run(loaded, *words).exception
    assert isinstance(error, QueryError) and said in str(error)
    assert changes(loaded.settings) == ()


def test_a_file_is_imported_once(loaded: Project, tmp_path: Path) -> None:
    head = "begins_on,departments,contact_tier,plan,measure,state,done_on,wanted\n"
    file = tmp_path / "changes.csv"
    file.write_text(head + "2026-01-05,loans,medium,new routing,failure,done,2026-01-05,-0.05\n", "utf-8")
    assert "1 changes are new" in run(loaded, "changes", "import", str(file)).stdout
    assert "0 changes are new" in run(loaded, "changes", "import", str(file)).stdout
    assert [one.wanted for one in changes(loaded.settings)] == [-0.05]
    for row, said in (
        ("soon,loans,,x,failure,,,", "'soon' is no day"),
        ("2026-01-05,loans,,x,failure,,,much", "'much' is no number"),
        (",loans,,x,failure,,,", "from which day"),
        ("2026-01-05,loans,,x,failure,finished,,", "no state"),
    ):
        file.write_text(f"{head}{row}\n", "utf-8")
        assert said in str(run(loaded, "changes", "import", str(file)).exception), row
    file.write_text("begins_on,plan,colour\n", "utf-8")
    assert "lacks departments" in str(run(loaded, "changes", "import", str(file)).exception)


def test_without_records_the_effect_is_a_word(tmp_path: Path) -> None:
    world = load_world(tmp_path, WORLDS["no rows"])
    assert listed(world, "changes", "effect") == []
    assert run(world, *ADD, "--state", "under_way").exit_code == 0
    (row,) = listed(world, "changes", "effect")
    assert (row["verdict"], row["note"], row["effect"]) == ("cannot_tell", "no_data", "")
    assert run(world, "changes", "effect", "1", "--placebos").exit_code == 0
