"""What stands before the application: who may ask, and what every answer says of itself.

The dashboard has no login. Without these checks any web site could have a browser read it: by a name of its
own that leads to this machine, by a form, or by a frame.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any
from urllib.parse import parse_qs

from dash.fingerprint import check_fingerprint

from dashboard.server.hosts import is_address, is_one_of, same_place

Headers = list[tuple[str, str]]

# Answers are for this page's own scripts: no other site may frame, embed or read them, no cache keeps them.
HEADERS: dict[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    # Addresses of pages name customers.
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_finger_print: Any = check_fingerprint
_READING = ("GET", "HEAD")
# For whoever watches the server, often by an address that nobody knew before it was started.
_PROBES = ("/healthz", "/readyz", "/metrics")
_OWN_PAGES = ("same-origin", "none")
_FOR_EVER, _ASK_AGAIN = "public, max-age=31536000, immutable", "no-cache"

WRONG_HOST = (
    "This dashboard does not answer under this name."
    " Whoever runs it can add the name to hosts under [server] in touchpoints.toml."
)
WRONG_ORIGIN = "This dashboard answers its own pages only."


class Guard:
    """A WSGI application before another."""

    def __init__(self, application: Callable[..., Iterable[bytes]], hosts: Collection[str]) -> None:
        self._application = application
        self._hosts = hosts

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer, or refuse in a sentence."""

        def start(status: str, headers: Headers, error: Any = None) -> Any:
            return start_response(status, with_headers(headers, status, environ), error)

        refusal = self._refusal(environ)
        if refusal is None:
            return self._application(environ, start)
        status, reason = refusal
        text = f"{reason}\n".encode()
        start(status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(text)))])
        return [text]

    def _refusal(self, environ: dict[str, Any]) -> tuple[str, str] | None:
        host = environ.get("HTTP_HOST", "")
        if not is_one_of(self._hosts, host) and not _is_probe(environ, host):
            return "421 Misdirected Request" if host else "400 Bad Request", WRONG_HOST
        if environ["REQUEST_METHOD"] in _READING:
            return None
        origin = environ.get("HTTP_ORIGIN", host)
        site = environ.get("HTTP_SEC_FETCH_SITE", _OWN_PAGES[0])
        is_own = same_place(origin, host) and site in _OWN_PAGES
        return None if is_own else ("403 Forbidden", WRONG_ORIGIN)


def _is_probe(environ: dict[str, Any], host: str) -> bool:
    """No web site has a browser ask under an address: what leads elsewhere than it says is always a name."""
    is_read = environ["REQUEST_METHOD"] in _READING
    return is_read and environ.get("PATH_INFO") in _PROBES and is_address(host)


def with_headers(headers: Headers, status: str, environ: dict[str, Any]) -> Headers:
    """An answer's headers and, of those above, what it does not say itself."""
    own = {name.lower() for name, _ in headers} - {"cache-control", "server"}
    kept = [(name, value) for name, value in headers if name.lower() in own]
    wanted = HEADERS | {"Cache-Control": _caching(status, environ)}
    return kept + [(name, value) for name, value in wanted.items() if name.lower() not in own]


def _caching(status: str, environ: dict[str, Any]) -> str:
    """Scripts and styles whose address changes with them may be kept, others are asked for again."""
    path = environ.get("PATH_INFO", "")
    if status[:3] not in ("200", "304") or not path.startswith(("/assets/", "/_dash-component-suites/")):
        return HEADERS["Cache-Control"]
    has_print = _finger_print(path)[1] or "m" in parse_qs(environ.get("QUERY_STRING", ""))
    return _FOR_EVER if has_print else _ASK_AGAIN
