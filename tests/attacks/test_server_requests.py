"""What a client sends never makes the server fail: it is answered, or refused in a sentence."""

import json
import logging
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.server.callback_requests import has_type
from tests.attacks.malformed import UPDATE, WRONG_VALUES, Malformed, malformed_requests, request_of
from tests.dashboard.company import make_company
from tests.dashboard.conftest import served
from tests.project import Project

SEED = 9
SAID_BY_ALL = (
    "Content-Security-Policy",
    "X-Frame-Options",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cache-Control",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make_company(tmp_path_factory.mktemp("attacked"), contacts=600)
    project.ingest()
    return project


@pytest.fixture(scope="module")
def client(loaded: Project) -> FlaskClient:
    return create_app(loaded.settings).server.test_client()


@pytest.fixture(scope="module")
def dependencies(client: FlaskClient) -> list[dict[str, Any]]:
    client.get("/")
    return [one for one in client.get("/_dash-dependencies").get_json() if not one["clientside_function"]]


@pytest.fixture
def nothing_failed(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No traceback is in the log when the test ends."""
    caplog.set_level(logging.INFO)
    yield
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []


def ask(client: FlaskClient, request: Malformed) -> Any:
    return client.open(
        request.path, method=request.method, data=request.body, content_type=request.content_type
    )


def test_80_malformed_requests_are_refused_or_answered(
    client: FlaskClient, dependencies: list[dict[str, Any]], nothing_failed: None
) -> None:
    for request in malformed_requests(dependencies, SEED, 80):
        answer = ask(client, request)
        assert answer.status_code < 500, (request, answer.text)
        assert all(name in answer.headers for name in SAID_BY_ALL), request
        assert "Traceback" not in answer.get_data(as_text=True)


@pytest.mark.slow
def test_600_malformed_requests_over_sockets(
    loaded: Project, dependencies: list[dict[str, Any]], nothing_failed: None
) -> None:
    with served(loaded.settings) as address:
        port = int(address.rsplit(":", 1)[1])
        for request in malformed_requests(dependencies, SEED, 600):
            status, headers = ask_at(port, request)
            assert 200 <= status < 500 or status == 501, request
            assert all(name.lower() in headers for name in SAID_BY_ALL), request
            assert "server" not in headers


@pytest.mark.slow
def test_every_input_of_every_callback_takes_every_wrong_value(
    client: FlaskClient, dependencies: list[dict[str, Any]], nothing_failed: None
) -> None:
    for callback in dependencies:
        for place in range(len(callback["inputs"]) + len(callback["state"])):
            for value in WRONG_VALUES:
                body = request_of(callback, {"pathname": "/departments", "search": "?lang=en"})
                [*body["inputs"], *body["state"]][place]["value"] = value
                answer = client.post(UPDATE, data=json.dumps(body), content_type="application/json")
                assert answer.status_code in (200, 204, 400), (callback["output"], place, value)


def test_the_values_of_every_callback_have_a_type(dependencies: list[dict[str, Any]]) -> None:
    places = [place for one in dependencies for place in (*one["inputs"], *one["state"])]
    assert [place for place in places if not has_type(place)] == []


def test_a_fault_of_the_program_is_still_in_the_log(
    loaded: Project, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(loaded.settings)
    client = app.server.test_client()
    client.get("/")
    (callback,) = [
        one for one in client.get("/_dash-dependencies").get_json() if one["output"].startswith("..provider.")
    ]
    monkeypatch.setattr("dashboard.frame.page_frame.theme_label", lambda _: 1 / 0)
    body = request_of(callback, {"pathname": "/", "search": "?lang=ko"})
    answer = client.post(UPDATE, json=body)
    assert "원인은 서버 로그에" in json.dumps(answer.get_json(), ensure_ascii=False)
    assert any(record.exc_info for record in caplog.records)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8050", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:8050", 200),
        ("[0:0:0:0:0:0:0:1]", 200),
        ("evil.example", 421),
        ("evil.example:8050", 421),
        ("localhost.evil.example", 421),
        ("localhost, evil.example", 421),
        ("localhost@evil.example", 421),
        ("evil.example#localhost", 421),
        ("127.0.0.1.nip.io", 421),
        ("localhost:99999", 421),
        ("localhost:x", 421),
        ("[::1", 421),
        ("0.0.0.0", 421),
        ("x" * 10_000, 421),
        ("\xff", 421),
        ("", 400),
    ],
)
def test_only_known_hosts_are_answered(client: FlaskClient, host: str, status: int) -> None:
    for path in ("/", "/assets/touchpoints.css", "/_dash-layout", "/nowhere"):
        answer = client.get(path, headers={"Host": host, "X-Forwarded-Host": "localhost"})
        assert answer.status_code == status
        assert all(name in answer.headers for name in SAID_BY_ALL)
        if status != 200:
            assert "hosts" in answer.text


def test_another_site_can_not_post(client: FlaskClient, dependencies: list[dict[str, Any]]) -> None:
    body = request_of(
        next(one for one in dependencies if one["output"] == "data-content.children"),
        {"pathname": "/data", "search": ""},
    )
    for headers, status in (
        ({}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "http://localhost:80", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://localhost:3000"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ):
        assert client.post(UPDATE, json=body, headers=headers).status_code == status, headers


def test_scripts_may_be_kept_and_data_may_not(client: FlaskClient) -> None:
    page = client.get("/").text
    assert client.get("/").headers["Cache-Control"] == "no-store"
    (script, *_) = [part.split('"')[0] for part in page.split('src="')[1:]]
    assert "immutable" in client.get(script).headers["Cache-Control"]
    assert client.get("/assets/icon.svg").headers["Cache-Control"] == "no-cache"
    assert client.get("/assets/nothing.js?m=1").headers["Cache-Control"] == "no-store"


def ask_at(port: int, request: Malformed) -> tuple[int, dict[str, str]]:
    """Status and headers as they come over the wire."""
    head = (
        f"{request.method} {request.path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        f"Content-Type: {request.content_type}\r\nContent-Length: {len(request.body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(head.encode() + request.body)
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    first, *lines = answer.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    pairs = (line.split(": ", 1) for line in lines)
    return int(first.split()[1]), {name.lower(): value for name, value in pairs}
