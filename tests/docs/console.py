"""A reader at a terminal: types what a page says and compares what is printed."""

import contextlib
import io
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import touchpoints

_WIDTH = "120"
# How far a load is, said every ten seconds: on no page, as it hangs on the machine.
_PROGRESS = re.compile(r"^Loading … .*\n", re.MULTILINE)
_ANYTHING, _NUMBER = "…", r"\d[\d,.]*"


@dataclass
class Console:
    """A folder, the variables set in it, and the exit status of the last command."""

    folder: Path
    variables: dict[str, str] = field(default_factory=lambda: {"COLUMNS": _WIDTH})
    status: int = 0

    def run(self, command: str) -> str:
        """What the command prints, on either stream."""
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            self.variables[name] = value
            return ""
        with pytest.MonkeyPatch.context() as surroundings:
            surroundings.chdir(self.folder)
            for name, value in self.variables.items():
                surroundings.setenv(name, value)
            if not command.startswith("touchpoints "):
                return self._run_shell(command.replace("$?", str(self.status)))
            command, _, target = command.partition(" > ")
            surroundings.setattr("sys.argv", shlex.split(command))
            return self._run_touchpoints(target)

    def _run_touchpoints(self, target: str) -> str:
        """In this process, since starting another takes two seconds. Output may go to the file `target`."""
        raw, errors = io.BytesIO(), io.StringIO()
        output = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors if target else output):
            self.status = _exit_status()
        if not target:
            return _PROGRESS.sub("", raw.getvalue().decode())
        Path(target).write_bytes(raw.getvalue())
        return errors.getvalue()

    def _run_shell(self, command: str) -> str:
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
        self.status = done.returncode
        return done.stdout + done.stderr


def commands(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, behind `$ `, each with what it should print."""
    for part in re.split(r"^\$ ", text.replace("\\\n", " "), flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        yield " ".join(command.split()), expected


def fits(expected: str, printed: str) -> bool:
    """Whether a page shows the text, whatever its numbers and the widths of its tables."""
    parts = re.split(f"({_ANYTHING}|{_NUMBER})", _plain(expected))
    pattern = "".join(_pattern(part) for part in parts)
    return re.fullmatch(pattern, _plain(printed), re.DOTALL) is not None


def _pattern(part: str) -> str:
    if part == _ANYTHING:
        return ".*"
    return _NUMBER if re.fullmatch(_NUMBER, part) else re.escape(part)


def _plain(text: str) -> str:
    return " ".join(re.sub("[━─]+", "─", text).split())


def _exit_status() -> int:
    try:
        touchpoints.main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0
