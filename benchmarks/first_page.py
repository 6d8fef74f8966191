"""What one reader waits for in Chromium, and what the server takes for each part of a page.

A page is there when nothing on it changes any more: sentence, figures, charts and tables in sight are drawn.
What is out of sight comes later, when the page has been at rest for a while, and is not waited for.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.asking import PAGES, Asker, Request, page_key, requests_of

# What a reader on a machine with two cores should get; bytes over the wire, else seconds.
LIMITS = {
    "first_page_bytes": 1_200_000,
    "cold_seconds": 1.5,
    "warm_seconds": 0.5,
    "filter_seconds": 0.3,
    "page_change_seconds": 0.4,
}
_ROUNDS = 5
_QUIET_MS = 500
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_VIEWS = ("", *(f"&tier={tier}" for tier in ("high", "medium", "low")))
# Notes when something in the window last changed and when something was last clicked. A part that is out of
# sight may change meanwhile.
_WATCH = """
    window.changedAt = window.clickedAt = 0;
    const isSeen = (node) => {
        const element = node.nodeType === 1 ? node : node.parentElement;
        const part = element?.closest(".panel") ?? element;
        const { top, bottom } = part?.getBoundingClientRect() ?? {};
        return part?.isConnected && !part.closest("head") && top < innerHeight && bottom > 0;
    };
    const isNothing = ({ addedNodes, removedNodes }) =>
        [...addedNodes, ...removedNodes].some((node) => node.className === "_dash-loading-callback");
    new MutationObserver((all) => {
        const changes = all.filter((change) => !isNothing(change));
        if ([...new Set(changes.map((change) => change.target))].some(isSeen)) {
            window.changedAt = performance.now();
        }
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    window.isBusy = () =>
        [...document.querySelectorAll('[data-dash-is-loading="true"], .dash-graph--pending')].some(isSeen);
    addEventListener("click", () => { window.clickedAt = performance.now(); }, { capture: true });
"""
_IS_QUIET = f"() => !window.isBusy() && performance.now() - window.changedAt > {_QUIET_MS}"
_HAS_ANSWERED = "() => window.changedAt > window.clickedAt"


def measure_first_page(address: str) -> dict[str, Any]:
    """Bytes and seconds of a reader, each the median of some rounds, and which limits they keep."""
    rounds = [_visit(address, number) for number in range(_ROUNDS)]
    found: dict[str, Any] = {name: round(median(one[name] for one in rounds), 3) for name in LIMITS}
    pages = {path: round(median(one["pages"][path] for one in rounds), 3) for path in PAGES[1:]}
    return found | {"pages": pages, "met": {name: found[name] <= limit for name, limit in LIMITS.items()}}


def measure_answers(asker: Asker) -> dict[str, float]:
    """Milliseconds of the parts of all pages: made for the first time, and kept."""
    asked = [
        request
        for page, view in product(PAGES, _VIEWS)
        for request in requests_of(page, asker.parts, view)
        if request[0] == "POST"
    ]
    found = {}
    for name in ("made", "kept"):
        times = [_milliseconds(asker, request) for request in asked]
        found[f"{name}_p50_ms"] = round(median(times), 1)
        found[f"{name}_p95_ms"] = round(quantiles(times, n=20)[-1], 1)
    return found


def _milliseconds(asker: Asker, request: Request) -> float:
    started = time.perf_counter()
    asker.ask(*request)
    return (time.perf_counter() - started) * 1000


def _visit(address: str, number: int) -> dict[str, Any]:
    """A fresh browser opens the first page, opens it again, goes to all others, and filters the first."""
    with _chromium() as browser:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_init_script(_WATCH)
        first, page = context.new_page(), context.new_page()
        loaded = _count_bytes(first)
        first.bring_to_front()
        cold = _open(first, address)
        transferred = sum(loaded)
        page.bring_to_front()
        warm = _open(page, address)
        pages = {path: _go(page, path) for path in PAGES[1:]}
        filtered = _filter(page, number)
    return {
        "first_page_bytes": transferred,
        "cold_seconds": cold,
        "warm_seconds": warm,
        "filter_seconds": filtered,
        "page_change_seconds": max(pages.values()),
        "pages": pages,
    }


@contextmanager
def _chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()


def _count_bytes(page: Page) -> list[int]:
    """Grows by what every answer takes on the wire, headers included."""
    sizes: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    return sizes


def _open(page: Page, address: str) -> float:
    page.goto(address)
    page.locator(".js-plotly-plot .trace").first.wait_for(state="attached")
    return _seconds_until_quiet(page, "0")


def _filter(page: Page, number: int) -> float:
    """On the first page, a department that was not chosen before."""
    _go(page, PAGES[0])
    page.locator("#chosen-department").click()
    choices = page.locator(".choices input[type=checkbox]")
    choices.first.wait_for()
    _settle(page)
    choices.nth(number % choices.count()).click()
    seconds = _seconds_until_quiet(page, "window.clickedAt")
    page.keyboard.press("Escape")
    return seconds


def _go(page: Page, path: str) -> float:
    """To another page, which names itself and has its sentence."""
    link = page.locator(f"#to-{page_key(path)}")
    if not link.is_visible():
        page.locator(".pages-list details", has=link).locator("summary").click()
    _settle(page)
    link.click()
    page.wait_for_url(f"**{path}?*")
    page.locator(f"#{page_key(path)}-finding > *").first.wait_for()
    return _seconds_until_quiet(page, "window.clickedAt")


def _seconds_until_quiet(page: Page, since: str) -> float:
    page.wait_for_function(_HAS_ANSWERED)
    _settle(page)
    return float(page.evaluate(f"() => (window.changedAt - ({since})) / 1000"))


def _settle(page: Page) -> None:
    page.wait_for_function(_IS_QUIET)
