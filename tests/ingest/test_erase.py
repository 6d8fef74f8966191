"""An erased customer is in no row, file, version or statistic of the warehouse; others stay as they were."""

import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from analytics.marts.mart import MARTS
from ingest.erasing.erase import Erased, erase
from ingest.erasing.named import Named
from ingest.erasing.proof import search
from tests.killing import changes_until_end, start, was_killed
from tests.project import (
    CALLS_SELECT,
    PEOPLE_SELECT,
    PEOPLE_SOURCE,
    SETTINGS,
    Project,
    all_marts,
    differing,
)
from touchpoints import app
from warehouse.errors import QueryError
from warehouse.lake import open_reader
from warehouse.upgrading import back_up

# The greatest of all, so that statistics hold it; and one in the middle, between whom runs of mentions go.
LAST, MIDDLE = "person-99999", "person-00050"
MORE = """
[[sources]]
name = "survey"
files = "survey*.csv"
format = "csv"
answers = "survey.sql"

[[sources]]
name = "shop"
files = "shop*.csv"
format = "csv"
purchases = "shop.sql"
"""
SHOP = """
SELECT origin, no AS purchase_id, buyer AS customer_id, call AS contact_id, day AS purchased_at, amount
FROM export
"""
SURVEY = """
SELECT origin, no AS answer_id, 's' AS survey_id, call AS contact_id, said AS answered_at, 'csat' AS item,
    score
FROM export
"""
TABLES = ("contacts", "answers", "customers", "customer_history", "purchases", *(mart.name for mart in MARTS))


def erased(project: Project, customer: str = LAST) -> Erased:
    return erase(project.settings, Named(customer), all_marts)


def fill(project: Project, *, without: str = "") -> None:
    """Three loads; without the rows of one customer, where that is wanted."""

    def kept(*rows: str) -> list[str]:
        return [row for row in rows if not without or without not in row]

    project.write("touchpoints.toml", SETTINGS + PEOPLE_SOURCE + MORE)
    project.write("people.sql", PEOPLE_SELECT)
    project.write("survey.sql", SURVEY)
    project.write("shop.sql", SHOP)
    people = [f"person-{number:05}" for number in (*range(49, 53), *range(60, 180), 99999)]
    calls = [
        f"c{who},{who},2026-01-0{1 + place % 9},loans,phone,5,failed" for place, who in enumerate(people)
    ]
    project.write_calls("calls_1.csv", *kept(*calls, f"bad,{LAST},2026-01-05,loans,phone,5,PHANTOM"))
    project.write_people("2026-01-01", *kept(*(f"{who},basic" for who in people)))
    answers = [f"a{who},c{who},2026-01-10,4" for who in people]
    project.write("survey.csv", "\n".join(["no,call,said,score", *kept(*answers), ""]))
    # Some are of the customer, some only out of their contacts.
    bought = [
        f"p{place},{who},,2026-01-11,9" if place % 2 else f"p{place},,c{who},2026-01-11,9"
        for place, who in enumerate(people)
    ]
    project.write("shop.csv", "\n".join(["no,buyer,call,day,amount", *kept(*bought), ""]))
    project.ingest()
    project.write_calls("calls_2.csv", *kept(f"n,{LAST},2026-02-01,loans,web,5,failed", f"short,{LAST}"))
    second = [f"{who},{'gold' if who in (LAST, people[0]) else 'basic'}" for who in people]
    project.write_people("2026-02-01", *kept(*second))
    project.ingest()


@pytest.fixture
def filled(project: Project) -> Project:
    fill(project)
    return project


def test_nothing_of_the_customer_is_left_and_all_else_is_as_if_they_had_never_been(
    filled: Project, make_project: Callable[[], Project]
) -> None:
    before = search(filled.settings, Named(LAST))
    assert any("data/main/contacts" in place for place in before.found)
    assert "catalogue.sqlite: ducklake_table_column_stats" in before.found
    back_up(filled.settings, "3")
    done = erased(filled)
    assert done.rows == {
        "contacts": 2,
        "answers": 1,
        "customer_states": 2,
        "rejected_rows": 2,
        "purchases": 1,
    }
    assert done.proof.found == []
    for path in filled.settings.lake_folder.rglob("*"):
        assert not path.is_file() or LAST.encode() not in path.read_bytes(), path
        if path.suffix == ".parquet":
            assert (
                pl.read_parquet(path).cast(pl.String).filter(pl.any_horizontal(pl.all() == LAST)).is_empty()
            )
    fresh = make_project()
    fill(fresh, without=LAST)
    assert differing(filled, fresh, TABLES) == []
    assert filled.query("SELECT count(*) FROM ducklake_snapshots('lake')") == [(1,)]


def test_the_exports_that_name_the_customer_are_told(filled: Project) -> None:
    filled.write("survey_2.csv", "broken")
    assert erased(filled).outside.naming == [
        "calls_1.csv",
        "calls_2.csv",
        "people-2026-01-01.csv",
        "people-2026-02-01.csv",
        "survey.csv",
        "shop.csv",
    ]


@pytest.mark.parametrize(
    "customer",
    [MIDDLE, *(pytest.param(each, marks=pytest.mark.slow) for each in (LAST, "person-00049"))],
)
def test_late_states_of_the_others_end_where_they_would_have(
    filled: Project, make_project: Callable[[], Project], customer: str
) -> None:
    fresh = make_project()
    fill(fresh, without=customer)
    erased(filled, customer)
    for project in (filled, fresh):
        others = [who for who in ("person-00049", MIDDLE, "person-00051", "person-00061") if who != customer]
        late = "\n".join(["no,class", *(f"{who},silver" for who in others), ""])
        project.write("people-2026-01-15.csv", late)
        project.ingest(project.folder / "people-2026-01-15.csv")
    assert differing(filled, fresh, TABLES) == []


