"""F12: whatever stands in the settings or a variable, it is taken, or told in one sentence with a way out."""

import os
import random
from pathlib import Path

import pytest

from tests.attacks.typing_in import Type
from tests.project import Project
from warehouse.errors import SettingsError
from warehouse.settings_file import read_settings

SOURCE = 'name = "calls"\nfiles = "calls*.csv"\nformat = "csv"\ncontacts = "calls.sql"'
ABSURD = [
    "inf",
    "-inf",
    "nan",
    "1e400",
    "-1",
    "0",
    "true",
    "[]",
    "{}",
    '""',
    '"\\u0000"',
    '"x"',
    '"１２"',
    "1" + "0" * 30,
    "1979-05-27",
    '"' + "x" * 5_000 + '"',
    "[1, [2]]",
    '"1KB"',
    f'"{"9" * 400}"',
    f'"{"9" * 400}GB"',
    '"-1GB"',
    '"\\u202e\\u001b[31m"',
    "00:00:00",
    '["x"]',
]
KEYS = [
    "warehouse",
    "business_time_zone",
    "language",
    "memory_limit",
    "lock_wait_seconds",
    "keep_snapshots_days",
    "channels.phone",
    "delivery_modes.phone",
    "dates.earliest",
    "dates.days_ahead",
    "loading.threads",
    "loading.niceness",
    "loading.broken_share",
    "definitions.inactivity_days",
    "definitions.small_n",
    "definitions.service_level_seconds",
    "definitions.abandons",
    "targets.csat",
    "targets.nps",
    "targets_for",
    "query.seconds",
    "query.rows",
    "query.size",
    "query.memory",
    "query.spill",
    "server.hosts",
    "server.body",
    "server.cache",
    "server.connections",
    "server.idle_seconds",
    "sources",
    "channels",
    "definitions",
    "query",
]
SOURCE_KEYS = ["name", "files", "format", "encoding", "time_zone", "delimiter", "quote", "sheet", "contacts"]
CASES = [f"{key} = {value}" for key in KEYS for value in ABSURD] + [
    f"[[sources]]\n{key} = {value}\n"
    + "\n".join(line for line in SOURCE.split("\n") if not line.startswith(key + " "))
    for key in SOURCE_KEYS
    for value in ABSURD
]
REFUSED = [
    'warehouse = ""',
    'warehouse = "."',
    'warehouse = ".."',
    'warehouse = "/"',
    'warehouse = "touchpoints.toml"',
    'warehouse = "loop"',
    'warehouse = "a\\u0000b"',
    "keep_snapshots_days = 10000000",
    "[query]\nseconds = inf",
    "[query]\nrows = 1e20",
    "[definitions]\ninactivity_days = 99999999999",
    'memory_limit = "1KB"',
    "[definitions]\nsmall_n = true",
    "[dates]\nearliest = 0",
    "[dates]\nearliest = 9999-12-31",
    'business_time_zone = "posix/Asia/Seoul"',
    'business_time_zone = "Asia"',
    'business_time_zone = ""',
    "lock_wait_seconds = nan",
    "sources = 3",
    'sources = "x"',
    "sources = [1]",
    'targets_for = [{ measure = "csat", where = "department", value = 0.8 }]',
    'targets_for = [{ measure = "csat", where = { department = [1] }, value = 0.8 }]',
    "[server]\nhosts = 'localhost'",
    "language = ['ko']",
    "a = " + "[" * 20_000,
    "[" + ".".join("a" * 3_000) + "]",
    "x = 1" + "0" * 5_000,
    "language = 'ko'\nlanguage = 'en'",
    '[channels]\n"" = "phone"',
    '"" = 1',
]
PATTERNS = [
    "/abs/*.csv",
    "exports/**x/[",
    "",
    ".",
    "a**b",
    "**/**/**/**/*.csv",
    "warehouse/*.csv",
    "./warehouse/data/**/*",
    "x/../warehouse/*",
    "warehouse",
    "a\\u0000b",
    "x" * 3_000,
    "/",
    "**.csv",
]
REFUSED += [f"[[sources]]\n{SOURCE}".replace("calls*.csv", pattern) for pattern in PATTERNS]
VARIABLES = [
    ("WAREHOUSE", ""),
    ("DEFINITIONS", "{"),
    ("DEFINITIONS", "[]"),
    ("DEFINITIONS", "3"),
    ("DEFINITIONS", "[" * 20_000),
    ("DEFINITIONS__SMALL_N", "0"),
    ("DEFINITIONS__SMAL_N", "3"),
    ("CHANNELS", "x"),
    ("SOURCES", '{"a": 1}'),
    ("QUERY__SECONDS", "inf"),
    ("QUERY__ROWS", "1e400"),
    ("LANGUAGE__X", "ko"),
    ("MEMORY_LIMIT", "-5"),
    ("MEMORY_LIMIT", ""),
    ("BUSINESS_TIME_ZONE", "../../etc/passwd"),
    ("WAREHOUSE", "\udcff"),
    ("DATES__EARLIEST", "0"),
    ("DATES__EARLIEST", "1e9"),
    ("SERVER__HOSTS", "localhost"),
    ("TARGETS", '{"csat": "high"}'),
    ("language", "fr"),
    ("LANGUGE", "ko"),
    ("KEEP_SNAPSHOTS_DAYS", "１e9"),
]


