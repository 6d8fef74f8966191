"""No statement changes or reads anything outside its answer: told by the disk, not by what is said."""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.adhoc import run_sql
from tests.analytics.walled import Walled
from tests.attacks.sql_statements import CHANGING, READING, WRAPPERS, statements
from tests.project import CALLS_SELECT, SETTINGS, Project
from warehouse.errors import QueryError

CANARY = "canary-7d1f0c2a"
SEED = 9


class Ground:
    """A warehouse, a foreign file, and what both were before."""

    def __init__(self, folder: Path) -> None:
        self.project = Project(folder)
        self.project.write("touchpoints.toml", SETTINGS)
        self.project.write("calls.sql", CALLS_SELECT)
        rows = [f"c{n},k{n},2026-01-05 10:00:00,loans,phone,5,failed" for n in range(200)]
        self.project.write_calls("calls1.csv", *rows)
        self.project.ingest()
        self.foreign = self.project.write("foreign.csv", f"{CANARY}\n")
        self.lake = self.project.settings.lake_folder
        self.before = self.state()

    def state(self) -> dict[str, str]:
        """Every file but SQLite's own notes on who reads, and passing work."""
        files = (path for path in self.project.folder.rglob("*") if path.is_file())
        return {
            str(path.relative_to(self.project.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
            if "work" not in path.parts and not path.name.endswith(("-shm", "-wal"))
        }

    def fill(self, text: str, number: int) -> str:
        """The text with its places; `own` is the catalogue and a data file in turn."""
        owns = (self.lake / "catalogue.sqlite", next((self.lake / "data").rglob("*.parquet")))
        news = (self.lake / "data" / "x.csv", self.project.folder / "x.csv")
        places = {"own": owns[number % 2], "new": news[number // 2 % 2], "foreign": self.foreign}
        for name, path in places.items():
            text = text.replace(f"{{{name}}}", str(path))
        return text

    def leaks(self, answer: str, query: str) -> list[str]:
        """What of the outside is told by an answer, apart from what the query itself says."""
        secrets = (
            *(CANARY, CANARY.encode().hex(), CANARY.encode().hex().upper()),
            *(
                base64.b64encode(CANARY.encode()).decode()[:16],
                "SQLite format",
                b"SQLite format".hex().upper(),
            ),
            *(
                "ducklake_data_file",
                "stored_secrets",
                ".parquet",
                str(self.lake),
                str(self.foreign),
                "spill-",
            ),
        )
        return [secret for secret in secrets if secret in answer and secret not in query]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """What the statements try to change and to read."""
    return Ground(tmp_path_factory.mktemp("ground"))


@pytest.fixture(scope="module")
def walled(ground: Ground) -> Iterator[Walled]:
    """The process that the statements run in, one after another."""
    with Walled(ground.project.settings) as process:
        yield process


def attack(ground: Ground, walled: Walled, texts: Iterator[str]) -> None:
    number = 0
    for number, text in enumerate(texts, 1):
        query = ground.fill(text, number)
        said = walled.ask(query)
        assert not ground.leaks(str(said), query), (query, said)
        if number % 20 == 0:
            assert ground.state() == ground.before, query
    assert number
    assert ground.state() == ground.before
    assert walled.ask("SELECT count(*) FROM contacts")["text"] == "200"


def test_a_sample_of_statements_gets_nothing_out_and_nothing_changed(ground: Ground, walled: Walled) -> None:
    attack(ground, walled, statements(SEED, 150))


@pytest.mark.slow
def test_every_kind_in_every_wrapper_gets_nothing_out_and_nothing_changed(
    ground: Ground, walled: Walled
) -> None:
    texts = (
        wrapper.replace("{it}", core).replace("{{new}}", "{new}")
        for core in CHANGING + READING
        for wrapper in WRAPPERS
    )
    attack(ground, walled, texts)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 20))
def test_statements_get_nothing_out_and_nothing_changed(ground: Ground, walled: Walled, seed: int) -> None:
    attack(ground, walled, statements(seed, 500))


def test_unchecked_statements_change_nothing_and_read_nothing_outside(ground: Ground, walled: Walled) -> None:
    """The second wall alone: what was never checked meets the connection and the kernel."""
    for number, core in enumerate(CHANGING):
        query = ground.fill(core, number)
        walled.run(query)
        assert ground.state() == ground.before, query
    for place in ("foreign", "own"):
        said = walled.run(ground.fill("SELECT content FROM read_text('{" + place + "}')", 0))
        assert CANARY not in str(said)


_DECOY = "/* /* */ EXPLAIN SELECT 1 --*/ EXPLAIN ANALYZE "
F1 = (
    _DECOY + "COPY (SELECT 'x') TO '{own}' (FORMAT csv, HEADER false, USE_TMP_FILE false)",
    " --\rEXPLAIN ANALYZE COPY (SELECT 1 AS a) TO '{new}' /*\nEXPLAIN SELECT 1 --*/",
    _DECOY + "SELECT error(hex(content)) FROM read_blob('{own}')",
    _DECOY + "CREATE TABLE memory.mine AS SELECT 1",
)


@pytest.mark.parametrize("text", F1)
def test_f1_what_is_checked_is_what_runs(ground: Ground, text: str) -> None:
    for number in (0, 3):
        query = ground.fill(text, number)
        with pytest.raises(QueryError) as caught:
            run_sql(ground.project.settings, query)
        assert not ground.leaks(str(caught.value), query)
        assert ground.state() == ground.before
    assert run_sql(ground.project.settings, "SELECT count(*) FROM contacts").frame.item() == 200


@pytest.mark.parametrize(
    "query",
    [
        "SELECT current_setting('temp_directory')",
        "SELECT current_setting('secret_directory')",
        "SELECT current_setting('allowed_directories')",
        "SELECT json_serialize_plan('FROM __ducklake_metadata_lake.ducklake_data_file')",
        "SELECT DISTINCT filename FROM contacts",
        "SELECT filename, file_row_number, file_index FROM contacts",
    ],
)
def test_f22_the_state_and_the_paths_of_the_database_stay_its_own(walled: Walled, query: str) -> None:
    assert "error" in walled.ask(query)


def test_f22_the_documented_name_of_a_table_works(walled: Walled) -> None:
    assert walled.ask("SELECT count(*) FROM lake.contacts")["text"] == "200"
    assert walled.ask("SELECT count(*) FROM lake.main.contacts")["text"] == "200"
