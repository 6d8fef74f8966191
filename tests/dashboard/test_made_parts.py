"""What is made ahead is kept on disk: the same to a browser, for the same version, settings and program."""

import json
import shutil
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from dash import no_update
from plotly.utils import PlotlyJSONEncoder

from analytics.marts.refresh import rebuild
from dashboard.address.selection import read_query
from dashboard.app import PAGES, create_app
from dashboard.lake import made_parts, program
from dashboard.lake.look import asked_by_nobody
from dashboard.lake.store import NotMadeError, Store
from dashboard.parts.ahead import Ahead
from dashboard.parts.callbacks import Filled, PageCallbacks
from dashboard.parts.filled_ahead import first_parts
from dashboard.parts.page import Page
from dashboard.server.quiet import Quiet
from ingest.erasing.erase import erase
from ingest.erasing.named import Named
from tests.dashboard.company import make_company
from tests.project import Project
from warehouse.folder import MARKER
from warehouse.lake import Snapshot
from warehouse.made import made_folder
from warehouse.settings import Settings

SOME = ("overview", "departments")
CALL = "{},k1,2026-01-05 10:00:00,loans,phone,5,resolved"


class Unread(Quiet):
    """As if nobody had asked for an hour."""

    seconds = 3600.0


@pytest.fixture
def settings(company: Project, tmp_path: Path) -> Settings:
    """Of the company, in a warehouse in which nothing is kept yet."""
    shutil.copytree(company.folder, tmp_path / "company", ignore=shutil.ignore_patterns("made"))
    return Project(tmp_path / "company").settings


def started(settings: Settings, **rights: bool) -> Store:
    """As a server that was just started has it."""
    return Store(settings, keeps_made=True, **rights)


def fillings(page: Page, store: Store) -> list[Filled]:
    app = create_app(store.settings)
    app.callback_map.clear()
    callbacks = PageCallbacks(app, store, page.path, page.key)
    page.register(callbacks)
    return callbacks.filled


def of_some(store: Store) -> dict[str, list[Filled]]:
    return {page.key: fillings(page, store) for page in PAGES if page.key in SOME}


def make(store: Store) -> None:
    """All that is made ahead of some pages."""
    committed = store.version().committed_at
    Ahead(store, of_some(store), Unread(lambda *_: [b""])).make_if_due(committed + timedelta(hours=1))


def sent(filled: list[Filled], store: Store, language: str, *, is_made: bool) -> list[str]:
    """The first parts as a browser gets them. is_made: whether they must have been made by others."""
    selection = read_query({"lang": [language]}, store.settings)
    with store.reading() as reading, asked_by_nobody():
        of = reading.of_what_is_made() if is_made else reading
        span = reading.span()
        values = [one.fill(of, selection, span) for part in first_parts(filled) for one in part]
    return [json.dumps(value, cls=PlotlyJSONEncoder, sort_keys=True) for value in values]


def is_kept(store: Store, **query: str) -> bool:
    (page,) = (page for page in PAGES if page.key == SOME[0])
    selection = read_query({name: [text] for name, text in query.items()}, store.settings)
    with store.reading() as reading:
        span = reading.span()
        try:
            for part in first_parts(fillings(page, store)):
                for one in part:
                    one.fill(reading.of_what_is_made(), selection, span)
        except NotMadeError:
            return False
    return True


def kept_files(settings: Settings) -> list[Path]:
    return list(made_folder(settings).glob("*/*"))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_first_part_of_every_page_is_sent_as_one_just_made(settings: Settings, language: str) -> None:
    one, other = started(settings), started(settings)
    for page in (page for page in PAGES if page.finding):
        made = sent(fillings(page, one), one, language, is_made=False)
        assert sent(fillings(page, other), other, language, is_made=True) == made, page.key
        assert made


def test_a_server_started_anew_has_the_first_parts_at_once_and_no_others(settings: Settings) -> None:
    make(started(settings))
    assert is_kept(started(settings))
    assert not is_kept(started(settings), tier="high")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in made_folder(settings).iterdir()}
    assert modes == {0o700} == {stat.S_IMODE(made_folder(settings).stat().st_mode)}


def test_without_being_asked_to_nothing_is_kept(settings: Settings) -> None:
    make(Store(settings))
    assert not made_folder(settings).exists()


def test_what_readers_ask_for_is_not_kept_on_the_disk(settings: Settings) -> None:
    store = started(settings)
    with store.reading() as reading:
        selection, span = read_query({}, settings), reading.span()
        for one in of_some(store)[SOME[0]]:
            one.fill(reading, selection, span)
    assert kept_files(settings) == []
    make(store)
    assert is_kept(started(settings))


