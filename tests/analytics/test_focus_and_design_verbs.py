"""What `channels`, `focus` and `design` print in each of their forms, also where there is little to print."""

import re
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from tests.analytics.edge_worlds import WORLDS, load_world
from tests.project import Project
from touchpoints import app
from warehouse.errors import TouchpointsError

FORMS = (
    "channels --beside",
    "channels --main phone --auxiliary web",
    "channels --hand-overs",
    "channels --recorded",
    "channels --alike",
    "channels --levels",
    "focus",
    "focus --mix",
    "focus --moves",
    "focus --effects",
    "focus --agreeing",
    "design",
    "design --line",
    "design --departments",
)
NO_NUMBER = re.compile(r"\b(nan|inf|-inf|NaN|Infinity)\b")
# The rest take a minute.
QUICK = ("no rows",)
PARAMETERS = [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in WORLDS]


@pytest.fixture(scope="module", params=PARAMETERS)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    yield load_world(tmp_path_factory.mktemp("world"), WORLDS[request.param])


def test_every_form_gives_figures_or_a_sentence(world: Project) -> None:
    config = ["--config", str(world.folder / "touchpoints.toml")]
    for form in FORMS:
        done = CliRunner().invoke(app, [*form.split(), "--format", "csv", *config])
        if done.exception is not None:
            assert isinstance(done.exception, TouchpointsError), (form, done.exception)
        else:
            assert done.exit_code == 0, (form, done.output)
        assert not NO_NUMBER.search(done.output), (form, done.output)


@pytest.mark.slow
def test_a_form_names_its_columns(service: Project) -> None:
    config = ["--config", str(service.folder / "touchpoints.toml")]
    heads = {
        "channels --alike": "figure,channels,spread",
        "focus": "department,weeks,n,level,change",
        "design --line": "outcome,rises_by,low,high,modes",
    }
    for form, head in heads.items():
        done = CliRunner().invoke(app, [*form.split(), "--format", "csv", *config])
        assert done.stdout.startswith(head), done.output
