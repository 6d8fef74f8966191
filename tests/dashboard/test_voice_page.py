"""The page of what customers write: where they do, where few do, and where nobody does."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dashboard.address.selection import Selection
from dashboard.app import create_app
from dashboard.charts.chart_text import drawn
from dashboard.lake.store import Reading, Store
from dashboard.pages.voice import page as voice
from dashboard.pages.voice import words as texts
from dashboard.pages.voice.finding import show_ratio
from tests.analytics.voice.worlds import Written, load_written
from tests.dashboard.company import make_bare_company
from tests.dashboard.taking import file_of
from tests.dashboard.text import text_of
from tests.project import Project

Open = Callable[..., Page]
SPAN = (date(2026, 3, 2), date(2026, 3, 2))
EVIL = "<img src=x onerror=alert(1)> {braces} **bold**"
LONG = "아주" * 2_000


def talk(place: int) -> list[Written]:
    """Four comments: two of low, one of middle and one of high scores."""
    return [
        Written("안내보다 오래 기다렸습니다", 1, customer=f"k{place}", department="loans"),
        Written("I waited, and the refund took a week", 2, department="claims", channel="web"),
        Written("보통입니다", 3, department="loans"),
        Written("친절하고 빨랐습니다. Thank you", 5, department="claims"),
    ]


@pytest.fixture(scope="module")
def talkative(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Sixty times four comments, and three that are hard to show; half as many answers without one."""
    several = [one for place in range(60) for one in talk(place)]
    several += [Written(EVIL, 4), Written(LONG, 4), Written("=HYPERLINK(1)", 4)]
    several += [Written(None, 4, customer="quiet")] * 120
    return load_written(tmp_path_factory.mktemp("talkative"), several)


@pytest.fixture(scope="module")
def reading(talkative: Project) -> Iterator[Reading]:
    with Store(talkative.settings).reading() as reading:
        yield reading


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_finding_names_the_word_with_its_shares_and_interval(reading: Reading, language: Any) -> None:
    said = text_of(voice._finding(reading, Selection(language=language), SPAN))
    (word, *_) = voice._compared(reading, Selection().view(SPAN)).with_low.iter_rows(named=True)
    assert word["shown"] in said
    assert "120" in said and "60" in said
    assert f"{word['low_share']:.0%}".removesuffix("%") in said
    assert texts.GOES_WITH_LOW.text(language).split("{")[0] in said


@pytest.mark.parametrize(
    ("ratio", "shown"), [(2.44, "2.4"), (24.4, "24"), (2440.0, "2,400"), (0.0244, "0.024"), (1, "1.0")]
)
def test_ratios_have_two_digits_that_count(ratio: float, shown: str) -> None:
    assert show_ratio(ratio) == shown


def test_the_chart_has_words_of_low_scores_at_the_left_and_of_high_ones_at_the_right(
    reading: Reading,
) -> None:
    chart = voice._chart(reading, Selection(language="en"), SPAN).chart
    values = [trace.x[0] for trace in chart.data]
    names = dict(zip(chart.layout.yaxis.tickvals, chart.layout.yaxis.ticktext, strict=True))
    left = {names[trace.y[0]] for trace in chart.data if trace.x[0] < 0}
    right = {names[trace.y[0]] for trace in chart.data if trace.x[0] > 0}
    assert {"waited", "refund", "기다리다"} <= left
    assert right == {"친절", "빠르다", "thank"}
    assert values == [*[value for value in values if value < 0], *[value for value in values if value > 0]]
    assert all(len(trace.error_x.array) == 1 for trace in chart.data)
    assert [trace.customdata[0] for trace in chart.data] == [names[trace.y[0]] for trace in chart.data]


def test_texts_of_customers_are_no_mark_up_in_a_chart(reading: Reading) -> None:
    chart = voice._chart(reading, Selection(language="en"), SPAN).chart
    chart.data[0].update(customdata=["<b>word</b>"])
    assert "<b>word" not in str(drawn(chart)["data"][0]["customdata"])


@pytest.mark.parametrize(
    ("listed", "search", "count"),
    [
        (None, None, 243),
        ("low", None, 120),
        ("middle", None, 60),
        ("high", "thanks", 60),
        ("lowest", "기다리다", 60),
        (None, "기다리다 refund", 0),
        ("nonsense", "%", 0),
    ],
)
def test_comments_are_those_that_the_address_asks_for(
    reading: Reading, listed: str | None, search: str | None, count: int
) -> None:
    found = voice._found(reading, Selection(listed=listed, search=search), SPAN)
    assert found.height == count
    said = text_of(voice._comments(reading, Selection("en", listed=listed, search=search), SPAN).table)
    assert (texts.NOTHING_FOUND.en in said) == (count == 0)


