"""The waiting page: what its charts draw from frames, and what a reader sees."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import polars as pl
import pytest
from dash import html
from playwright.sync_api import Page, expect

from analytics.catalogue import find_measure
from analytics.view import View
from analytics.waiting.ended import ended_waits
from analytics.waiting.hours import waits_by_hour
from analytics.waiting.patience import patience_curve
from dashboard.address.selection import Selection
from dashboard.charts.theme import PALETTES
from dashboard.lake.store import Reading, Store
from dashboard.pages.waiting.ended_chart import ended_chart, ended_title
from dashboard.pages.waiting.finding import promise_finding
from dashboard.pages.waiting.hours_chart import hour_measure, hours_chart
from dashboard.pages.waiting.page import CARDS
from dashboard.pages.waiting.patience_chart import MOST_CURVES, patience_chart
from dashboard.pages.waiting.promise_chart import promise_chart
from dashboard.pages.waiting.table import waiting_table
from dashboard.wording.figure import Figure
from dashboard.wording.terms import tier_name
from tests.dashboard.company import make_bare_company
from tests.project import Project
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings

Open = Callable[..., Page]
Serve = Callable[[Settings], str]

ENGLISH, KOREAN = Selection("en"), Selection("ko")
EFFECT = {
    "difference": -0.44,
    "low": -0.49,
    "high": -0.39,
    "naive": -0.69,
    "naive_low": -0.72,
    "naive_high": -0.65,
    "broken": 4000,
    "kept": 26_000,
    "used": 16_000,
    "note": None,
}
NOTHING = dict.fromkeys(EFFECT) | {"broken": 0, "kept": 0, "used": 0, "note": "not_in_data"}


@pytest.fixture
def reading(store: Store) -> Iterator[Reading]:
    with store.reading() as reading:
        yield reading


def words_of(chart: Any) -> str:
    return " ".join(note.text for note in chart.layout.annotations)


def curves(*groups: tuple[str, list[tuple[float, float, int]]], by: str = "channel") -> pl.DataFrame:
    rows = [
        {
            by: name,
            "seconds": seconds,
            "waiting": waiting,
            "low": waiting,
            "high": waiting,
            "still_waiting": left,
        }
        | {"n": 100, "abandoned": len(name), "served": 10}
        for name, points in groups
        for seconds, waiting, left in points
    ]
    return pl.DataFrame(rows)


def test_patience_is_drawn_only_as_far_as_enough_are_left(store: Store) -> None:
    frame = curves(("phone", [(0, 1, 100), (10, 0.8, 60), (100, 0.5, 29)]))
    chart = patience_chart(frame, "channel", store.settings, ENGLISH)
    assert list(chart.data[1].x) == [0, 10]
    few = curves(("phone", [(0, 1, 5)]))
    assert "Fewer than 30" in words_of(patience_chart(few, "channel", store.settings, ENGLISH))


def test_of_many_channels_those_with_most_abandoned_are_drawn(store: Store) -> None:
    frame = curves(*(("x" * size, [(0, 1, 100), (10, 0.8, 60)]) for size in range(1, 9)))
    chart = patience_chart(frame, "channel", store.settings, ENGLISH)
    assert [note.text for note in chart.layout.annotations] == ["x" * size for size in (8, 7, 6, 5, 4)]
    assert len(chart.data) == 2 * MOST_CURVES


def test_without_waits_both_charts_say_what_is_missing(reading: Reading, store: Store) -> None:
    nothing = View(since=date(2030, 1, 1))
    patience = patience_chart(
        reading.ask(patience_curve, "channel", nothing), "channel", store.settings, ENGLISH
    )
    assert "Needed: contacts with a wait" in words_of(patience)
    assert "필요한 기록" in words_of(ended_chart(reading.ask(ended_waits, nothing), 20, KOREAN))


def test_the_title_says_what_had_become_of_contacts_in_time() -> None:
    answered, ended = Figure(0.731, 0.721, 0.741, 7000, None), Figure(0.784, 0.774, 0.794, 7000, None)
    title = ended_title(answered, ended, 20, ENGLISH).replace("\N{NO-BREAK SPACE}", " ")
    assert title == "Within 20 s: 73 % answered, 5 % given up (n 7,000)"
    assert ended_title(Figure(), Figure(), 20, ENGLISH) == "Answered and given up, by wait"


def test_the_map_has_a_cell_per_hour_and_is_bluer_where_it_is_worse(reading: Reading, store: Store) -> None:
    week = reading.ask(waits_by_hour, View())
    wait = hours_chart(week, find_measure("wait_mean"), store.settings, ENGLISH)
    level = hours_chart(week, find_measure("service_level"), store.settings, ENGLISH)
    known = week.filter(pl.col("figure") == "wait_mean", pl.col("note").is_null())
    assert len(wait.data[0].z) == known.height == 63
    assert wait.data[0].colorscale[-1][1] == level.data[0].colorscale[0][1] == PALETTES["light"].accent
    assert "Mon" in wait.layout.yaxis.ticktext


def test_a_map_of_too_few_contacts_says_so(reading: Reading, store: Store) -> None:
    one_day = View(date(2026, 5, 4), date(2026, 5, 4))
    chart = hours_chart(
        reading.ask(waits_by_hour, one_day), find_measure("abandonment"), store.settings, ENGLISH
    )
    assert "Not shown" in words_of(chart)


def test_an_hour_with_no_other_beside_it_is_pale(store: Store) -> None:
    row = {"weekday": "monday", "hour": "09", "contacts": 50, "figure": "service_level", "value": 0.7}
    week = pl.DataFrame([row | {"low": 0.6, "high": 0.8, "n": 50, "note": None}])
    (cells, _) = hours_chart(week, find_measure("service_level"), store.settings, ENGLISH).data
    pale = cells.colorscale[0 if cells.z[0] == cells.zmin else -1][1]
    assert pale == PALETTES["light"].grid and not cells.showscale


def test_only_measures_known_by_the_hour_are_on_the_map() -> None:
    assert hour_measure(Selection(measure="wait_mean")).name == "wait_mean"
    assert hour_measure(Selection(measure="csat")).name == "service_level"


def test_a_broken_promise_is_shown_at_equal_wait_and_regardless(store: Store) -> None:
    chart = promise_chart([("All", EFFECT, "#000000"), ("High", NOTHING, "#000000")], store.settings, ENGLISH)
    assert [(trace.x[0], trace.text[0]) for trace in chart.data] == [(-0.44, "−0.44"), (-0.69, "−0.69")]
    assert "16,000 answers (of 30,000" in chart.data[0].hovertemplate


@pytest.mark.parametrize(
    ("change", "words"),
    [({}, "Not in the data"), ({"note": "too_few", "broken": 9, "kept": 40}, "Fewer than 30")],
)
def test_without_a_difference_the_chart_says_why(store: Store, change: dict[str, Any], words: str) -> None:
    chart = promise_chart([("All", NOTHING | change, "#000000")], store.settings, ENGLISH)
    assert words in words_of(chart)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (-0.49, -0.39, "0.44 points lower"),
        (0.39, 0.49, "0.44 points higher"),
        (-0.1, 0.2, "does not clearly differ"),
    ],
)
def test_the_sentence_says_the_difference_only_where_it_is_clear(low: float, high: float, words: str) -> None:
    effect = EFFECT | {"difference": 0.44 if high > 0.3 else -0.44, "low": low, "high": high}
    span = date(2026, 5, 1), date(2026, 5, 31)
    shown = promise_finding(effect, Figure(0.82, 0.80, 0.84, 100, None), span, ENGLISH)
    sentence, detail = shown.children
    assert words in sentence.children
    assert "16,000 answers" in detail.children and "82 %" in detail.children.replace(
        "\N{NO-BREAK SPACE}", " "
    )


@pytest.mark.browser
def test_a_reader_sees_waits_and_picks_what_the_map_shows(
    site: str, open_page: Open, company: Project
) -> None:
    page = open_page(f"{site}/waiting?lang=en")
    expect(page.locator("#waiting-finding h1")).to_have_text("No clear change.")
    expect(page.locator("#waiting-figures .card")).to_have_count(7)
    expect(page.locator("#waiting-ended-title")).to_contain_text("answered")
    expect(page.locator("#waiting-effect")).to_contain_text("Fewer than 30 comparable answers")
    expect(page.locator("#waiting-hours-title")).to_have_text("Service level by hour of the week")
    groups = page.locator("#waiting-table tbody")
    expect(groups.locator(".group")).to_have_text(
        ["High contact", "Medium contact", "Low contact", "Tier unknown"]
    )
    for place in range(3):
        expect(groups.nth(place).locator("tr")).to_have_count(4)
    page.click("#waiting-hours-measure")
    page.get_by_role("option", name="Abandonment").click()
    expect(page.locator("#waiting-hours-title")).to_have_text("Abandonment by hour of the week")
    assert "measure=abandonment" in page.url


def test_departments_are_ranked_within_their_tier_alone(store: Store) -> None:
    with store.reading() as reading:
        span = reading.span()
        assert span
        view = ENGLISH.view(span)
        table = waiting_table(reading, ENGLISH, view, CARDS)
        waits = reading.measure("wait_p90", ("contact_tier", "department"), view)
        waits = waits.drop_nulls("value")
    bodies = [part for part in table._traverse() if isinstance(part, html.Tbody)]
    assert len(bodies) == 4
    for tier, body in zip(CONTACT_TIERS, bodies, strict=False):
        group, *rows = body.children
        assert group.children.children == tier_name(tier, "en")
        of_tier = waits.filter(pl.col("contact_tier") == tier).sort("value", descending=True)
        assert [row.children[0].children for row in rows] == of_tier["department"].to_list()


@pytest.mark.browser
@pytest.mark.slow
def test_a_company_without_waits_is_told_which_records_are_missing(
    serve: Serve, open_page: Open, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = make_bare_company(tmp_path_factory.mktemp("bare"))
    project.ingest()
    page = open_page(f"{serve(project.settings)}/waiting?lang=en")
    expect(page.locator(".card[data-measure=wait_p50]")).to_contain_text(
        "Needed: answered contacts with a wait"
    )
    expect(page.locator("#waiting-patience")).to_contain_text("Needed: contacts with a wait")
    expect(page.locator("#waiting-effect")).to_contain_text(
        "satisfaction answers about contacts with a promised"
    )
