"""The page about reasons: of a sample company, of one that records no reason, and of nothing."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from playwright.sync_api import Page, expect

from analytics.reasons.avoidable import KINDS as KINDS_OF_AVOIDABLE
from analytics.reasons.avoidable import avoidable
from analytics.reasons.best_channel import best_channel
from dashboard.address.selection import Selection
from dashboard.lake.contacts import ContactQuery, count_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.reasons import page as reasons
from dashboard.pages.reasons import words as texts
from dashboard.pages.reasons.avoidable_chart import avoidable_chart, avoidable_title, behind_avoidable
from dashboard.pages.reasons.reasons_table import MOST_ROWS, read_reasons
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from sample_data import simulate
from tests.dashboard.company import make_bare_company
from tests.dashboard.text import text_of
from tests.dashboard.world import SETTINGS, load_world
from tests.project import Project

Open = Callable[..., Page]
ENGLISH = Selection(language="en")
KINDS = """
[[dimensions]]
name = "reason_kind"
from = "reason"
words = { ko = "문의 종류", en = "Kind of contact" }
values = { "요금 문의" = "문의", "상품 문의" = "문의", "수리" = "기술 지원", "설치 불량" = "불만" }
order = ["문의", "불만", "기술 지원"]
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company whose settings tell kinds apart; tests only read it."""
    project = load_world(tmp_path_factory.mktemp("reasons"), simulate(6_000, 180, seed=5))
    project.write("touchpoints.toml", SETTINGS + KINDS)
    return project


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A company that records neither reasons nor agents nor costs."""
    project = make_bare_company(tmp_path_factory.mktemp("bare"))
    project.ingest()
    return project


def span_of(reading: Reading) -> Any:
    span = reading.span()
    assert span is not None
    return span


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_finding_tells_how_many_of_which_kind_and_what_they_cost(reading: Reading, language: Any) -> None:
    selection, span = Selection(language=language), span_of(reading)
    said = text_of(reasons._finding(reading, selection, span))
    found = reading.ask(avoidable, ("reason",), selection.view(span))
    row, most = found.whole.row(0, named=True), found.totals.row(0, named=True)
    assert show_count(row["contacts"]) in said and show_count(row["n"]) in said
    assert most["reason"] in said
    for kind in found.kinds_of_whole["contacts"]:
        assert show_count(kind) in said
    yearly, *ends = (row[f"cost_a_year{end}"] for end in ("", "_low", "_high"))
    assert show_estimate(yearly, *ends, "money", language) in said
    assert show_interval(*ends, "money", language) in said


def test_money_has_the_digits_that_its_interval_supports() -> None:
    assert show_estimate(529_361_532, 502_487_000, 556_236_000, "money", "en") == "529,000,000"
    assert show_interval(502_487_000, 556_236_000, "money", "en") == "502,000,000 – 556,000,000"
    assert show_estimate(1411.24, 1411.24, 1411.24, "money", "en") == "1,411"


def test_a_number_of_the_table_leads_to_as_many_contacts(reading: Reading) -> None:
    span = span_of(reading)
    view = ENGLISH.view(span)
    found = read_reasons(reading, view)
    row = found.row(0, named=True)
    of_reason = view.pick(reason=row["reason"])
    assert count_contacts(reading, ContactQuery(of_reason, "contacts")) == row["contacts"]
    unresolved = count_contacts(reading, ContactQuery(of_reason, "resolution"))
    assert unresolved == round((1 - row["resolution"]) * row["contacts"])
    hrefs = str(reasons._reasons(reading, ENGLISH, span).table)
    assert "behind=repeat_same_reason" in hrefs and "where.reason=" in hrefs
    assert "focus=%2A&behind=resolution&lang=en" in hrefs


@pytest.mark.parametrize("name", ["repeat_same_reason", "containment", "avoidable", "without_person"])
def test_the_contacts_behind_a_measure_are_those_that_it_counts(reading: Reading, name: str) -> None:
    first, last = span_of(reading)
    # Days on which all windows are over and known.
    view = Selection(since=date(2026, 8, 1), until=date(2026, 8, 31)).view((first, last))
    figure = reading.measure(name, (), view).row(0, named=True)
    counted = round(figure["value"] * figure["n"])
    behind = counted if name != "containment" else figure["n"] - counted
    assert count_contacts(reading, ContactQuery(view, name)) == behind


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_bars_are_ranked_by_cost_and_carry_their_intervals(reading: Reading, theme: Any) -> None:
    selection = Selection(theme=theme)
    found = reading.ask(avoidable, ("reason",), selection.view(span_of(reading)))
    (bars,) = avoidable_chart(found, selection).data
    assert list(bars.x) == sorted(bars.x, reverse=True)
    assert bars.x[0] == found.totals["cost_a_year"].max()
    assert len(bars.error_x.array) == len(bars.x) == 12
    assert avoidable_title(found, "en") == texts.AVOIDABLE_BY_COST.en
    rows = behind_avoidable(found, "en").rows
    assert rows.height == found.totals.height
    assert rows.select((pl.sum_horizontal(KINDS_OF_AVOIDABLE) == pl.col("contacts")).all()).item()


