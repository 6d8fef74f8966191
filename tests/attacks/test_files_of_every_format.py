"""Files in every format, generated and damaged: all that is in them is loaded, and none stops another."""

import logging
import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.attacks.loading import load
from tests.every_format import assert_adds_up, loaded_of, write_each
from tests.export_files import WRITTEN
from tests.generated_rows import contacts_of, rows_of, rules_of
from tests.project import HEADER, Project

COLUMNS = HEADER.split(",")


@pytest.mark.slow
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False), st.integers(1, 8))
def test_every_format_gives_what_a_plain_reading_gives_of_any_rows(
    make_project: Callable[[], Project], draws: random.Random, count: int
) -> None:
    rows = rows_of(draws, count)
    texts = [row for row, _ in rows]
    project = make_project()
    write_each(project, {name: written.content(COLUMNS, texts) for name, written in WRITTEN.items()})
    for report in load(project):
        assert_adds_up(report)
        assert (report.read, report.rejected_by_rule) == (len(rows), rules_of(rows)), report
        assert loaded_of(project, str(report.source)) == contacts_of(rows), report.source


def damaged(content: bytes, draws: random.Random) -> bytes:
    """Cut off, or with some bytes changed, doubled or lost."""
    place = draws.randrange(len(content))
    end = place + draws.randrange(1, 40)
    ways = [
        content[:place],
        content[:place] + draws.randbytes(draws.randrange(1, 9)) + content[place:],
        content[:place] + content[end:],
        content[:place] + content[place:end] * 3 + content[end:],
        content[:place] + bytes([content[place] ^ 1 << draws.randrange(8)]) + content[place + 1 :],
        b"",
    ]
    return draws.choices(ways, [3, 2, 2, 2, 3, 0.2])[0]


def assert_damage_adds_up(project: Project, seed: int) -> None:
    draws = random.Random(seed)
    call = ("k1", "2026-01-05 10:00:00", "대출 상담", "phone", "5", "resolved")
    rows = [(f"d{number}", *call) for number in range(30)]
    files = {name: damaged(each.content(COLUMNS, rows), draws) for name, each in WRITTEN.items()}
    write_each(project, files)
    reports = load(project)
    assert len(reports) == len(files)
    for report in reports:
        assert_adds_up(report)
    assert project.query("SELECT (SELECT count(*) FROM contacts), (SELECT count(*) FROM rejected_rows)") == [
        (sum(report.accepted for report in reports), sum(report.rejected for report in reports))
    ]


def test_damaged_files_of_every_format_lose_nothing_unseen(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    assert_damage_adds_up(project, seed=20261128)
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60))
def test_many_damaged_files_of_every_format_lose_nothing_unseen(
    project: Project, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    assert_damage_adds_up(project, seed)
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
