"""The configuration of nginx in the documentation, in a real nginx before two real servers."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.project import Project

ROOT = Path(__file__).parents[2]
NAME = "touchpoints.example.org"
PORT, FIRST, SECOND = 18471, 18472, 18473
CALL = "c1,k1,2026-01-05 10:00:00,loans,phone,5,resolved"


def documented(language: str) -> str:
    text = (ROOT / "docs" / "servers.md").read_text(encoding="utf-8")
    (block,) = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    return str(block)


def configuration(folder: Path, *, is_encrypted: bool) -> Path:
    """Of the documentation, with the addresses and certificates that there are here."""
    text = documented("nginx").replace("10.0.0.11:8050", f"127.0.0.1:{FIRST}")
    text = text.replace("10.0.0.12:8050", f"127.0.0.1:{SECOND}").replace("/etc/ssl/", f"{folder}/")
    text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{PORT}{' ssl' if is_encrypted else ''}")
    if not is_encrypted:
        text = re.sub(r".*ssl_certificate.*\n", "", text)
    path = folder / "nginx.conf"
    passing = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("proxy", "client_body", "fastcgi"))
    passing += " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("uwsgi", "scgi"))
    path.write_text(
        f"daemon off; user root; pid {folder}/pid; error_log {folder}/errors;\n"
        f"events {{}}\nhttp {{ access_log off; {passing}\n{text} }}\n"
    )
    return path


def nginx() -> str:
    path = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
    if path is None:
        pytest.fail("There is no nginx here: it is Debian's package nginx-light.")
    return path


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        while not answers(port):
            if process.poll() is not None:
                raise RuntimeError(process.communicate()[1])
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.communicate()


def answers(port: int) -> bool:
    try:
        HTTPConnection("127.0.0.1", port, timeout=60).connect()
    except OSError:
        return False
    return True


def serving(project: Project, port: int) -> list[str]:
    options = ["--port", str(port), "--config", str(project.folder / "touchpoints.toml")]
    return [sys.executable, "-m", "touchpoints", "serve", *options]


def ask(path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", PORT, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers={"Host": NAME, **named})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_nginx_takes_the_configuration_as_it_stands(tmp_path: Path) -> None:
    key, certificate = tmp_path / "touchpoints.key", tmp_path / "touchpoints.pem"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={NAME}"]
    made = [*request, "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    command = [nginx(), "-t", "-c", str(configuration(tmp_path, is_encrypted=True))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_pages_are_answered_behind_it_by_whichever_server_is_there(project: Project, tmp_path: Path) -> None:
    project.write_calls("calls.csv", CALL)
    project.ingest()
    settings = project.folder / "touchpoints.toml"
    settings.write_text(f"{settings.read_text()}\n{documented('toml')}".replace("drain_seconds = 10\n", ""))
    web = [nginx(), "-c", str(configuration(tmp_path, is_encrypted=False))]
    with running(serving(project, FIRST), FIRST), ExitStack() as second, running(web, PORT):
        second.enter_context(running(serving(project, SECOND), SECOND))
        assert [ask("/data")[0] for _ in range(6)] == [200] * 6
        assert len({ask("/version")[1] for _ in range(6)}) == 1
        assert ask("/metrics")[0] == 404
        # What a page asks gets as far as to what it lacks; who says that they are another host is not heard.
        own = ask("/_dash-update-component", "POST", Origin=f"http://{NAME}")
        assert own[0] == 415
        other = ask(
            "/_dash-update-component", "POST", Origin="http://evil.example", X_Forwarded_Host="evil.example"
        )
        assert other[0] == 403
        assert ask("/data", Host="evil.example", X_Forwarded_Host=NAME)[0] == 421
        assert "no token" in ask("/api/v1/events", "POST", Origin=f"http://{NAME}")[1]
        second.close()
        assert [ask("/data")[0] for _ in range(6)] == [200] * 6
