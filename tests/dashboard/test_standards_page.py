"""The page of service standards: how far they are kept, where that changes, and without promises."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest
from dash import dcc
from playwright.sync_api import Page, expect

from analytics.standards.kept import kept
from dashboard.address.selection import Selection, Span, read_search
from dashboard.lake.store import Reading, Store
from dashboard.pages.standards import page as standards
from dashboard.pages.standards import words as texts
from tests.dashboard.company import LAST_DAY
from tests.dashboard.text import text_of

Open = Callable[..., Page]
ENGLISH = Selection(language="en", measure="failure")


@pytest.fixture
def reading(store: Store) -> Iterator[Reading]:
    with store.reading() as reading:
        yield reading


def span_of(reading: Reading) -> Span:
    span = reading.span()
    assert span is not None
    return span


def test_the_sentence_says_how_far_a_standard_is_kept_and_how_many_targets_are_missed(
    reading: Reading,
) -> None:
    span = span_of(reading)
    said = text_of(standards._finding(reading, ENGLISH, span))
    figure = reading.measure("failure", (), ENGLISH.view(span)).row(0, named=True)
    found = reading.ask(kept, "failure", ENGLISH.view(span))
    assert said.startswith(f"Failure: {100 * figure['value']:.0f}")
    assert f"{(found['verdict'] == 'missed').sum()} of {found['verdict'].count()} parts" in said


def test_every_part_has_its_own_target_and_leads_to_its_contacts(reading: Reading) -> None:
    span = span_of(reading)
    found = standards._kept(reading, ENGLISH, span)
    targets = {(row["department"], row["contact_tier"]): row["target"] for row in found.to_dicts()}
    assert targets[("설치", "high")] == 0.3
    assert set(targets.values()) == {0.3, 0.05}
    table = standards._table(reading, ENGLISH, span).table
    links = [one for one in table._traverse() if isinstance(one, dcc.Link)]
    there = read_search(urlsplit(links[0].href).query, reading.settings)
    worst = found.row(0, named=True)
    assert there.picked["department"] == (worst["department"],)
    assert (there.picked["contact_tier"], there.behind) == ((worst["contact_tier"],), "failure")
    drawn = standards._parts(reading, ENGLISH, span)
    assert drawn.behind.rows.height == found.height


def test_a_promise_has_no_target_and_its_course_is_shown(reading: Reading) -> None:
    span, promises = span_of(reading), replace(ENGLISH, measure=None)
    assert texts.NO_TARGETS.en in text_of(standards._finding(reading, promises, span))
    assert standards._trend(reading, promises, span).behind.rows.height
    drift = text_of(standards._drift(reading, promises, span).table)
    assert texts.DRIFT_CAPTION.en in drift


def test_days_without_promises_say_which_record_is_missing(reading: Reading) -> None:
    nothing = replace(ENGLISH, measure="promise_kept").pick(channel="web", contact_tier="high")
    nothing = replace(nothing, since=date(2026, 6, 1), until=LAST_DAY)
    said = text_of(standards._finding(reading, nothing, span_of(reading)))
    assert "there is no figure" in said and "promised_wait_seconds" in said


@pytest.mark.browser
def test_a_reader_picks_a_standard(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/standards?lang=en")
    expect(page.locator("#standards-finding h1")).to_contain_text("Promised waits kept")
    page.goto(f"{site}/standards?lang=en&measure=failure")
    expect(page.locator("#standards-finding h1")).to_contain_text("Failure")
    expect(page.locator("#standards-table")).to_contain_text("설치")
