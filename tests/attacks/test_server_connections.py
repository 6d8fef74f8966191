"""Connections that say nothing, too slowly or too much silence nobody and take no memory."""

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import pytest

from dashboard.app import create_app, listen
from tests.dashboard.conftest import served
from tests.project import Project
from warehouse.errors import TouchpointsError
from warehouse.settings import Server, Settings

IDLE = 150


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A dashboard without a warehouse, that closes what is idle for two seconds."""
    folder = tmp_path_factory.mktemp("server")
    with served(limited(folder, connections_per_address=100, idle_seconds=2)) as address:
        yield int(address.rsplit(":", 1)[1])


def limited(folder: Path, **limits: float) -> Settings:
    return Settings(warehouse=folder / "warehouse", server=Server(**limits))


def ask(port: int, method: str = "GET", path: str = "/", body: bytes | None = None) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=60)


@pytest.mark.parametrize(
    "begun", [b"", b"GET / HTTP/1.1\r\nX: ", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n1"]
)
def test_150_connections_that_wait_leave_others_their_answers(port: int, begun: bytes) -> None:
    with ExitStack() as opened:
        for _ in range(IDLE):
            opened.enter_context(connect(port)).sendall(begun)
        for _ in range(5):
            assert ask(port)[0] == 200


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nX: "])
def test_a_connection_that_waits_too_long_is_closed(port: int, begun: bytes) -> None:
    with connect(port) as connection:
        connection.sendall(begun)
        assert connection.recv(1) == b""


def test_a_body_that_is_too_large_is_refused_in_a_sentence(port: int) -> None:
    for size in (1_000_001, 20_000_000):
        status, text = ask(port, "POST", "/_dash-update-component", bytes(size))
        assert status == 413
        assert "larger than this server takes" in text
    assert ask(port, "POST", "/_dash-update-component", bytes(1_000_000))[0] == 400


def test_programs_are_told_in_json_that_their_body_is_too_large(port: int) -> None:
    status, text = ask(port, "POST", "/api/v1/events", bytes(1_000_001))
    assert status == 413
    assert json.loads(text) == {"error": "The request is larger than this server takes."}


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
        b"\0\1\2\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: evil\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused_with_the_headers_of_every_answer(port: int, sent: bytes) -> None:
    with connect(port) as connection:
        connection.sendall(sent)
        answer = connection.recv(65_536).decode("latin-1")
    assert answer.split()[1] in ("400", "413", "421", "431", "501")
    assert "X-Content-Type-Options: nosniff" in answer
    assert "waitress" not in answer.lower()


def test_more_connections_than_select_can_watch(tmp_path: Path) -> None:
    settings = limited(tmp_path, connections=1_200, connections_per_address=1_100)
    with served(settings) as address, ExitStack() as opened:
        port = int(address.rsplit(":", 1)[1])
        for _ in range(1_090):
            opened.enter_context(connect(port))
        assert ask(port)[0] == 200


@pytest.mark.parametrize(
    ("host", "port_number"), [("127.0.0.1", 99_999), ("no.such.host.invalid", 0), ("x y", 1)]
)
def test_where_it_cannot_listen_is_a_sentence(project: Project, host: str, port_number: int) -> None:
    with pytest.raises(TouchpointsError, match="cannot listen on"):
        listen(create_app(project.settings), host, port_number)


def test_the_host_it_listens_on_is_answered_unless_it_is_every_address(project: Project) -> None:
    for host, asked, status in (
        ("192.0.2.7", "192.0.2.7:8050", 200),
        ("dash.example", "dash.example", 200),
        ("0.0.0.0", "0.0.0.0", 421),
        ("::", "[::]", 421),
    ):
        client = create_app(project.settings, host).server.test_client()
        assert client.get("/", headers={"Host": asked}).status_code == status
