"""The dashboard served as it is in use, and a browser to drive it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Thread

import pytest
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from dashboard.app import create_app, listen
from dashboard.lake.store import Store
from tests.dashboard.company import make_company
from tests.project import Project
from warehouse.settings import Settings

# A machine that is busy with other tests draws slowly.
expect.set_options(timeout=20_000)

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The dashboard's address while it runs."""
    server = listen(create_app(settings), "127.0.0.1", 0)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.close()
        thread.join(timeout=5)


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A loaded project; tests only read it."""
    project = make_company(tmp_path_factory.mktemp("company"))
    project.ingest()
    return project


@pytest.fixture(scope="session")
def store(company: Project) -> Store:
    """The company's warehouse as pages read it."""
    return Store(company.settings)


@pytest.fixture(scope="session")
def site(company: Project) -> Iterator[str]:
    """The address of the company's dashboard."""
    with served(company.settings) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[BrowserContext]:
    """One Chromium for all tests, which loads scripts once."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("There is no Chromium here: `make browser` installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser.new_context()
        browser.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Settings], str]]:
    """Serves the dashboard of given settings until the test ends, and says where."""
    with ExitStack() as running:
        yield lambda settings: running.enter_context(served(settings))


@pytest.fixture
def open_page(browser: BrowserContext, serve: Callable[[Settings], str]) -> Iterator[Callable[..., Page]]:
    """Opens an address in a tab of its own; nothing may go wrong in it until the test ends.

    Asks for `serve` so that tabs close before servers do.
    """
    problems: list[str] = []
    opened: list[Page] = []

    def open_address(address: str, width: int = 1440, height: int = 900) -> Page:
        page = browser.new_page()
        opened.append(page)
        page.set_viewport_size({"width": width, "height": height})
        _watch(page, problems)
        page.goto(address)
        return page

    yield open_address
    for page in opened:
        page.close()
    assert problems == []


def _watch(page: Page, problems: list[str]) -> None:
    """Note errors of scripts, warnings, and requests that fail or are refused."""

    def note_message(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            problems.append(message.text)

    def note_answer(answer: Response) -> None:
        if answer.status >= 400:
            problems.append(f"{answer.url}: {answer.status}")

    page.on("console", note_message)
    page.on("pageerror", lambda error: problems.append(str(error)))

    def note_failure(request: Request) -> None:
        # The browser itself gives up what a page had still asked for when it is left or closed.
        if request.failure != "net::ERR_ABORTED":
            problems.append(f"{request.url}: {request.failure}")

    page.on("requestfailed", note_failure)
    page.on("response", note_answer)
