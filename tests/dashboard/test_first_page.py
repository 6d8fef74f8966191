"""What goes over the wire: little, compressed, kept where it never changes, and enough for every page."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from plotly.offline import get_plotlyjs_version

import dashboard
from dashboard.app import PAGES, create_app
from dashboard.frame.bundles import CHARTS, PLOTLY_VERSION
from dashboard.frame.page_frame import framed
from dashboard.lake.store import Store
from sample_data import simulate
from tests.attacks.malformed import request_of
from tests.dashboard.browsing import go_to
from tests.dashboard.conftest import served
from tests.dashboard.world import load_world
from tests.project import Project

MOST_BYTES = 1_200_000
DECODE: dict[str | None, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    None: bytes,
}
DASHBOARD = Path(dashboard.__file__).parent
HAS_MARKS = "chart => chart.data.length > 0"
NAMES = [page.key for page in PAGES]
# Of nobody there is no line of time, and that company calls nobody and registered no change.
WITHOUT_CHARTS = ("/data", "/calls", "/customer", "/outbound", "/changes")


def ask(
    site: str, path: str, accepted: str, body: object = None, **headers: str
) -> tuple[HTTPResponse, bytes]:
    """The answer and its bytes as they come over the wire."""
    place = urlsplit(site)
    connection = HTTPConnection(place.hostname or "", place.port or 0, timeout=60)
    given = headers | {"Accept-Encoding": accepted, "Content-Type": "application/json"}
    connection.request("POST" if body else "GET", path, json.dumps(body) if body else None, given)
    answer = connection.getresponse()
    return answer, answer.read()


def files_of(site: str) -> list[str]:
    """The scripts and styles that the document names."""
    page = ask(site, "/", "identity")[1].decode()
    return [path for path in re.findall(r'(?:src|href)="([^"]+)"', page) if ".svg" not in path]


@pytest.fixture
def fresh(browser: BrowserContext) -> Iterator[BrowserContext]:
    """A browser that has kept nothing."""
    assert browser.browser
    context = browser.browser.new_context()
    yield context
    context.close()


@pytest.fixture(scope="module")
def full_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A company with enough customers for every chart."""
    world = load_world(tmp_path_factory.mktemp("world"), simulate(6_000, 245, seed=6))
    with served(world.settings) as address:
        yield address


@pytest.fixture
def figures(site: str) -> dict[str, object]:
    """A request for figures."""
    ask(site, "/", "identity")
    parts = json.loads(ask(site, "/_dash-dependencies", "identity")[1])
    (part,) = (part for part in parts if part["output"] == "overview-figures.children")
    request: dict[str, object] = request_of(part, {"pathname": "/", "search": ""})
    return request


@pytest.mark.browser
def test_the_first_page_takes_less_than_1_2_mb_over_the_wire(fresh: BrowserContext, site: str) -> None:
    page = fresh.new_page()
    sizes: list[int] = []
    session = fresh.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(site)
    expect(page.locator("#overview-trend .trace").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert 100_000 < sum(sizes) < MOST_BYTES


def test_the_document_is_small(site: str) -> None:
    assert len(ask(site, "/", "identity")[1]) < 30_000


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("identity", None),
        ("br;q=0, gzip;q=0", None),
        ("", None),
    ],
)
def test_a_browser_gets_the_same_bytes_in_what_it_takes(
    site: str, figures: dict[str, object], accepted: str, encoding: str | None
) -> None:
    for path, body in (*((path, None) for path in files_of(site)), ("/_dash-update-component", figures)):
        plain = ask(site, path, "identity", body)[1]
        answer, content = ask(site, path, accepted, body)
        wanted = encoding if len(plain) >= 1_000 else None
        assert answer.headers["Content-Encoding"] == wanted, path
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert int(answer.headers["Content-Length"]) == len(content)
        assert DECODE[wanted](content) == plain