def test_without_costs_the_bars_are_shares(reading: Reading) -> None:
    selection = Selection(since=date(2026, 10, 1), until=date(2026, 10, 7))
    found = reading.ask(avoidable, ("reason",), selection.view(span_of(reading)))
    (bars,) = avoidable_chart(found, selection).data
    assert max(bars.x) < 1 and list(bars.x) == sorted(bars.x, reverse=True)
    assert avoidable_title(found, "en") == texts.AVOIDABLE_BY_SHARE.en


def test_kinds_come_in_the_order_of_the_settings_and_what_is_not_named_last(reading: Reading) -> None:
    laid = reasons._kinds(reading, ENGLISH, span_of(reading))
    said = text_of(laid.table)
    places = [said.index(kind) for kind in ("문의", "불만", "기술 지원", "Other")]
    assert places == sorted(places)
    assert laid.behind is not None
    whole = reading.measure("contacts", (), ENGLISH.view(span_of(reading)))["n"].item()
    assert laid.behind.rows["contacts"].sum() == whole


def test_channels_are_named_only_where_they_clearly_do_better(reading: Reading) -> None:
    selection, span = ENGLISH, span_of(reading)
    found = reading.ask(best_channel, selection.view(span))
    laid = reasons._channels(reading, selection, span)
    compared = found.filter(pl.col("note").is_null())
    most_frequent = compared.group_by("reason").agg(pl.col("n").sum()).sort("n", descending=True)["reason"]
    best = compared.filter("is_best", pl.col("reason").is_in(most_frequent.head(15).implode()))
    assert str(laid.table).count("href=") == best.height > 0
    assert text_of(laid.table).count(texts.NOT_CLEAR.en) > 0
    assert laid.behind is not None and laid.behind.rows.height == found.height


def test_every_part_says_why_it_is_empty_where_nothing_is_recorded(bare: Project) -> None:
    with Store(bare.settings).reading() as reading:
        span = span_of(reading)
        for language in ("ko", "en"):
            selection = Selection(language=language)
            contained = reasons._contained(reading, selection, span).chart
            assert texts.NOTHING_CONTAINED.text(language) in str(contained.layout.annotations)
            assert texts.NO_KINDS.text(language) in text_of(reasons._kinds(reading, selection, span).table)
            groups = text_of(reasons._groups(reading, selection, span).table)
            assert texts.NOTHING_TO_COMPARE.text(language) in groups
            channels = text_of(reasons._channels(reading, selection, span).table)
            assert channels == texts.NO_CHANNELS.text(language, least=30)
            table = text_of(reasons._reasons(reading, selection, span).table)
            assert texts.UNKNOWN_REASON.text(language) in table
            finding = text_of(reasons._finding(reading, selection, span))
            assert "None" not in finding and finding


def test_a_selection_without_contacts_is_said_to_be_empty(reading: Reading) -> None:
    nothing = ENGLISH.pick(department="없는 부서")
    assert text_of(reasons._finding(reading, nothing, span_of(reading))) == texts.NO_CONTACTS.en
    assert reasons._cards(reading, nothing, span_of(reading)) == []


def test_few_contacts_give_words_in_place_of_the_finding(reading: Reading) -> None:
    few = Selection(language="en", since=date(2026, 9, 1), until=date(2026, 9, 1)).pick(reason="해지 신청")
    said = text_of(reasons._finding(reading, few, span_of(reading)))
    assert texts.TOO_FEW_TO_TELL.en in said


@pytest.mark.browser
def test_a_reader_sees_the_finding_and_goes_from_a_number_to_its_contacts(
    world: Project, reading: Reading, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/reasons?lang=en")
    expect(page.locator("#reasons-finding h1")).to_contain_text("of contacts need not have been")
    expect(page.locator("#reasons-figures article")).to_have_count(len(reasons.CARDS))
    expect(page.locator("#reasons-charts .js-plotly-plot")).to_have_count(2)
    page.locator("#reasons-table").scroll_into_view_if_needed()
    expect(page.locator("#reasons-table tbody tr")).to_have_count(MOST_ROWS)
    found = read_reasons(reading, ENGLISH.view(span_of(reading)))
    first = page.locator("#reasons-table tbody tr").first
    expect(first.locator("th")).to_have_text(found["reason"][0])
    first.locator("a").first.click()
    contacts = f"All contacts: {show_count(found['contacts'][0])}"
    expect(page.locator("#contacts-shown")).to_contain_text(contacts)


@pytest.mark.browser
@pytest.mark.slow
def test_a_company_that_loaded_nothing_is_told_so(
    tmp_path: Path, serve: Callable[..., str], open_page: Open
) -> None:
    project = make_bare_company(tmp_path)
    page = open_page(f"{serve(project.settings)}/reasons?lang=en")
    expect(page.locator("#reasons-finding h1")).to_have_text("There are no data yet.")
    expect(page.locator("#reasons-charts")).to_be_hidden()
