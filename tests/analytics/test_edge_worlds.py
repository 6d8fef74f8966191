"""At the edges of the data every verb gives a number, or a sentence saying why there is none."""

import re
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from analytics.catalogue import MEASURES
from analytics.command import VERBS as COMMANDS
from analytics.measuring import measure
from analytics.notes import NOTES
from tests.analytics.edge_worlds import WORLDS, load_world
from tests.project import Project
from touchpoints import app
from warehouse.errors import TouchpointsError
from warehouse.lake import open_reader

ARGUMENTS = {
    "compare": ["csat"],
    "control": ["csat"],
    "customer": ["c1"],
    "sql": ["SELECT count(*) FROM contacts"],
    "staffing": ["--calls-per-hour", "100", "--service-seconds", "180", "--agents", "8"],
    "transition": ["order", "delivery"],
    "whatif": ["--cap", "over_promise=1"],
}
SHOWN = sorted(set(COMMANDS) - {"measure", "measures"})
# Verbs of a group of verbs that answer questions.
GROUPED = (
    ["incidents", "kinds"],
    ["incidents", "list"],
    ["incidents", "content"],
    ["incidents", "content", "--by", "origins"],
    ["incidents", "content", "--by", "words"],
    ["incidents", "determinants"],
    ["incidents", "told"],
    ["journeys", "--of", "touchpoints"],
    ["journeys", "--of", "paths"],
    ["journeys", "--path", "phone,web"],
)
NO_NUMBER = re.compile(r"\b(nan|inf|-inf|NaN|Infinity)\b")


# The rest take a minute.
QUICK = ("no rows",)
PARAMETERS = [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in WORLDS]


@pytest.fixture(scope="module", params=PARAMETERS)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    yield load_world(tmp_path_factory.mktemp("world"), WORLDS[request.param])


def test_every_verb_gives_figures_or_a_sentence(world: Project) -> None:
    assert "drivers" in SHOWN
    for verb, *more in [*([verb] for verb in SHOWN), *GROUPED]:
        form = ["--json"] if verb == "status" else ["--format", "csv"]
        command = [verb, *more, *ARGUMENTS.get(verb, []), *form]
        if verb != "staffing":
            command += ["--config", str(world.folder / "touchpoints.toml")]
        done = CliRunner().invoke(app, command)
        if done.exception is not None:
            assert isinstance(done.exception, TouchpointsError), (verb, done.exception)
            assert str(done.exception).endswith("."), verb
        else:
            assert done.exit_code == 0, (verb, done.output)
        assert not NO_NUMBER.search(done.output), (verb, done.output)


@pytest.mark.slow
def test_every_measure_gives_a_number_or_a_note(world: Project) -> None:
    with open_reader(world.settings) as connection:
        for name in MEASURES:
            for by in ((), ("department", "contact_tier")):
                figures = measure(connection, world.settings, name, by)
                numbers = figures.select("value", "low", "high")
                assert not any(column.is_nan().any() or column.is_infinite().any() for column in numbers), (
                    name
                )
                for value, note in figures.select("value", "note").iter_rows():
                    assert (value is None) == (note in NOTES), name
