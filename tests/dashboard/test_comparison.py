"""What changes are measured against: chosen in the filter bar, kept in the address, said on cards."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from analytics.against import Against
from analytics.catalogue import find_measure
from analytics.finished import DataSpan
from analytics.view import View
from dashboard.address.selection import Selection, read_search
from dashboard.charts.series import read_series
from dashboard.charts.trend import trend_caption, trend_chart
from dashboard.frame.comparison import chosen_comparison
from dashboard.frame.filters import summary_text
from dashboard.lake.store import Store
from dashboard.parts.card import measure_card
from tests.dashboard.browsing import LAST_30_DAYS, Open, count, expect_contacts
from tests.dashboard.company import FIRST_DAY, LAST_DAY
from tests.dashboard.text import text_of
from tests.project import Project
from warehouse.settings import Settings

SPAN = DataSpan(FIRST_DAY, LAST_DAY, LAST_DAY)
RUNNING = DataSpan(FIRST_DAY, LAST_DAY, LAST_DAY - timedelta(days=1))
MAY, JUNE = (date(2026, 5, 1), date(2026, 5, 28)), (date(2026, 6, 1), date(2026, 6, 28))


def card(store: Store, name: str, against: Against, span: DataSpan = SPAN) -> tuple[str, str]:
    """What a card says of the change, and what on hovering."""
    selection = Selection(since=JUNE[0], until=JUNE[1], against=against)
    with store.reading() as reading:
        said = measure_card(reading, name, selection, span)
        change = next(part for part in said.children if getattr(part, "title", "").startswith("Compared"))
    return text_of(change), change.title.replace("\u2009", " ")


def test_a_card_says_what_it_is_compared_with(store: Store) -> None:
    said, days = card(store, "failure", "before")
    assert said.endswith("pp worse  vs before")
    assert days == "Compared with May 4 – 31, 2026"
    said, days = card(store, "failure", MAY)
    assert said.endswith("vs days picked")
    assert days == "Compared with May 1 – 28, 2026"
    assert card(store, "contacts", MAY)[0].endswith("vs days picked")


def test_a_card_says_why_there_is_no_change(store: Store) -> None:
    assert card(store, "failure", "year")[0].strip() == "No data for the period compared with"
    shorter = MAY[0], MAY[0] + timedelta(days=20)
    assert (
        card(store, "contacts", shorter)[0].strip() == "Counts of periods of unequal length are not compared"
    )
    assert "days picked" in card(store, "failure", shorter)[0]
    reaching_out = FIRST_DAY - timedelta(days=1), FIRST_DAY + timedelta(days=26)
    assert (
        card(store, "contacts", reaching_out)[0].strip()
        == "Not compared: the data cover only part of the days"
    )
    row = "Counts of periods"
    assert row not in card(store, "contacts", "before")[0]


def test_what_is_chosen_last_counts() -> None:
    picked = ["2026-05-28", "2026-05-01"]
    before = Selection()
    assert chosen_comparison("year", [], False, before).against == "year"
    assert chosen_comparison("before", picked, True, before).against == MAY
    assert chosen_comparison("picked", picked, False, before).against == MAY
    # Half a pick, and the wish to pick, change nothing.
    assert chosen_comparison("year", ["2026-05-01", None], True, before) == before
    assert chosen_comparison("picked", None, False, before) == before


def test_the_summary_for_print_has_the_days_compared_with(store: Store) -> None:
    selection = Selection(since=JUNE[0], until=JUNE[1], against=MAY)
    summary = summary_text(selection, SPAN, (), store.settings, is_compared=True).replace("\u2009", " ")
    assert summary == "Jun 1 – 28, 2026 · Compared with May 1 – 28, 2026"
    running = summary_text(selection, RUNNING, (), store.settings)
    assert running.endswith("last day not over yet")


def test_the_line_beside_is_the_period_compared_with(store: Store) -> None:
    with store.reading() as reading:
        view = View(*JUNE, against=MAY)
        series = read_series(reading, find_measure("contacts"), view, SPAN)
    assert [point.since for point in series.before] == [MAY[0] + timedelta(days=at) for at in range(28)]
    assert [point.at for point in series.before] == [point.at for point in series.now]
    chart = trend_chart(series, store.settings, Selection())
    assert "picked" in {note.text for note in chart.layout.annotations}


def test_the_running_day_is_dashed_and_hollow(store: Store) -> None:
    with store.reading() as reading:
        running, over = (
            trend_chart(
                read_series(reading, find_measure("failure"), View(*JUNE), span), store.settings, Selection()
            )
            for span in (RUNNING, SPAN)
        )
    dashed = [trace for trace in running.data if trace.line.dash == "dash"]
    assert [list(trace.x) for trace in dashed] == [[LAST_DAY - timedelta(days=1), LAST_DAY]]
    assert [trace for trace in over.data if trace.line.dash == "dash"] == []
    fills = next(trace for trace in running.data if trace.mode == "markers").marker.color
    assert fills[-1] != fills[-2] == fills[0]


def test_holidays_are_bands_by_day_and_working_days_by_week(store: Store) -> None:
    korean = Settings.model_validate({"calendar": {"country": "KR"}})
    may = View(date(2026, 5, 1), date(2026, 5, 31))
    with store.reading() as reading:
        contacts = read_series(reading, find_measure("contacts"), may, SPAN)
        weekly = read_series(reading, find_measure("contacts"), View(*SPAN), SPAN)
    chart = trend_chart(contacts, korean, Selection(language="ko"))
    bands = [shape for shape in chart.layout.shapes if shape.type == "rect"]
    # Labour Day, Children's Day, and Buddha's Birthday with the day after in its stead.
    assert [(band.x1 - band.x0).days for band in bands] == [1, 1, 2]
    tooltips = next(trace for trace in chart.data if trace.mode == "markers").text
    assert tooltips[4].endswith("\n어린이날")
    assert "어린이날" not in tooltips[5]
    assert trend_caption(contacts, korean, "en").endswith("public holidays")
    assert trend_caption(contacts, store.settings, "en") == trend_caption(weekly, korean, "en")
    assert not trend_chart(contacts, store.settings, Selection()).layout.shapes
    by_week = trend_chart(weekly, korean, Selection(language="en"))
    said = next(trace for trace in by_week.data if trace.mode == "markers").text
    (week,) = (text for text in said if "Children" in text)
    assert "4 working days" in week


@pytest.mark.browser
def test_the_comparison_is_chosen_in_the_bar_and_kept_in_the_address(
    site: str, open_page: Open, company: Project
) -> None:
    page = open_page(f"{site}/?lang=en")
    expect_contacts(page, count(company, LAST_30_DAYS))
    failure = page.locator(".card[data-measure=failure]")
    expect(failure).to_contain_text("vs before")
    page.click("#compared-with")
    page.get_by_role("radio", name="vs a year ago").check()
    expect(failure).to_contain_text("No data for the period compared with")
    expect(page.locator("#overview-finding h1")).to_have_text(
        "There are no data for the period to compare with."
    )
    expect(page.locator("#compared-with")).to_have_text("vs a year ago")
    assert read_search(page.url.partition("?")[2], company.settings).against == "year"
    page.get_by_role("radio", name="vs days you pick").check()
    page.locator(".choices").get_by_role("button", name="6 April 2026", exact=True).click()
    page.locator(".choices").get_by_role("button", name="19 April 2026", exact=True).click()
    expect(page.locator("#compared-with")).to_have_text("vs days you pick")
    expect(failure).to_contain_text("vs days picked")
    assert "compare=2026-04-06..2026-04-19" in page.url
