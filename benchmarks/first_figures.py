"""How long the first figures of each page take of a server that has just started.

    python -m benchmarks.first_figures PROJECT

The project's warehouse is served as it is, for each page by a server of its own. What is waited for is the
sentence on top, and the key figures beneath it. What was made ahead is in the folder `made` of the warehouse:
without it, that is what somebody waits for who opens a page that nobody has opened and nothing was made for.
"""

import json
import time
from pathlib import Path

import typer

from benchmarks.asking import PAGES, Asker, page_key, requests_of
from benchmarks.dashboard import served

# So long a manager waits for the first figures at 10 million contacts.
LIMIT_SECONDS = 2.0
# After the first question: what analyses need is loaded, and it is not yet quiet enough to make things ahead.
_SETTLING_SECONDS = 4.5


def main(project: Path, port: int = 8098) -> None:
    """Ask for the first figures of every page; print what was measured as a line of JSON."""
    pages = {}
    for page in PAGES:
        sentence, figures = _first_figures(project, page, port)
        pages[page] = [sentence, figures]
        print(f"{page}: sentence {sentence} s, key figures {figures} s", flush=True)
    slowest = max(pages, key=lambda page: pages[page][0])
    sentences = [sentence for sentence, _ in pages.values()]
    found = {"limit": LIMIT_SECONDS, "slowest": slowest, "seconds": max(sentences)}
    late = [page for page, (sentence, _) in pages.items() if sentence > LIMIT_SECONDS]
    print(json.dumps({**found, "late": late, "pages": pages}))


def _first_figures(project: Path, page: str, port: int) -> tuple[float, float]:
    """Seconds from asking to the sentence, and to the key figures, which are asked for next."""
    with served(project, port):
        asker = Asker(port)
        time.sleep(_SETTLING_SECONDS)
        asked = {request[2]["output"]: request for request in requests_of(page, asker.parts) if request[2]}
        started, waited = time.perf_counter(), []
        for place in ("finding", "figures"):
            name = f"{page_key(page)}-{place}."
            request = next((found for output, found in asked.items() if name in output), None)
            if request is not None:
                asker.ask(*request)
            waited.append(round(time.perf_counter() - started, 2))
    return waited[0], waited[1]


if __name__ == "__main__":
    typer.run(main)