@pytest.mark.parametrize("accepted", ["br", "identity"])
def test_scripts_and_styles_are_kept_for_ever_and_figures_never(
    site: str, figures: dict[str, object], accepted: str
) -> None:
    files = files_of(site)
    assert len(files) > 15
    for path in files:
        assert "immutable" in ask(site, path, accepted)[0].headers["Cache-Control"], path
    for path, body in (("/", None), ("/_dash-layout", None), ("/_dash-update-component", figures)):
        answer, _ = ask(site, path, accepted, body)
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("accepted", ["br", "gzip", "identity"])
@pytest.mark.parametrize("path", ["/assets/icon.svg", "/_dash-component-suites/dash/dcc/async-graph.js"])
def test_what_has_not_changed_is_not_sent_again(site: str, path: str, accepted: str) -> None:
    tag = ask(site, path, accepted)[0].headers["ETag"]
    answer, content = ask(site, path, accepted, **{"If-None-Match": tag})
    assert (answer.status, content) == (304, b"")
    assert ask(site, path, accepted, **{"If-None-Match": '"another"'})[0].status == 200


@pytest.mark.browser
@pytest.mark.parametrize("place", range(len(PAGES)), ids=NAMES)
def test_every_chart_of_a_page_is_drawn(open_page: Callable[..., Page], full_site: str, place: int) -> None:
    page = open_page(f"{full_site}{PAGES[place].path}")
    # Before there is a page there is no skeleton either; and what is hidden is not filled.
    expect(page.locator("#main > *").first).to_be_attached()
    expect(page.locator("#main .skeleton:not(.chart):visible")).to_have_count(0)
    # A chart's title comes with the chart.
    expect(page.locator("#main .panel:has(.chart):visible h2:empty")).to_have_count(0)
    is_without_charts = PAGES[place].path in WITHOUT_CHARTS
    if not is_without_charts:
        expect(page.locator(".js-plotly-plot:visible").locator(".trace, .hm").first).to_be_attached()
    charts = [chart for chart in page.locator(".js-plotly-plot:visible").all() if chart.evaluate(HAS_MARKS)]
    assert (charts == []) == is_without_charts
    for chart in charts:
        expect(chart.locator(".trace, .hm").first).to_be_attached()
    assert page.evaluate("document.querySelectorAll('script[src*=\"package_data/plotly\"]').length") == 0


@pytest.mark.browser
def test_the_bundle_draws_every_type_that_charts_are_made_of(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page(site)
    expect(page.locator("#overview-trend .trace").first).to_be_visible()
    drawn = set(page.evaluate("Object.keys(Plotly.PlotSchema.get().traces)"))
    code = [file.read_text(encoding="utf-8") for file in DASHBOARD.rglob("*.py")]
    used = {name.lower() for text in code for name in re.findall(r"\bgo\.([A-Z]\w+)\(", text)} - {"figure"}
    assert {"scatter", "bar", "heatmap"} <= used <= drawn


@pytest.mark.browser
def test_the_grid_comes_with_the_first_page_that_has_one(open_page: Callable[..., Page], site: str) -> None:
    page = open_page(site)
    expect(page.locator("#overview-trend .trace").first).to_be_visible()
    grids = page.locator("script[src*=dash_ag_grid]")
    expect(grids).to_have_count(0)
    go_to(page, "departments")
    expect(page.locator(".ag-row").first).to_be_visible()
    go_to(page, "overview")
    expect(page.locator(".ag-row")).to_have_count(0)
    go_to(page, "data")
    expect(page.locator(".ag-row").first).to_be_visible()


def test_the_charts_script_is_of_the_version_that_plotly_brings() -> None:
    script = (DASHBOARD / "assets" / CHARTS).read_text(encoding="utf-8")
    assert script[:200].split("\n")[1] == f"* plotly.js (cartesian - minified) v{get_plotlyjs_version()}"
    assert get_plotlyjs_version() == PLOTLY_VERSION


def test_every_place_that_callbacks_name_stands_on_a_page(company: Project) -> None:
    app, store = create_app(company.settings), Store(company.settings, may_write=True)
    with app.server.test_request_context("/"):
        trees = [app.layout, *(framed(page, PAGES, store, {}) for page in PAGES)]
    parts = [part for tree in trees for part in (tree, *tree._traverse())]
    standing = {part.id for part in parts if getattr(part, "id", None)}
    outputs = [place for output in app.callback_map for place in output.strip(".").split("...")]
    inputs = [
        one["id"] for call in app.callback_map.values() for kind in ("inputs", "state") for one in call[kind]
    ]
    named = {place.rpartition(".")[0] for place in outputs} | set(inputs)
    assert len(named) > 50
    # Buttons of jobs come with what their page is filled with; its own tests click them.
    elsewhere = ("_pages_", "data-run-")
    assert {name for name in named if name and not name.startswith(elsewhere)} <= standing
