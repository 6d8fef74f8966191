"""What pages begin with is made before somebody asks, while it is quiet."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import Client

from dashboard.address.selection import read_query
from dashboard.app import PAGES, create_app
from dashboard.lake.look import asked_by_nobody
from dashboard.lake.store import NotMadeError, Store
from dashboard.parts import ahead as ahead_module
from dashboard.parts.ahead import Ahead
from dashboard.parts.callbacks import Filled, PageCallbacks
from dashboard.parts.filled_ahead import first_parts
from dashboard.server.quiet import Quiet
from tests.project import Project

CALL = "{},k1,2026-01-05 10:00:00,loans,phone,5,resolved"
SOME = ("overview", "departments", "waiting")


class Unread(Quiet):
    """As if nobody had asked for an hour."""

    seconds = 3600.0


@pytest.fixture
def store(company: Project) -> Store:
    """The company's warehouse, of which nothing is kept yet."""
    return Store(company.settings)


def fillings(store: Store) -> dict[str, list[Filled]]:
    app = create_app(store.settings)
    found = {}
    for page in PAGES:
        app.callback_map.clear()
        callbacks = PageCallbacks(app, store, page.path, page.key)
        page.register(callbacks)
        found[page.key] = callbacks.filled
    return {name: found[name] for name in SOME}


def nothing(_environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
    return [b""]


def is_made(store: Store, filled: list[Filled], place: int, **others: Any) -> bool:
    selection = replace(read_query({}, store.settings), **others)
    with store.reading() as reading:
        parts = list(first_parts(filled))
        try:
            for one in parts[place]:
                one.fill(reading.of_what_is_made(), selection, reading.span())
        except NotMadeError:
            return False
    return True


def test_every_pages_first_parts_are_made_the_sentences_first(store: Store) -> None:
    filled = fillings(store)
    steps = Ahead(store, filled, Unread(nothing)).steps()
    assert [next(steps) for _ in SOME] == [True] * len(SOME)
    assert [is_made(store, filled[name], 0) for name in SOME] == [True] * len(SOME)
    assert not any(is_made(store, filled[name], 1) for name in SOME)
    assert all(steps)
    assert all(is_made(store, filled[name], 1) for name in SOME)


def test_parts_are_made_in_both_languages_that_of_the_settings_first(store: Store) -> None:
    filled = fillings(store)
    (other,) = {"ko", "en"} - {read_query({}, store.settings).language}
    steps = Ahead(store, filled, Unread(nothing)).steps()
    while not is_made(store, filled[SOME[-1]], 1):
        assert next(steps)
    assert not is_made(store, filled[SOME[0]], 0, language=other)
    assert all(steps)
    assert all(is_made(store, filled[name], 1, language=other) for name in SOME)


def test_a_newer_version_ends_what_is_made_of_the_one_before(project: Project) -> None:
    project.write_calls("calls_1.csv", CALL.format("a"))
    project.ingest()
    store = Store(project.settings)
    steps = Ahead(store, fillings(store), Unread(nothing)).steps()
    assert next(steps)
    project.write_calls("calls_2.csv", CALL.format("b"))
    project.ingest()
    with store.reading():
        assert list(steps) == [False]


def test_a_version_just_committed_is_left_until_it_is_there_to_stay(project: Project) -> None:
    project.write_calls("calls_1.csv", CALL.format("a"))
    project.ingest()
    store = Store(project.settings)
    filled, committed = fillings(store), store.version().committed_at
    ahead = Ahead(store, filled, Unread(nothing))
    ahead.make_if_due(committed + timedelta(seconds=59))
    assert not is_made(store, filled["overview"], 0)
    ahead.make_if_due(committed + timedelta(seconds=60))
    assert is_made(store, filled["overview"], 0)


def test_while_readers_ask_nothing_is_made(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead_module, "_NAP_SECONDS", 0)
    asked_ago = iter([0.0, 4.9, 5.1])

    class Read(Quiet):
        @property
        def seconds(self) -> float:
            return next(asked_ago)

    steps = Ahead(store, fillings(store), Read(nothing)).steps()
    assert next(steps)
    with pytest.raises(StopIteration):
        next(asked_ago)


def test_a_later_look_does_not_answer_what_nobody_asked(store: Store) -> None:
    with store.reading() as reading:
        look = reading._look
        with asked_by_nobody():
            assert look.answer("ahead", lambda _: 1) == 1
        assert look.answer("asked", lambda _: 2) == 2
        assert len(list(look.answer_as(look))) == 1


def test_it_is_quiet_while_no_reader_asks_whatever_open_pages_do_by_themselves() -> None:
    seen: list[float] = []

    def answer(_environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        seen.append(quiet.seconds)
        start("200 OK", [])
        return [b""]

    quiet = Quiet(answer)
    client = Client(quiet)
    client.get("/_dash-update-component")
    client.get("/version")
    client.post("/api/v1/events")
    of_a_reader, *of_nobody = seen
    assert of_a_reader == 0 < min(of_nobody)
