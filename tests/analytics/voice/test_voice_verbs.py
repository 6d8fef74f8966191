"""The verbs `comments` and `words`."""

import json

import pytest
from typer.testing import CliRunner, Result

from tests.analytics.voice.worlds import Written, load_written
from tests.project import Project
from touchpoints import app


def typed(project: Project, *command: str) -> Result:
    return CliRunner().invoke(app, [*command, "--config", str(project.folder / "touchpoints.toml")])


@pytest.fixture(scope="module")
def talkative(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Fifty of each side, who say the same again and again."""
    low = [Written("기다렸어요, 환불해 주세요" if place % 2 else "I waited", 1) for place in range(50)]
    high = [Written("감사합니다" if place % 2 else "thank you", 5) for place in range(50)]
    return load_written(tmp_path_factory.mktemp("talkative"), [*low, *high])


def test_comments_are_printed_with_what_they_are_about(written: Project) -> None:
    done = typed(written, "comments", "--search", "기다리다", "--lowest-first", "--format", "json")
    assert done.exit_code == 0, done.output
    rows = json.loads(done.stdout)
    assert [(row["score"], row["band"], row["department"], row["channel"]) for row in rows] == [
        (1, "low", "loans", "phone"),
        (4, "high", "claims", "web"),
    ]
    assert rows[0]["contact_id"] == "c0" and rows[0]["customer_id"] == "k1"


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 10),
        (("--scores", "low"), 5),
        (("--channel", "web"), 2),
        (("--where", "department=claims"), 1),
        (("--search", "환불", "--scores", "high"), 2),
        (("--search", "100%"), 2),
        (("--since", "2026-03-03"), 0),
    ],
)
def test_options_narrow_comments(written: Project, options: tuple[str, ...], count: int) -> None:
    done = typed(written, "comments", *options, "--format", "json")
    assert done.exit_code == 0, done.output
    assert len(json.loads(done.stdout)) == count


def test_a_comment_that_a_spreadsheet_would_run_has_an_apostrophe(written: Project) -> None:
    safe = typed(written, "comments", "--search", "=1+1", "--format", "csv").stdout
    raw = typed(written, "comments", "--search", "=1+1", "--format", "csv", "--raw").stdout
    assert ",'=1+1" in safe
    assert ",=1+1" in raw


def test_words_are_printed_lowest_first_with_figures(talkative: Project) -> None:
    done = typed(talkative, "words", "--format", "json")
    assert done.exit_code == 0, done.output
    rows = json.loads(done.stdout)
    shown = [(row["shown"], row["value"] < 0) for row in rows if row["is_sure"]]
    assert shown == [("waited", True), ("기다리다", True), ("환불", True), ("thank", False), ("감사", False)]
    assert [row["z"] for row in rows] == sorted(row["z"] for row in rows)
    assert all(row["low_end"] < row["value"] < row["high_end"] for row in rows)
    table = typed(talkative, "words").stdout
    assert "기다리다" in table and "low_end" not in table


def test_too_few_comments_are_said_beside_no_rows(written: Project) -> None:
    done = typed(written, "words", "--format", "json")
    assert json.loads(done.stdout) == []
    assert "5 comments with a low score and 3 with a high one; 30 of each are needed." in done.stderr
