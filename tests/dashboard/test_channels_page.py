"""The page about channels: of a sample company, of one without reasons, and of nothing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from analytics.channels.hand_overs import hand_overs, recorded_hand_overs
from analytics.channels.lists import went_on_to
from dashboard.address.selection import Selection
from dashboard.lake.contacts import ContactQuery, count_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.channels import page as channels
from dashboard.pages.channels import words as texts
from dashboard.pages.channels.pickers import picked_roles
from dashboard.wording.numbers import show_count
from sample_data import simulate
from tests.dashboard.company import make_bare_company
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project

Open = Callable[..., Page]
ENGLISH = Selection(language="en")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company; tests only read it."""
    return load_world(tmp_path_factory.mktemp("channels"), simulate(4_000, 120, seed=9))


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A company with one channel, and without reasons, customers, surveys and costs."""
    project = make_bare_company(tmp_path_factory.mktemp("bare"))
    project.ingest()
    return project


def span_of(reading: Reading) -> Any:
    span = reading.span()
    assert span is not None
    return span


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_finding_says_in_how_many_figures_the_channels_differ(reading: Reading, language: Any) -> None:
    selection = Selection(language=language)
    said = text_of(channels._finding(reading, selection, span_of(reading)))
    assert "phone" in said and "app" in said
    laid = channels._beside(reading, selection, span_of(reading))
    assert laid.behind is not None
    clear = laid.behind.rows["is_clear"].sum()
    told = laid.behind.rows["note"].null_count()
    title = texts.FINDING.text(language, main="phone", auxiliary="app", clear=clear, looks=told)
    assert said.startswith(title)


def test_channels_that_are_picked_stand_side_by_side(reading: Reading) -> None:
    view = ENGLISH.view(span_of(reading))

    def roles(main: str | None, auxiliary: str | None) -> Any:
        selection = Selection(language="en", split=main, listed=auxiliary)
        found = picked_roles(reading, selection, view)
        assert found is not None
        return found.main, found.auxiliary

    assert roles("branch", "web") == (("branch",), ("web",))
    assert roles("no such channel", None) == (("phone",), ("app",))
    assert roles("web", "web")[0] == ("web",)
    assert roles("web", "web")[1] != ("web",)


def test_numbers_lead_to_the_contacts_that_they_are_of(reading: Reading) -> None:
    span = span_of(reading)
    view = ENGLISH.view(span)
    table = str(channels._beside(reading, ENGLISH, span).table)
    assert "channel=phone" in table and "behind=one_stop" in table
    row = reading.ask(hand_overs, view).row(0, named=True)
    name = went_on_to(row["channel"], row["next_channel"])
    assert count_contacts(reading, ContactQuery(view, name)) == row["contacts"]
    recorded = reading.ask(recorded_hand_overs, view).row(0, named=True)
    there = view.pick(channel=recorded["channel"], handed_to=recorded["handed_to"], outcome="transferred")
    assert count_contacts(reading, ContactQuery(there, "contacts")) == recorded["contacts"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_dots_are_filled_online_and_hollow_offline(reading: Reading, theme: Any) -> None:
    drawn = channels._levels(reading, Selection(theme=theme, measure="failure"), span_of(reading))
    symbols = {trace.marker.symbol for trace in drawn.chart.data}
    assert symbols == {"circle", "circle-open"}
    assert len(drawn.chart.data) == drawn.behind.rows.height == 8
    assert all("channel=" in trace.meta for trace in drawn.chart.data)
    assert "beyond chance" in channels._levels(reading, ENGLISH, span_of(reading)).caption


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_company_without_channels_to_compare_is_told_what_is_missing(bare: Project, language: Any) -> None:
    selection = Selection(language=language)
    with Store(bare.settings).reading() as reading:
        span = span_of(reading)
        said = text_of(channels._finding(reading, selection, span))
        assert said.startswith(texts.ONE_CHANNEL.text(language))
        assert texts.NEEDS_CHANNELS.text(language) in text_of(
            channels._beside(reading, selection, span).table
        )
        assert texts.NO_WAYS.text(language) in text_of(channels._ways(reading, selection, span).table)
        recorded = text_of(channels._recorded(reading, selection, span).table)
        assert texts.NO_RECORDED.text(language) in recorded
        levels = channels._levels(reading, selection, span)
        assert texts.NO_LEVELS.text(language, least=30) in str(levels.chart.layout.annotations)
        stop = channels._one_stop(reading, selection, span).chart
        assert texts.NO_ONE_STOP.text(language) in str(stop.layout.annotations)


def test_a_selection_without_contacts_is_said_to_be_empty(reading: Reading) -> None:
    nothing = ENGLISH.pick(department="없는 부서")
    assert text_of(channels._finding(reading, nothing, span_of(reading))) == texts.NO_CONTACTS.en
    assert channels._cards(reading, nothing, span_of(reading)) == []


@pytest.mark.browser
def test_a_reader_goes_from_a_hand_over_to_its_contacts(
    world: Project, reading: Reading, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/channels?lang=en")
    expect(page.locator("#channels-finding h1")).to_contain_text("At equal reason, phone and app")
    expect(page.locator("#channels-figures article")).to_have_count(len(channels.CARDS))
    page.locator("#channels-ways").scroll_into_view_if_needed()
    first = reading.ask(hand_overs, ENGLISH.view(span_of(reading))).row(0, named=True)
    link = page.locator("#channels-ways tbody tr").first.locator("a", has_text=show_count(first["contacts"]))
    link.first.click()
    expect(page.locator("#contacts-shown")).to_contain_text(show_count(first["contacts"]))
