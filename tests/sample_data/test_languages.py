"""One world, two languages: the exports differ in their words and in nothing else."""

import gzip
import re
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from typer.testing import CliRunner

from ingest.run import ingest
from sample_data import World, simulate, write_exports
from sample_data.__main__ import app
from sample_data.comments import COMMENTS
from sample_data.exports import copy_project
from sample_data.translation import in_language
from sample_data.words import (
    CAMPAIGNS,
    DEPARTMENTS,
    GENDERS,
    PLACES,
    REASONS,
    REGIONS,
    ROLES,
    SEGMENTS,
    TEAMS,
    Language,
    Words,
)
from tests.project import Project
from warehouse.changes import Changes

HANGUL = re.compile("[가-힣]")
WORDS_BY_COLUMN: dict[str, tuple[Words, ...]] = {
    "department": DEPARTMENTS,
    "reason": (*REASONS, *CAMPAIGNS),
    "handed_to": PLACES,
    "segment": SEGMENTS,
    "gender": GENDERS,
    "region": REGIONS,
    "team": TEAMS,
    "role": ROLES,
    "comment": tuple(words for band in COMMENTS.values() for words in band),
}
TABLES = ["contacts", "answers", "customers", "purchases", "staff"]


def without_marts(_connection: object, _settings: object, _changes: Changes) -> None:
    """Records are compared here; marts follow from them."""


def loaded(world: World, language: Language, folder: Path) -> Project:
    """The world's exports in a language, loaded by its project."""
    copy_project(folder, language)
    write_exports(world, folder / "exports", language)
    project = Project(folder)
    assert {report.status for report in ingest(project.settings, (), without_marts)} == {"loaded"}
    return project


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Project]:
    """The same company of two months, in Korean and in English."""
    world = simulate(3_000, 61, 5)
    return (
        loaded(world, "ko", tmp_path_factory.mktemp("ko")),
        loaded(world, "en", tmp_path_factory.mktemp("en")),
    )


def in_english(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with every Korean word replaced by its English one."""
    return frame.with_columns(
        pl.col(column).replace_strict(dict(words), return_dtype=pl.String)
        for column, words in WORDS_BY_COLUMN.items()
        if column in frame.columns
    )


def test_both_languages_load_to_the_same_records_up_to_the_words(projects: tuple[Project, Project]) -> None:
    korean, english = (project.tables(TABLES) for project in projects)
    for table in TABLES:
        assert english[table].height > 200
        assert_frame_equal(in_english(korean[table]).sort(pl.all()), english[table])


def test_both_languages_have_the_same_rejects_and_the_same_counts(projects: tuple[Project, Project]) -> None:
    korean, english = (project.tables(["rejected_rows", "loads"]) for project in projects)
    places = ["source", "file", "line", "record_kind", "rule"]
    assert english["rejected_rows"].height > 10
    assert "file.missing_columns" in english["rejected_rows"]["rule"]
    assert_frame_equal(
        korean["rejected_rows"].select(places).sort(places),
        english["rejected_rows"].select(places).sort(places),
    )
    counts = pl.col("source", "file", "status", "^rows_.*$")
    assert_frame_equal(korean["loads"].select(counts), english["loads"].select(counts))


def test_every_word_has_a_translation_of_its_own(small_world: World) -> None:
    english = in_language(small_world, "en")
    for frame, other in (
        (small_world.contacts, english.contacts),
        (small_world.answers, english.answers),
        (small_world.customers, english.customers),
        (small_world.purchases, english.purchases),
        (small_world.staff, english.staff),
        (small_world.staff_answers, english.staff_answers),
        (small_world.monitor_answers, english.monitor_answers),
    ):
        assert_frame_equal(in_english(frame), other)
    for words in WORDS_BY_COLUMN.values():
        assert len({each.en for each in words}) == len({each.ko for each in words}) == len(words)


def text_of(path: Path) -> str:
    """Everything that a file says."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            parts = ("xl/workbook.xml", "xl/sharedStrings.xml")  # names of sheets, texts in cells
            return "".join(book.read(part).decode() for part in parts)
    if path.suffix == ".parquet":
        return pl.read_parquet(path).write_csv()
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode()


def test_an_english_project_has_no_korean_in_it(tmp_path: Path) -> None:
    arguments = [str(tmp_path), "--customers", "400", "--days", "60", "--language", "en"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 12
    assert [path.name for path in files if HANGUL.search(text_of(path) + path.name)] == []


def test_comments_hold_commas_quotes_and_line_breaks_in_both_languages() -> None:
    for language in ("ko", "en"):
        for band in COMMENTS.values():
            said = "".join(words.text(language) for words in band)
            assert all(sign in said for sign in (",", '"', "\n"))


def test_a_project_is_korean_unless_english_is_asked_for(tmp_path: Path) -> None:
    for folder, options in {"plain": [], "korean": ["--language", "ko"]}.items():
        arguments = [str(tmp_path / folder), "--customers", "100", "--days", "40", *options]
        assert CliRunner().invoke(app, arguments).exit_code == 0
    plain, korean = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}
        for folder in (tmp_path / "plain", tmp_path / "korean")
    )
    assert plain == korean
    assert HANGUL.search(text_of(tmp_path / "plain" / "sources" / "branch.contacts.sql"))


def test_the_projects_differ_in_words_encoding_and_sheet_alone(tmp_path: Path) -> None:
    korean, english = (settings_of(tmp_path / language, language) for language in ("ko", "en"))
    assert (korean.pop("language"), english.pop("language")) == ("ko", "en")
    for ours, theirs in zip(korean["sources"], english["sources"], strict=True):
        if ours["name"] == "call_centre":
            assert (ours.pop("encoding"), theirs.pop("encoding")) == ("cp949", "latin-1")
        if ours["name"] == "branch":
            assert (ours.pop("sheet"), theirs.pop("sheet")) == ("접점내역", "Contacts")
    in_english = {words.ko: words.en for words in (*DEPARTMENTS, *REASONS)}
    for ours, theirs in zip(korean["dimensions"], english["dimensions"], strict=True):
        assert ours.pop("words")["en"] == theirs.pop("words")["en"]
        assert len(ours.pop("order", [])) == len(theirs.pop("order", []))
        named = [in_english[name] for name in ours.pop("values", {})]
        assert named == list(theirs.pop("values", {}))
    reasons = (project["process"].pop("reasons") for project in (korean, english))
    assert [in_english[reason] for reason in next(reasons)] == next(reasons)
    ours, theirs = (_without_words(project.pop("question_sets")) for project in (korean, english))
    assert ours == theirs
    for ours, theirs in zip(korean["targets_for"], english["targets_for"], strict=True):
        assert list(ours.pop("where")) == list(theirs.pop("where"))
    assert korean == english


def _without_words(settings: Any) -> Any:
    if isinstance(settings, dict):
        return {name: _without_words(value) for name, value in settings.items() if name != "words"}
    return [_without_words(value) for value in settings] if isinstance(settings, list) else settings


def settings_of(folder: Path, language: Language) -> dict[str, Any]:
    copy_project(folder, language)
    return tomllib.loads((folder / "touchpoints.toml").read_text("utf-8"))
