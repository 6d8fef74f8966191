"""What is asked while upkeep moves rows is asked again, so that none is missing."""

import duckdb
import pytest

from tests.project import Project
from warehouse.asking import asked
from warehouse.errors import QueryError
from warehouse.settings import Settings
from warehouse.upkeep import tidy


class Disturbed:
    """Counts the contacts; upkeep comes while the first count is begun. What the first finds is kept."""

    def __init__(self) -> None:
        self.found: list[int] = []

    def __call__(self, connection: duckdb.DuckDBPyConnection, settings: Settings) -> int:
        connection.sql("SELECT count(*) FROM loads").fetchall()
        if not self.found:
            tidy(settings)
        ((count,),) = connection.sql("SELECT count(*) FROM contacts").fetchall()
        self.found.append(count)
        return self.found[-1]


def test_rows_that_upkeep_moves_during_a_question_are_found(inlined: Project) -> None:
    question = Disturbed()
    assert asked(inlined.settings, question) == 2
    # In a folder the first finds none.
    assert len(question.found) == 2


def test_what_a_question_misses_because_upkeep_moves_it_is_no_error(inlined: Project) -> None:
    count = Disturbed()

    def refusing(connection: duckdb.DuckDBPyConnection, settings: Settings) -> str:
        if count(connection, settings) == 0:
            raise QueryError("There are no contacts.", "Load some.")
        return "There are some."

    assert asked(inlined.settings, refusing) == "There are some."


def test_all_queries_of_a_question_see_the_same_version(inlined: Project) -> None:
    def counts(connection: duckdb.DuckDBPyConnection, _: Settings) -> list[int]:
        before = connection.sql("SELECT count(*) FROM contacts").fetchall()
        inlined.write_calls("calls_2.csv", "late,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
        inlined.ingest()
        after = connection.sql("SELECT sum(contacts) FROM contact_daily").fetchall()
        return [int(count) for ((count,),) in (before, after)]

    assert asked(inlined.settings, counts) == [2, 2]
    assert inlined.query("SELECT sum(contacts)::INTEGER FROM contact_daily") == [(3,)]


def test_without_upkeep_a_question_is_asked_once_and_its_error_is_told(inlined: Project) -> None:
    said = []

    def refusing(*_: object) -> None:
        said.append("asked")
        raise QueryError("It cannot be told.", "Ask something else.")

    with pytest.raises(QueryError, match="It cannot be told"):
        asked(inlined.settings, refusing)
    assert said == ["asked"]