def test_other_settings_rights_or_another_day_show_nothing_of_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(started(settings))
    other = settings.model_copy(
        update={"definitions": settings.definitions.model_copy(update={"small_n": 7})}
    )
    other._folder = settings._folder
    assert not is_kept(started(other))
    assert not is_kept(started(settings, may_write=True))
    tomorrow = made_parts.business_day(settings) + timedelta(days=1)
    monkeypatch.setattr(made_parts, "business_day", lambda _: tomorrow)
    assert not is_kept(started(settings))


def test_changed_code_shows_nothing_of_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    make(started(settings))
    changed = tmp_path / "rooms"
    original = program._folder_of("state")
    shutil.copytree(original, changed)
    before = program.program_fingerprint()
    with (changed / "calls.py").open("a") as file:
        file.write("# another line\n")
    folder_of = program._folder_of
    monkeypatch.setattr(program, "_folder_of", lambda room: changed if room == "state" else folder_of(room))
    program.program_fingerprint.cache_clear()
    try:
        assert program.program_fingerprint() != before
        assert not is_kept(started(settings))
    finally:
        monkeypatch.undo()
        program.program_fingerprint.cache_clear()
    assert program.program_fingerprint() == before


def test_a_file_that_is_not_whole_is_made_anew(settings: Settings) -> None:
    make(started(settings))
    for path in kept_files(settings):
        path.write_bytes(path.read_bytes()[:-1])
    assert not is_kept(started(settings))


def test_a_newer_version_takes_the_place_of_the_one_before(project: Project) -> None:
    project.write_calls("calls_1.csv", CALL.format("a"))
    project.ingest()
    make(started(project.settings))
    before = kept_files(project.settings)
    project.write_calls("calls_2.csv", CALL.format("b"))
    project.ingest()
    store = started(project.settings)
    assert not is_kept(store)
    make(store)
    assert is_kept(started(project.settings))
    assert before and not any(path.exists() for path in before)


def test_not_more_is_kept_than_the_settings_give_room_to(settings: Settings) -> None:
    make(started(settings))
    whole = sum(path.stat().st_size for path in kept_files(settings))
    shutil.rmtree(made_folder(settings))
    narrow = settings.model_copy(update={"server": settings.server.model_copy(update={"cache": whole // 2})})
    narrow._folder = settings._folder
    make(started(narrow))
    assert 0 < sum(path.stat().st_size for path in kept_files(settings)) <= whole // 2


def test_one_process_makes_and_another_waits(settings: Settings) -> None:
    one, other = started(settings), started(settings)
    assert one.made is not None
    with one.made.as_maker() as is_maker:
        make(other)
        assert is_maker and kept_files(settings) == []
    make(other)
    assert is_kept(one)


def test_where_the_folder_holds_other_files_nothing_is_kept_and_parts_are_made_all_the_same(
    settings: Settings,
) -> None:
    store = started(settings)
    assert store.made is not None
    # As on a host that has only a folder of another kind where its own is to be.
    (settings.lake_folder / MARKER).unlink()
    with store.made.as_maker() as is_maker:
        store.made.keep(Snapshot(1, datetime.now(UTC)), "key", "part")
        assert is_maker
    assert not made_folder(settings).exists()


def test_a_host_without_a_folder_of_its_own_yet_gets_a_marked_one(tmp_path: Path) -> None:
    settings = make_company(tmp_path / "host").settings
    store = started(settings)
    assert store.made is not None and not settings.lake_folder.exists()
    version = Snapshot(1, datetime.now(UTC))
    with store.made.as_maker():
        store.made.keep(version, "key", ["part", no_update])
    assert (settings.lake_folder / MARKER).exists()
    assert store.made.get(version, "key") == ["part", no_update]


def test_an_erased_customer_is_in_none_of_it_even_where_it_was_made_meanwhile(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = started(settings)
    make(store)
    ((customer,),) = Project(settings.folder).query("SELECT min(customer_id) FROM contacts")
    steps = Ahead(store, of_some(store), Unread(lambda *_: [b""])).steps()
    assert next(steps)
    keep = made_parts.MadeParts.keep

    def erase_before_keeping(self: Any, version: Any, key: Any, part: Any) -> None:
        monkeypatch.undo()
        done = erase(settings, Named(customer, []), lambda connection, given, _: rebuild(connection, given))
        assert done.has_changed and done.proof.found == []
        assert not made_folder(settings).exists()
        keep(self, version, key, part)

    monkeypatch.setattr(made_parts.MadeParts, "keep", erase_before_keeping)
    assert list(steps) == [False]
    assert kept_files(settings) == []
