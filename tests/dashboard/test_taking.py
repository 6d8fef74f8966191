"""Every chart has a name, a sentence, its table and its files; nothing is cut without saying so."""

import base64
import csv
import io
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl
import pytest
from flask.testing import FlaskClient
from playwright.sync_api import expect

from dashboard.address.selection import Selection
from dashboard.app import PAGES, create_app
from dashboard.lake.store import Store
from dashboard.pages.waiting.patience_chart import behind_patience, patience_caption
from dashboard.parts.menu import CHART, MOST_ROWS, TABLE
from dashboard.parts.page import Page
from dashboard.parts.panel import Chart
from tests.dashboard.browsing import Open, choose
from tests.dashboard.taking import charts, file_of, filled, panels, take
from tests.project import Project
from warehouse.settings import Settings
from warehouse.words import Language

ENGLISH, KOREAN = "?lang=en", "?lang=ko"


@pytest.fixture(scope="module")
def client(company: Project) -> FlaskClient:
    return create_app(company.settings).server.test_client()


def components(part: Any) -> Iterator[Any]:
    yield part
    children = getattr(part, "children", None)
    for child in children if isinstance(children, list | tuple) else [children]:
        if hasattr(child, "to_plotly_json"):
            yield from components(child)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_panel_offers_its_forms_and_every_chart_is_named(
    store: Store, page: Page, language: Language
) -> None:
    for panel in panels(page):
        placed = list(components(panel.place(Selection(language=language), store)))
        ids = {part.id for part in placed if hasattr(part, "id")}
        offered = [
            getattr(part, "data-take") for part in placed if getattr(part, "data-panel", None) == panel.name
        ]
        assert offered == list(CHART if isinstance(panel, Chart) else TABLE)
        for image in (part for part in placed if getattr(part, "role", None) == "img"):
            named_by, told_by = getattr(image, "aria-labelledby"), getattr(image, "aria-describedby")
            assert {named_by, told_by} <= ids
        assert isinstance(panel, Chart) == any(getattr(part, "role", None) == "img" for part in placed)


@pytest.mark.parametrize("page", [page for page in PAGES if charts(page)], ids=lambda page: page.key)
@pytest.mark.parametrize("search", [ENGLISH, KOREAN])
def test_every_chart_is_told_in_a_sentence_of_its_days(
    client: FlaskClient, store: Store, page: Page, search: str
) -> None:
    nothing: list[str] = []
    names = (
        store.find(lambda reading, name=name: reading.values(name), nothing)
        for name in ("department", "reason")
    )
    named_by_the_company = "|".join(name for some in names for name in some)
    for chart in charts(page):
        response = filled(client, page.path, chart.name, search)
        if not response:
            continue
        said = words(response[f"{chart.name}-told"]["children"])
        assert len(said) > 20 and re.search(r"20\d\d", said), said
        assert "{" not in said and "None" not in said and "nan" not in said.lower(), said
        own_words = re.sub(named_by_the_company, "", said)
        assert bool(re.search("[가-힣]", own_words)) == (search == KOREAN), said


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_files_hold_what_is_drawn_and_both_forms_alike(client: FlaskClient, page: Page) -> None:
    for panel in panels(page):
        file = file_of(client, page.path, panel.name, "csv", ENGLISH)
        if not file:
            continue
        header, *rows = csv.reader(io.StringIO(file["content"].removeprefix("\ufeff")))
        assert len(set(header)) == len(header), header
        assert re.fullmatch(r"[^/\\:*?\"<>|]+_\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d\.csv", file["filename"])
        book = file_of(client, page.path, panel.name, "excel", ENGLISH)
        sheet = fastexcel.read_excel(base64.b64decode(book["content"])).load_sheet(0).to_polars()
        assert sheet.columns == header or not header
        assert sheet.height == len(rows)
        if isinstance(panel, Chart):
            figure = filled(client, page.path, panel.name, ENGLISH)[panel.name]["figure"]
            numbers = sorted({float(cell) for row in rows for cell in row if is_number(cell)})
            missing = [point for point in drawn(figure) if not any(is_in(value, numbers) for value in point)]
            assert missing == [], panel.name


@pytest.mark.parametrize("page", [page for page in PAGES if charts(page)], ids=lambda page: page.key)
def test_tables_say_how_many_rows_they_show(client: FlaskClient, page: Page) -> None:
    for chart in charts(page):
        answer = take(client, page.path, chart.name, "table", ENGLISH)
        if f"{chart.name}-behind" not in answer.get("sideUpdate", {}):
            continue
        told = json.dumps(answer["sideUpdate"][f"{chart.name}-behind"], ensure_ascii=False)
        file = file_of(client, page.path, chart.name, "csv", ENGLISH)
        count = len(list(csv.reader(io.StringIO(file["content"])))) - 1
        cut = f"Showing the first {MOST_ROWS} of {count:,} rows"
        assert (cut if count > MOST_ROWS else f"{max(count, 0):,} rows") in told


