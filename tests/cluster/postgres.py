"""A PostgreSQL server of Debian's package in a folder of its own."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import psycopg

from tests.cluster.ports import free_port

PASSWORD = "catalogue's own"
_PROGRAMS = Path("/usr/lib/postgresql")
# It refuses to run as root.
_USER = "postgres"
# A test's server may lose what a power cut would take; it may not lose what a kill would.
_OPTIONS = "-c max_connections=300 -c synchronous_commit=off"


class Postgres:
    """Started with a database `lake` of a role `lake`; may be stopped, killed and started again."""

    def __init__(self, folder: Path, host: str = "127.0.0.1") -> None:
        self._folder, self.port, self._host = folder, free_port(host), host
        self._bin = max(_PROGRAMS.glob("*/bin"), key=lambda path: int(path.parent.name))
        folder.mkdir(parents=True)
        self._own(folder)
        secret = folder / "password"
        secret.write_text(PASSWORD)
        self._own(secret)
        self._run("initdb", "-D", self._data, "-A", "scram-sha-256", f"--pwfile={secret}", "-U", "lake")
        with (folder / "data" / "pg_hba.conf").open("a") as admitted:
            admitted.write(f"host all all {host}/24 scram-sha-256\n")
        self.start()
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE lake")

    @property
    def address(self) -> str:
        """As settings take it: without the password."""
        return f"postgresql://lake@{self._host}:{self.port}/lake"

    def url(self, database: str = "lake") -> str:
        """With the password."""
        return f"postgresql://lake:{quote(PASSWORD)}@{self._host}:{self.port}/{database}"

    def start(self) -> None:
        """Wait until it answers."""
        place = f"-p {self.port} -c listen_addresses={self._host} -c unix_socket_directories={self._folder}"
        options = f"{place} {_OPTIONS}"
        self._run("pg_ctl", "-D", self._data, "-w", "-l", str(self._folder / "log"), "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """At once, as by a crash, or as `mode` of pg_ctl says."""
        self._run("pg_ctl", "-D", self._data, "-w", "-m", mode, "stop")

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def _run(self, program: str, *arguments: str) -> None:
        as_user: Sequence[str] = ("runuser", "-u", _USER, "--") if os.getuid() == 0 else ()
        command = [*as_user, str(self._bin / program), *arguments]
        done = subprocess.run(command, capture_output=True, cwd="/", check=False)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.decode()}")

    def _own(self, path: Path) -> None:
        if os.getuid() == 0:
            shutil.chown(path, _USER)