def problem_of(folder: Path, text: str) -> str | None:
    """The sentence about the settings, unless they are taken."""
    path = folder / "touchpoints.toml"
    path.write_text(text, encoding="utf-8")
    try:
        read_settings(path)
    except SettingsError as error:
        assert len(str(error)) < 1_000 + len(str(folder))
        return str(error)
    return None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    return tmp_path


@pytest.mark.parametrize("text", random.Random(9).sample(CASES, 120), ids=lambda text: text[:40])
def test_an_absurd_value_is_taken_or_told(folder: Path, text: str) -> None:
    problem = problem_of(folder, text)
    assert problem is None or "touchpoints.toml" in problem


@pytest.mark.slow
def test_every_absurd_value_of_every_key_is_taken_or_told(folder: Path) -> None:
    assert sum(problem_of(folder, text) is not None for text in CASES) > len(CASES) / 2


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:40])
def test_what_cannot_be_meant_is_told(folder: Path, text: str) -> None:
    assert "touchpoints.toml" in (problem_of(folder, text) or "")


@pytest.mark.parametrize(("name", "value"), VARIABLES)
def test_a_wrong_variable_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"TOUCHPOINTS_{name}", value)
    problem = problem_of(folder, "")
    assert problem is not None
    assert "TOUCHPOINTS_" in problem
    assert name.split("__")[0].casefold() in problem.casefold() or "JSON" in problem


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "not UTF-8"),
        ("language = 'ko'".encode("utf-16"), "not UTF-8"),
        (b"#" + b"x" * 2_000_000, "larger than 1 MB"),
        (None, "not a file"),
    ],
    ids=["bytes", "UTF-16", "large", "folder"],
)
def test_a_file_that_cannot_be_settings_is_told(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "touchpoints.toml"
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(SettingsError, match=said):
        read_settings(path)


def test_a_pipe_or_a_device_is_no_settings_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "touchpoints.toml")
    for path in (tmp_path / "touchpoints.toml", Path("/dev/zero"), Path("x" * 5_000), Path("/proc/self/mem")):
        with pytest.raises(SettingsError):
            read_settings(path)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "touchpoints.toml"
    path.write_text("language = 'ko'", encoding="utf-8-sig")
    assert read_settings(path).language == "ko"


@pytest.mark.parametrize("place", ["file", "/proc/x", "/dev/null/x", "x" * 300, "\udcff/touchpoints.toml/x"])
def test_init_says_where_it_cannot_write(tmp_path: Path, type_in: Type, place: str) -> None:
    (tmp_path / "file").write_text("mine")
    done = type_in("init", str(tmp_path / place))
    assert done.status in (0, 2)
    assert (done.status == 0) == (place.startswith("\udcff"))
    assert (tmp_path / "file").read_text() == "mine"


def test_a_wrong_setting_ends_every_verb_with_2(project: Project, type_in: Type) -> None:
    project.write("touchpoints.toml", 'memory_limit = "1KB"')
    for words in (["ingest"], ["sql", "SELECT 1"], ["measure", "nps"], ["tidy"], ["rebuild"], ["serve"]):
        done = type_in(*words, "--config", str(project.folder / "touchpoints.toml"))
        assert done.status == 2
        assert b"memory_limit" in done.stderr
