"""Requests that no page of the dashboard makes: a generator by seed."""

import json
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

UPDATE = "/_dash-update-component"
WRONG_VALUES: Sequence[Any] = (
    None,
    True,
    -1,
    0,
    1.5,
    10**30,
    "",
    "x",
    "x" * 100_000,
    "9999-99-99",
    "\0",
    "\ud800",
    "?since=9999-99-99&until=0000-00-00",
    "?since=0001-01-01&until=9999-12-31",
    "?department=" + "가" * 5_000,
    "?measure=failure&measure=csat&tier=high&tier=none&lang=xx&theme=\0",
    "?page=1&selection=2&self=3&store=4&query=5",
    "?focus=*&behind=nothing&customer=%00%ff&cap=over_promise=99999999999999999999&split=segment",
    "?since=2026-03-01&until=2026-06-28&measure=contacts&behind=failure&focus=%F0%9F%92%A3",
    [],
    ["x"],
    [None, None],
    ["2026-06-01", "2026-05-01"],
    [1, 2],
    [["x"]],
    {},
    {"x": 1},
    {"startRow": 0, "endRow": 10, "filterModel": {"wait_seconds": {"type": "equals", "filter": "x"}}},
    {"startRow": 5, "endRow": 0, "filterModel": {"occurred_local": {"type": "equals", "dateFrom": "99-99"}}},
    {"startRow": 10**9, "endRow": 10**9, "sortModel": [{"colId": "wait_seconds", "sort": "sideways"}]},
    {"startRow": 0, "endRow": 9, "sortModel": [{"colId": ["x"]}]},
    {"startRow": 0, "endRow": 9, "filterModel": {"wait_seconds": {"type": "lessThan", "filter": 10**400}}},
    {"startRow": 0, "endRow": 9, "filterModel": {"department": {"type": "contains", "filter": ["x"]}}},
    {"startRow": 0, "endRow": 9, "filterModel": {"outcome": {"type": "contains", "filter": {"x": 1}}}},
    {"startRow": 0, "endRow": 9, "filterModel": {"reason'; --": {"type": "equals", "filter": "x"}}},
)
WRONG_BODIES: Sequence[bytes] = (
    b"",
    b"null",
    b"[]",
    b"1",
    b'"x"',
    b"{",
    b"{}",
    b"\xff\xfe",
    b'{"output": NaN}',
    b'{"output": 1e999}',
    b'{"output": ' + b"9" * 10_000 + b"}",
    b"[" * 50_000 + b"]" * 50_000,
    b'{"output": ' + b"[" * 900 + b"]" * 900 + b"}",
    b'{"output": "\\ud800", "inputs": [], "outputs": []}',
    b'{"output": "nothing.children", "outputs": {"id": "nothing", "property": "children"}, "inputs": []}',
    b'{"output": null, "outputs": null, "inputs": null, "state": null, "changedPropIds": null}',
    b"output=x&inputs=y",
)
WRONG_PATHS: Sequence[str] = (
    "/_dash-component-suites/../../etc/passwd",
    "/_dash-component-suites/dash/%00",
    "/_dash-component-suites/os/path.py",
    "/_dash-component-suites/dash/nothing.v1m1.js",
    "/_dash-component-suites/dash/dcc/async-nothing.js",
    "/assets/%2e%2e/app.py",
    "/assets/..%5capp.py",
    "/assets/%00",
    "/assets/" + "a" * 5_000,
    "/_dash-layout",
    "/_dash-dependencies",
    "/_reload-hash",
    "/_favicon.ico",
    "/%ff%fe",
    "/departments?since=9999-99-99&until=-1&x=" + "y" * 10_000,
    "/?lang=ko&lang=en&lang=%00&theme[]=dark&" + "&".join(f"p{n}=1" for n in range(500)),
    "/?%ff=%fe&since=2026-01-01",
    "//evil.example/",
    "/departments/" + "../" * 50,
    UPDATE,
)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "X")
TYPES = ("application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "")


class Malformed(NamedTuple):
    method: str
    path: str
    body: bytes
    content_type: str


def malformed_requests(dependencies: Sequence[dict[str, Any]], seed: int, count: int) -> Iterator[Malformed]:
    """So many of them; half are requests of pages with one value, or one part, replaced."""
    random = Random(seed)
    asked = [one for one in dependencies if not one["clientside_function"]]
    for number in range(count):
        if number % 2:
            yield Malformed("POST", UPDATE, _spoilt(random, random.choice(asked)), TYPES[0])
        elif number % 4:
            yield Malformed("POST", UPDATE, random.choice(WRONG_BODIES), random.choice(TYPES))
        else:
            body = random.choice(WRONG_BODIES)
            yield Malformed(random.choice(METHODS), random.choice(WRONG_PATHS), body, random.choice(TYPES))


def request_of(callback: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """What the browser sends for a callback; values by property."""
    given = {
        part: [one | {"value": values.get(one["property"])} for one in callback[part]]
        for part in ("inputs", "state")
    }
    places = [place.rsplit(".", 1) for place in callback["output"].strip(".").split("...")]
    outputs = [{"id": name, "property": part} for name, part in places]
    return {
        "output": callback["output"],
        "outputs": outputs if callback["output"].startswith("..") else outputs[0],
        "changedPropIds": [f"{one['id']}.{one['property']}" for one in callback["inputs"]],
        **given,
    }


def _spoilt(random: Random, callback: dict[str, Any]) -> bytes:
    path = random.choice(("/", "/departments", "/waiting", "/drivers", "/data", "/nowhere"))
    body = request_of(callback, {"pathname": path, "search": "?lang=en"})
    if random.random() < 0.8:
        place = random.choice([*body["inputs"], *body["state"]])
        place["value"] = random.choice(WRONG_VALUES)
    else:
        body[random.choice([*body])] = random.choice(WRONG_VALUES)
    return json.dumps(body).encode()
