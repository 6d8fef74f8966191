"""What runs: a project with a server and a schedule, and how they are started, killed and ended."""

import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from events.tokens import hash_of, new_token
from warehouse.settings import Settings
from warehouse.settings_file import read_settings

_SETTINGS = """
[channels]
phone = "phone"
[delivery_modes]
phone = "medium"
[upkeep]
schedule = "* * * * *"
[schedule]
log = "schedule.log"
stable_seconds = 0
[loading]
niceness = {niceness}
[api]
records_per_second = 5000
[[api.tokens]]
name = "soak"
hash = "{hash}"
[[sources]]
name = "calls"
files = "exports/*.csv"
format = "csv"
schedule = "* * * * *"
contacts = "calls.sql"
[[sources]]
name = "topic"
format = "kafka"
brokers = "{brokers}"
topic = "calls"
fields = ["id", "customer", "started", "department", "channel", "result"]
contacts = "calls.sql"
"""
_SELECT = """
SELECT origin, id AS contact_id, customer AS customer_id, started AS occurred_at, department, channel,
    result AS outcome
FROM export
"""


class System:
    """A project in a folder, with the processes `touchpoints serve` and `touchpoints schedule`."""

    def __init__(self, folder: Path, brokers: str, niceness: int) -> None:
        self.folder, self._token, self._port = folder, new_token(), 0
        text = _SETTINGS.format(hash=hash_of(self._token), brokers=brokers, niceness=niceness)
        (folder / "touchpoints.toml").write_text(text)
        (folder / "calls.sql").write_text(_SELECT)
        (folder / "exports").mkdir()
        self.settings: Settings = read_settings(folder / "touchpoints.toml")

    def start(self) -> None:
        """Load what is there, and begin to serve and to load as the settings say."""
        self.ingest()
        self.serving = self._serve()
        self.scheduling = self._run("schedule")

    def kill_server(self) -> None:
        """As a crash does it, and start another at the same address."""
        self.serving.kill()
        self.serving.wait()
        self.serving = self._serve()

    def stop(self) -> None:
        """End both."""
        for process in (self.serving, self.scheduling):
            process.terminate()
            process.wait()

    def ingest(self) -> int:
        """Load what is left; the exit status."""
        with self._run("ingest", stdout=subprocess.DEVNULL) as process:
            return process.wait()

    def connection(self) -> HTTPConnection:
        """To the server that is there now."""
        return HTTPConnection("127.0.0.1", self._port, timeout=60)

    def ask(
        self, connection: HTTPConnection, method: str, path: str, body: str | None = None
    ) -> tuple[int, bytes]:
        """Status and body of an answer. Raises OSError or HTTPException where the server is killed."""
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def _serve(self) -> "subprocess.Popen[str]":
        process = self._run("serve", "--port", str(self._port), stdout=subprocess.PIPE)
        assert process.stdout is not None
        self._port = int(process.stdout.readline().split()[4].rpartition(":")[2])
        return process

    def _run(self, *words: str, **options: Any) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "touchpoints", *words]
        config = ["--config", str(self.folder / "touchpoints.toml")]
        return subprocess.Popen([*command, *config], text=True, **options)  # noqa: S603 - our own command
