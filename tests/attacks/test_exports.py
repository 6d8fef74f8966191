"""F8 and F10: texts of the data are never run by a spreadsheet, and never act on a terminal."""

import base64
import csv
import io
import json
import zipfile
from datetime import date, datetime
from urllib.parse import urlencode

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.app import create_app
from dashboard.lake.contacts import COLUMNS
from dashboard.pages.departments.contact_table import file_rows
from dashboard.pages.drivers.risk_table import risk_file_rows
from dashboard.parts.download import Rows, csv_file
from tests.attacks.evil import ACTING, EVIL, FORMULAS
from tests.attacks.typing_in import Type
from tests.dashboard.taking import file_of
from tests.project import CALLS_SELECT, SETTINGS, Project
from warehouse.spreadsheet import as_csv
from warehouse.visible import visible

VERBS = [
    ["measure", "failure", "--by", "department"],
    ["compare", "failure"],
    ["retention", "--by", "channel"],
    ["patience", "--by", "department"],
    ["sql", "SELECT department, customer_id, count(*) AS n FROM contact_facts GROUP BY ALL ORDER BY ALL"],
    ["sql", 'SELECT DISTINCT department AS "=[/x]", \'[vip]\' AS "\x1b[31m" FROM contacts ORDER BY ALL'],
]
texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=8)


def runs(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula; written apart from the code on purpose."""
    shown = cell.lstrip().lstrip('\u200b\ufeff\x00"').lstrip()
    return shown[:1] in [*"=+-@＝＋－＠"] or cell[:1] in ["\t", "\r", "\n"]


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A company whose departments, customers and channels have evil names."""
    project = Project(tmp_path_factory.mktemp("evil"))
    project.write(
        "touchpoints.toml", SETTINGS.replace('"calls*.csv"', '"calls*.jsonl"').replace("csv", "jsonl")
    )
    project.write("calls.sql", CALLS_SELECT)
    calls = [
        {
            "id": f"c{number}",
            "customer": EVIL[number % len(EVIL)],
            "started": f"2026-01-{number % 28 + 1:02} 10:00:00",
            "department": EVIL[number // 7 % len(EVIL)],
            "channel": ("phone", "web")[number % 2],
            "wait": str(number % 90),
            "result": ("resolved", "failed")[number % 5 == 0],
        }
        for number in range(700)
    ]
    project.write("calls.jsonl", "\n".join(json.dumps(call) for call in calls))
    (report,) = project.ingest()
    assert report.status == "loaded"
    return project


@pytest.mark.parametrize("words", VERBS, ids=lambda words: words[0])
def test_no_verb_runs_or_hides_what_the_data_say(evil: Project, type_in: Type, words: list[str]) -> None:
    def printed(*more: str) -> bytes:
        done = type_in(*words, *more, "--config", str(evil.folder / "touchpoints.toml"))
        assert done.status == 0
        return done.stdout

    assert not set(printed().decode()) & set(ACTING)
    exact = pl.read_parquet(io.BytesIO(printed("--format", "parquet")))
    assert len(json.loads(printed("--format", "json"))) == exact.height
    safe, raw = (
        rows_of(printed("--format", "csv").decode()),
        rows_of(printed("--format", "csv", "--raw").decode()),
    )
    assert raw[0] == exact.columns
    for position, name in enumerate(exact.columns):
        if exact[name].dtype == pl.String:
            assert [row[position] for row in raw[1:]] == [value or "" for value in exact[name]]
            assert not [row[position] for row in safe if runs(row[position])]


@pytest.mark.parametrize("value", EVIL, ids=ascii)
def test_the_text_is_marked_in_csv_and_exact_when_raw(value: str) -> None:
    frame = pl.DataFrame({"a": [value], value: [value], "n": [-5], "day": [date(2026, 1, 1)]})
    (header, row), raw = rows_of(as_csv(frame)), rows_of(as_csv(frame, raw=True))
    marked = f"'{value}" if value in FORMULAS else value
    assert header[1] == row[0] == row[1] == marked
    assert row[2:] == ["-5", "2026-01-01"]
    assert raw == [["a", value, "n", "day"], [value, value, "-5", "2026-01-01"]]


@given(st.lists(texts, min_size=1, max_size=5, unique=True))
def test_marked_texts_tell_the_originals(values: list[str]) -> None:
    marked = rows_of(as_csv(pl.DataFrame({"a": values})))[1:]
    back = [cell[1:] if cell[:1] == "'" and runs_behind(cell[1:]) else cell for (cell,) in filled(marked)]
    assert back == values


def runs_behind(cell: str) -> bool:
    """Whether the text would have to be marked, apostrophe or not."""
    return as_csv(pl.DataFrame({"a": [cell]})) != as_csv(pl.DataFrame({"a": [cell]}), raw=True)


def filled(rows: list[list[str]]) -> list[list[str]]:
    return [row or [""] for row in rows]


@given(st.text())
def test_nothing_that_acts_is_visible(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert not set(shown) & set(ACTING)
    assert len(shown) >= len(text)


@pytest.mark.parametrize("value", FORMULAS, ids=ascii)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_downloads_of_the_dashboard_are_marked(value: str, language: str) -> None:
    contacts = pl.DataFrame(
        {
            name: [10.0] if column.kind == "number" else ["high" if column.choices else value]
            for name, column in COLUMNS.items()
        }
    ).with_columns(occurred_local=pl.lit(datetime(2026, 1, 1)))
    for rows in (file_rows(contacts, language), risk_file_rows(customers_at_risk(value), language)):
        safe, raw = (rows_of(csv_file(Rows("", rows), raw=raw)["content"])[1] for raw in (False, True))
        assert not [cell for cell in safe if runs(cell)]
        assert value in raw


@pytest.mark.parametrize("panel", ["overview-matrix", "overview-trend"])
def test_panels_of_evil_names_give_files_that_do_not_run(evil: Project, panel: str) -> None:
    client = create_app(evil.settings).server.test_client()
    search = "?" + urlencode([("lang", "en"), *(("department", name) for name in EVIL[:3])])
    safe = file_of(client, "/", panel, "csv", search)
    assert not [cell for row in rows_of(safe["content"]) for cell in row if runs(cell)]
    assert not set(safe["filename"]) & set('/\\:*?"<>|\n\r\t\0')
    book = base64.b64decode(file_of(client, "/", panel, "excel", search)["content"])
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def customers_at_risk(value: str) -> pl.DataFrame:
    names = ("customer_id", "reasons_ko", "reasons_en", "department")
    return pl.DataFrame({name: [value] for name in names})


@pytest.mark.parametrize("style", ["table", "csv", "json", "parquet"])
def test_days_beyond_the_calendar_are_shown(evil: Project, type_in: Type, style: str) -> None:
    query = (
        "SELECT DATE '-infinity' AS a, TIMESTAMP 'infinity' AS b, DATE '20000-01-01' AS c,"
        " TIMESTAMPTZ '-infinity' AS d, DATE '5000000-01-01' AS e"
    )
    settings = str(evil.folder / "touchpoints.toml")
    done = type_in("sql", query, "--format", style, "--config", settings)
    assert done.status == 0
    assert style == "parquet" or b"infinity" in done.stdout