def test_lowest_scores_come_first_where_the_address_says_so(reading: Reading) -> None:
    found = voice._found(reading, Selection(listed="lowest"), SPAN)
    assert found["score"].is_sorted()
    assert found["score"][0] == 1


def test_response_rates_and_shares_with_a_comment_stand_beside_each_other(reading: Reading) -> None:
    laid = voice._responses(reading, Selection(language="en"), SPAN)
    assert laid.behind is not None
    rows = {row["part"]: row for row in laid.behind.rows.iter_rows(named=True)}
    assert set(rows) == {"phone", "web", "claims", "loans"}
    assert rows["web"]["written_n"] == rows["web"]["rate_n"] == 60
    assert rows["phone"]["written"] == pytest.approx(183 / 303)
    assert all(row["rate_low"] < row["rate"] <= row["rate_high"] for row in rows.values())
    assert "Satisfaction" in text_of(laid.table)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_part_says_why_it_is_empty_where_nobody_writes(
    tmp_path_factory: pytest.TempPathFactory, language: Any
) -> None:
    project = make_bare_company(tmp_path_factory.mktemp("bare"))
    project.ingest()
    with Store(project.settings).reading() as reading:
        span = reading.span()
        assert span is not None
        selection = Selection(language=language)
        assert texts.NO_COMMENTS.text(language) in text_of(voice._finding(reading, selection, span))
        assert len(voice._cards(reading, selection, span)) == 5
        chart = voice._chart(reading, selection, span).chart
        assert texts.TOO_FEW.text(language) in str(chart.layout.annotations)
        for fill, words in ((voice._examples, texts.TOO_FEW), (voice._comments, texts.NOTHING_FOUND)):
            assert words.text(language) in text_of(fill(reading, selection, span).table)


def test_with_few_comments_no_word_is_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    several = [one for place in range(5) for one in talk(place)]
    project = load_written(tmp_path_factory.mktemp("few"), several)
    with Store(project.settings).reading() as reading:
        said = text_of(voice._finding(reading, Selection(language="en"), SPAN))
    assert texts.TOO_FEW.en in said
    assert "10 comments with a low score and 5 with a high one" in said


def test_files_of_comments_are_safe_in_a_spreadsheet(talkative: Project) -> None:
    client = create_app(talkative.settings).server.test_client()
    search = "?lang=en&search=%22%3DHYPERLINK%22"
    content = file_of(client, "/voice", "voice-comments", "csv", search)["content"]
    assert ",'=HYPERLINK(1)," in content


@pytest.mark.browser
@pytest.mark.parametrize(("width", "theme", "language"), [(1440, "light", "ko"), (390, "dark", "en")])
def test_a_reader_searches_and_clicks_on_a_word(
    talkative: Project, serve: Callable[..., str], open_page: Open, width: int, theme: str, language: Any
) -> None:
    page = open_page(f"{serve(talkative.settings)}/voice?lang={language}&theme={theme}", width, 844)
    expect(page.locator("#voice-figures article")).to_have_count(5)
    expect(page.locator("#voice-words .scatterlayer .point").first).to_be_visible()
    title = page.locator("#voice-comments-title")
    expect(title).to_contain_text("243")
    page.fill("#voice-search", "기다리다")
    page.press("#voice-search", "Enter")
    expect(title).to_contain_text("60")
    expect(page.locator("#voice-comments .comments li").first).to_contain_text("기다렸습니다")
    assert "search=" in page.url
    # A link to what was found finds it again.
    page = open_page(page.url, width, 844)
    expect(page.locator("#voice-search")).to_have_value("기다리다")
    expect(page.locator("#voice-words .scatterlayer .point").last).to_be_attached()
    # The chart listens above its dots; the last is of high scores.
    page.locator("#voice-words .scatterlayer .point").last.click(force=True)
    expect(page.locator("#voice-search")).to_have_value("친절")
    expect(page.locator("#voice-comments-title")).to_contain_text("친절")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.browser
def test_what_customers_write_is_shown_and_never_acts(
    talkative: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(talkative.settings)}/voice?lang=en&search=onerror", 390, 844)
    written = page.locator("#voice-comments .written")
    expect(written).to_have_count(1)
    expect(written).to_have_text(EVIL)
    expect(page.locator("#voice-comments img")).to_have_count(0)
    page.fill("#voice-search", '"아주아주"')
    page.press("#voice-search", "Enter")
    expect(written).to_contain_text("아주아주")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.browser
def test_a_comment_leads_to_the_contacts_of_its_customer(
    talkative: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(talkative.settings)}/voice?lang=en&search=기다리다")
    page.locator("#voice-comments .comments a").first.click()
    expect(page.locator("#contacts-shown")).to_contain_text("of customer k59")