def test_what_is_asked_of_no_panel_is_not_answered(client: FlaskClient) -> None:
    assert file_of(client, "/", "nothing", "csv", ENGLISH) == {}
    assert file_of(client, "/waiting", "overview-trend", "csv", ENGLISH) == {}
    assert file_of(client, "/", "overview-trend", "exe", ENGLISH) == {}


def test_a_file_says_what_was_picked(client: FlaskClient) -> None:
    search = f"{ENGLISH}&department=요금&tier=high&tier=low&since=2026-06-01&until=2026-06-20"
    name = file_of(client, "/", "overview-trend", "csv", search)["filename"]
    assert name.endswith("_High contact +1_요금_2026-06-01_2026-06-20.csv")
    # There a picker takes the place of the filter.
    name = file_of(client, "/departments", "departments-trend", "csv", f"{search}&focus=설치")["filename"]
    assert name.endswith("_설치_High contact +1_2026-06-01_2026-06-20.csv")


def test_channels_without_room_are_said_and_in_the_table(company: Project) -> None:
    channels = [f"channel {number}" for number in range(7)]
    curves = pl.DataFrame(
        {"channel": channels, "seconds": 1.0, "waiting": 0.9, "low": 0.8, "high": 1.0, "still_waiting": 900}
    )
    settings: Settings = company.settings
    assert patience_caption(curves, "channel", settings, "en").startswith("Showing 5 of 7 channels")
    assert behind_patience(curves, "channel", settings, "en").exact("en").height == 7
    assert "Showing" not in patience_caption(curves.head(5), "channel", settings, "en")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "table", "picture"),
    [("en", "As table", "Picture (PNG)"), ("ko", "표로 보기", "그림(PNG)")],
)
def test_the_menu_by_keyboard_gives_the_table_and_the_picture(
    site: str, open_page: Open, tmp_path: Path, language: str, table: str, picture: str
) -> None:
    page = open_page(f"{site}/?lang={language}&theme=dark")
    told = page.locator("#overview-trend-told")
    expect(told).not_to_be_empty()
    page.locator("#overview-trend-menu").focus()
    page.keyboard.press("Enter")
    # The menu takes the focus a moment after it is seen; a key before that goes to the button.
    expect(page.get_by_role("menu").locator("[data-autofocus]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name=table)).to_be_focused()
    page.keyboard.press("Enter")
    opened = page.locator("#overview-trend-behind .behind")
    expect(opened).to_be_focused()
    expect(opened).to_contain_text(told.locator("span").first.text_content() or "-")
    choose(page, "channel", "web")
    expect(told).to_contain_text("web")
    expect(opened).to_contain_text(told.locator("span").first.text_content() or "-")
    opened.get_by_role("button").press("Enter")
    expect(opened).to_have_count(0)
    expect(page.locator("#overview-trend-menu")).to_be_focused()
    page.keyboard.press("Enter")
    with page.expect_download() as download:
        page.get_by_role("menuitem", name=picture).click()
    download.value.save_as(tmp_path / "picture.png")
    head = (tmp_path / "picture.png").read_bytes()
    drawn_width = page.locator("#overview-trend").evaluate("chart => chart.clientWidth")
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(head[16:20], "big") == 2 * drawn_width
    assert "web" in download.value.suggested_filename


def words(sent: Any) -> str:
    """What parts at rest and components say, as they are sent."""
    if isinstance(sent, dict):
        return words(sent["props"].get("parts") or sent["props"].get("children"))
    if isinstance(sent, list) and len(sent) > 2 and isinstance(sent[1], dict):
        return words(sent[2:])
    return " ".join(map(words, sent)) if isinstance(sent, list) else str(sent)


def is_number(cell: str) -> bool:
    try:
        return math.isfinite(float(cell))
    except ValueError:
        return False


def is_in(value: float, numbers: list[float]) -> bool:
    return any(
        math.isclose(value / scale, number, rel_tol=1e-9, abs_tol=1e-12)
        for number in numbers
        for scale in (1, 100)
    )


def drawn(figure: dict[str, Any]) -> list[list[float]]:
    """The coordinates of every point that a reader can point at."""
    points, has_map = [], any("z" in trace for trace in figure["data"])
    for trace in figure["data"]:
        # Crosses on a map stand for no figure.
        if has_map and "z" not in trace:
            continue
        # Unseen marks carry what the band beneath them says; where they lie says nothing.
        if trace.get("marker", {}).get("opacity") == 0 or trace.get("line", {}).get("width") == 0:
            continue
        if trace.get("hovertemplate") and trace.get("hoverinfo") != "skip":
            axes = [trace[axis] for axis in ("z", "x", "y") if trace.get(axis)]
            for place in zip(*axes, strict=True):
                values = [value for value in place if isinstance(value, int | float)]
                points.append([value for value in values if value != int(value)] or values)
    return [point for point in points if point]