def test_a_receipt_says_when_and_how_many_rows_and_not_who(filled: Project) -> None:
    erased(filled)
    receipt = filled.query("SELECT * EXCLUDE (erased_at), erased_at <= now() FROM erasures")
    assert receipt == [(2, 1, 2, 2, 1, True)]


def test_an_erasure_that_fails_leaves_everything_and_one_that_was_cut_off_is_finished(
    filled: Project,
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        erase(filled.settings, Named(LAST), fails)
    mine = f"SELECT count(*) FROM contacts WHERE customer_id = '{LAST}'"
    assert filled.query(mine) == [(2,)]
    # The first step alone, as if the second had been killed.
    from ingest.erasing.erase import _erase_rows
    from warehouse.lake import open_writer

    with open_writer(filled.settings, make=False) as connection:
        _erase_rows(connection, filled.settings, Named(LAST), all_marts)
    assert filled.query(mine) == [(0,)]
    assert search(filled.settings, Named(LAST)).found
    done = erased(filled)
    assert (done.proof.found, set(done.rows.values())) == ([], {0})
    assert filled.query("SELECT contacts FROM erasures") == [(2,)]


def test_a_reader_beside_it_sees_before_and_then_after(filled: Project) -> None:
    query = f"SELECT count(*) FROM contacts WHERE customer_id = '{LAST}'"
    with open_reader(filled.settings) as reader:
        assert reader.sql(query).fetchall() == [(2,)]
        assert erased(filled).proof.found == []
        assert reader.sql(query).fetchall() == [(0,)]


def test_a_customer_who_comes_again_is_a_new_one(filled: Project) -> None:
    erased(filled)
    filled.write_calls("calls_3.csv", f"again,{LAST},2026-03-01,loans,web,5,failed")
    filled.ingest()
    assert filled.query(f"SELECT contact_id FROM contacts WHERE customer_id = '{LAST}'") == [("again",)]


def test_a_text_of_another_customer_that_names_them_is_told(project: Project) -> None:
    project.write("calls.sql", CALLS_SELECT.replace("result AS", "'see ' || id AS reason, result AS"))
    project.write_calls(
        "calls.csv", *(f"{LAST}x{n},k{n},2026-01-01,loans,phone,5,failed" for n in range(120))
    )
    project.write_calls("calls_2.csv", f"{LAST},{LAST},2026-01-01,loans,phone,5,failed")
    project.ingest()
    words = ["erase", "--customer", LAST, "--config", str(project.folder / "touchpoints.toml")]
    assert CliRunner().invoke(app, words, input="n\n").exit_code == 1
    done = CliRunner().invoke(app, [*words, "--yes"])
    assert done.exit_code == 1
    assert "These still name the customer: " in done.output


def test_the_verb_says_what_it_did_and_did_not_reach(filled: Project) -> None:
    words = ["erase", "--customer", LAST, "--config", str(filled.folder / "touchpoints.toml")]
    done = CliRunner().invoke(app, words, input="y\n")
    assert done.exit_code == 0, done.output
    assert (
        "Erased: contacts 2, survey answers 1, states of the customer 2, rejected rows 2,"
        " purchases 1, calls and notes 0." in done.output
    )
    assert "files of the warehouse were searched: none names the customer." in done.output
    assert "These exports name the customer, and would bring them back: calls_1.csv" in done.output
    again = CliRunner().invoke(app, [*words, "--yes"])
    assert "No row named the customer. Nothing was changed" in again.output


def test_an_id_that_nothing_names_costs_no_old_version(filled: Project) -> None:
    versions = filled.query("SELECT count(*) FROM ducklake_snapshots('lake')")
    # Those of others begin with it.
    done = erased(filled, "person-9999")
    assert (done.has_changed, set(done.rows.values())) == (False, {0})
    assert filled.query("SELECT count(*) FROM ducklake_snapshots('lake')") == versions


def test_an_id_of_one_letter_takes_no_other_row(project: Project) -> None:
    project.write_calls(
        "calls.csv", "1,7,2026-01-01,loans,phone,7,failed", "7,8,2026-01-01,loans,phone,5,HELD"
    )
    project.ingest()
    done = erased(project, "7")
    assert done.rows["contacts"] == 1
    assert project.query("SELECT count(*) FROM contacts") == [(0,)]
    assert done.proof.found == []


def test_a_blank_names_nobody(project: Project) -> None:
    project.write_calls(
        "calls.csv", ",,2026-01-01,loans,phone,7,failed", "a,k,2026-01-01,loans,phone,5,failed"
    )
    project.ingest()
    with pytest.raises(QueryError, match="A blank names nobody"):
        erased(project, " ")
    assert project.query("SELECT count(*) FROM rejected_rows") == [(1,)]


@pytest.mark.slow
def test_an_erasure_killed_at_any_moment_has_not_begun_or_is_finished_by_another(
    filled: Project, tmp_path: Path
) -> None:
    words = ("erase", "--customer", LAST, "--yes")
    mine = f"SELECT (SELECT count(*) FROM contacts WHERE customer_id = '{LAST}'), count(*) FROM erasures"

    def copy(number: int) -> Project:
        return Project(Path(shutil.copytree(filled.folder, tmp_path / str(number))))

    changes = changes_until_end(copy(0), *words)
    assert changes > 10
    for number in range(1, changes, max(1, changes // 5)):
        project = copy(number)
        was_killed(project, number, *words)
        assert project.query(mine) in ([(2, 0)], [(0, 1)])
        assert start(project, *words).wait() == 0
        assert project.query(mine) == [(0, 1)]
        assert search(project.settings, Named(LAST)).found == []
