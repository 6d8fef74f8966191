"""Queries that want the whole machine end as a sentence or as an answer; the process that asked goes on."""

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analytics.adhoc import QueryServer, run_sql
from analytics.sandbox.limits import ALLOWANCE_BYTES
from tests.project import CALLS_SELECT, SETTINGS, Project
from warehouse.errors import QueryError
from warehouse.settings import QueryLimits, Settings
from warehouse.work import work_folder

MEMORY = 200_000_000
SPILL = 100_000_000
# What docs/sql.md promises beside query.memory.
PROMISED_BESIDE = 1_100_000_000
SPILLING = """
SELECT sum(n * place), max(text)
FROM (
    SELECT range AS n, md5(range::VARCHAR) AS text,
        row_number() OVER (ORDER BY sha1((range + {0})::VARCHAR)) AS place
    FROM range(1000000)
)
WHERE n % 7 = {0}
"""
FAST = {
    "a crash inside a function": "SELECT json_structure(repeat('[',200000)||repeat(']',200000))",
    "a function that hears no interrupt": "SELECT levenshtein(repeat('a',200000),repeat('b',200000))",
    "a list in memory": "SELECT len(generate_series(1,1000000000))",
}
SLOW = {
    "merged JSON": "SELECT json_merge_patch(repeat('{\"a\":',200000)||'1'||repeat('}',200000), '{}')",
    "a fold": "SELECT list_reduce(range(100000000), lambda x, y: x + y)",
    "lists of lists": (
        "SELECT len(list_transform(range(10000), lambda x: list_transform(range(10000), lambda y: x * y)))"
    ),
    "a pattern": "SELECT length(regexp_replace(repeat('ab',25000000), '(a|b)*c', 'x', 'g'))",
    "padding": "SELECT length(lpad('x',2000000000,'y'))",
    "distances": "SELECT damerau_levenshtein(repeat('a',60000),repeat('b',60000))",
    "a sorted list": "SELECT list_sort(list_transform(range(100000000), lambda x: hash(x)))[1]",
    "wide rows": "SELECT repeat('x', 1000000) FROM range(1000)",
    "one huge value": "SELECT repeat('x', 150000000)",
    "a huge text": "SELECT length(string_agg(repeat('x', 1000000), '')) FROM range(5000)",
    "doubled CTEs": "WITH "
    + ", ".join(
        f"c{n} AS (SELECT * FROM c{n - 1} UNION ALL SELECT * FROM c{n - 1})" for n in range(1, 40)
    ).replace("FROM c0", "FROM (SELECT 1)")
    + " SELECT count(*) FROM c39",
    "many groups": "SELECT count(*) FROM (SELECT a.range * 100003 + b.range AS n, count(*)"
    " FROM range(99999) a, range(1000) b GROUP BY n)",
    "a sort on disk": (
        "SELECT hash(range) AS h, repeat('x', 100) FROM range(100000000) ORDER BY h OFFSET 99999999"
    ),
    "a join without end": (
        "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE hash(a.range) > b.range"
    ),
    "recursion without end": (
        "WITH RECURSIVE t AS (SELECT 1 n UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t"
    ),
    "wide recursion": (
        "WITH RECURSIVE t AS (SELECT range n FROM range(999) UNION ALL SELECT n + 1 FROM t) FROM t"
    ),
    "deep brackets": "SELECT " + "(" * 50_000 + "1" + ")" * 50_000,
    "deep functions": "SELECT " + "abs(" * 5_000 + "1" + ")" * 5_000,
    "many columns": "SELECT " + ", ".join(f"{n} AS c{n}" for n in range(20_000)),
    "a pivot": "SELECT * FROM (SELECT unnest(range(3000)) AS n) PIVOT (count(*) FOR n IN ("
    + ",".join(map(str, range(3000)))
    + "))",
    "nested JSON": "SELECT from_json(repeat('[',100000)||repeat(']',100000), '[\"JSON\"]')",
    "all rows": "SELECT a.range, b.range FROM range(100000000) a, range(100000000) b",
    "printf": "SELECT printf('%2000000000d', 1)",
    "format": "SELECT format('{:>2000000000}', 'x')",
    "a big power": "SELECT factorial(33) * list_product(range(1, 100000000))",
    "bit strings": "SELECT bitstring('1', 2000000000)",
    "combinations": (
        "SELECT count(*) FROM range(2000) a, range(2000) b, range(2000) c WHERE a.range * b.range > c.range"
    ),
    "similarity": "SELECT jaro_winkler_similarity(repeat('ab', 300000), repeat('ba', 300000))",
    "quantiles": "SELECT quantile_cont(hash(a.range)::DOUBLE, range(0, 1)) FROM range(100000000) a",
    "a histogram": "SELECT histogram(hash(range)) FROM range(50000000)",
    "windows": "SELECT list(range) OVER (ORDER BY range ROWS UNBOUNDED PRECEDING) FROM range(100000)",
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A small warehouse and small limits."""
    project = Project(tmp_path_factory.mktemp("limits"))
    limits = f"[query]\nseconds = 3\nmemory = {MEMORY}\nspill = {SPILL}\nsize = 2000000\nrows = 5000\n"
    project.write("touchpoints.toml", SETTINGS + limits)
    project.write("calls.sql", CALLS_SELECT)
    project.write_calls("calls.csv", "a,k,2026-01-05 10:00:00,loans,phone,5,failed")
    project.ingest()
    return project.settings


def assert_ends(settings: Settings, query: str) -> None:
    """As a sentence or as an answer within the limits, with nothing left behind."""
    script = str(Path(__file__).with_name("asking.py"))
    command = [sys.executable, script, str(settings.folder / "touchpoints.toml")]
    asked = subprocess.run(command, input=query, capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stderr
    said = json.loads(asked.stdout)
    if "title" in said:
        assert said["way_out"]
        assert "\n" not in said["title"] + said["way_out"]
    else:
        assert said["rows"] <= settings.query.rows
        assert said["bytes"] <= 2 * settings.query.size
    assert said["peak"] <= MEMORY + PROMISED_BESIDE
    assert not list(work_folder(settings).parent.glob("*/spill-*/*"))
    assert run_sql(settings, "SELECT count(*) FROM contacts").frame.item() == 1


@pytest.mark.parametrize("name", FAST)
def test_f17_limits_hold_inside_one_function(settings: Settings, name: str) -> None:
    assert_ends(settings, FAST[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_f17_limits_hold_for_other_bombs(settings: Settings, name: str) -> None:
    assert_ends(settings, SLOW[name])


def test_f17_a_crash_is_told(settings: Settings) -> None:
    with pytest.raises(QueryError, match="ended the database's process") as caught:
        run_sql(settings, FAST["a crash inside a function"])
    assert "another way" in caught.value.way_out


def test_f17_memory_is_told_by_its_setting(settings: Settings) -> None:
    with pytest.raises(QueryError, match="more memory than 200 MB") as caught:
        run_sql(settings, FAST["a list in memory"])
    assert "query.memory" in caught.value.way_out


def test_f17_results_are_cut_by_their_size(settings: Settings) -> None:
    found = run_sql(settings, "SELECT repeat('x', 1000) AS x FROM range(4000)")
    assert found.is_cut
    assert 1500 < found.frame.height <= 2000
    huge = run_sql(settings, "SELECT repeat('x', 3000000) AS x")
    assert (huge.is_cut, huge.frame.height, huge.frame.columns) == (True, 0, ["x"])


def test_f17_spilling_has_a_limit_of_its_own(settings: Settings) -> None:
    with pytest.raises(QueryError, match="more than 1 MB on disk") as caught:
        run_sql(
            settings.model_copy(
                update={"query": QueryLimits(seconds=300, memory=50_000_000, spill=1_000_000, rows=10)}
            ),
            SPILLING.format(0),
        )
    assert "query.spill" in caught.value.way_out


def test_f2_queries_that_spill_at_once_are_right(settings: Settings) -> None:
    """Three at once with room for a tenth of what they sort."""
    small = settings.model_copy(
        update={"query": QueryLimits(seconds=300, memory=50_000_000, spill=2_000_000_000, rows=10)}
    )
    with QueryServer(small) as server, ThreadPoolExecutor(3) as pool:
        at_once = list(pool.map(lambda n: server.run_sql(SPILLING.format(n)).frame.rows(), range(3)))
    large = settings.model_copy(update={"query": QueryLimits(seconds=300)})
    assert at_once == [run_sql(large, SPILLING.format(n)).frame.rows() for n in range(3)]


def test_queries_end_with_the_program_that_asks(settings: Settings) -> None:
    """Also when it is killed: the query's process and the one in waiting."""
    code = f"""
        import sys, threading
        from pathlib import Path
        from analytics.adhoc import QueryServer
        from analytics.query_process import QueryProcess
        from warehouse.settings_file import read_settings
        started = []
        start = QueryProcess.__init__
        def counted(self, extensions):
            start(self, extensions)
            started.append(self.id)
        QueryProcess.__init__ = counted
        with QueryServer(read_settings(Path({str(settings.folder / "touchpoints.toml")!r}))) as server:
            server.run_sql("SELECT 1")
            query = "SELECT levenshtein(repeat('a',200000),repeat('b',200000))"
            threading.Thread(target=server.run_sql, args=[query]).start()
            while len(started) < 2 or server._spare is not None:
                pass
            spare = QueryProcess(("ducklake", "sqlite_scanner"))
            print(*started, flush=True)
            sys.stdin.read()
    """
    server = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    processes = [int(number) for number in server.stdout.readline().split()]
    assert len(processes) == 3
    server.kill()
    server.communicate()
    for process in processes:
        wait_for_the_end(process)


def wait_for_the_end(process: int) -> None:
    """The test hangs, and says so by that, if the process does not end."""
    while is_running(process):
        pass


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_ctrl_c_ends_the_query_too(settings: Settings) -> None:
    command = [
        sys.executable,
        "-m",
        "touchpoints",
        "sql",
        "SELECT levenshtein(repeat('a',200000),repeat('b',200000))",
    ]
    command += ["--config", str(settings.folder / "touchpoints.toml")]
    asked = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    child = None
    while child is None and asked.poll() is None:
        children = Path(f"/proc/{asked.pid}/task/{asked.pid}/children").read_text().split()
        child = int(children[0]) if children else None
    assert child is not None
    os.kill(asked.pid, signal.SIGINT)
    asked.communicate()
    wait_for_the_end(child)
    assert not is_running(child)


def test_a_server_answers_from_the_warehouse_that_is_there(make_project: Callable[[], Project]) -> None:
    """Also when it was made anew in the meantime."""
    project = make_project()
    for number in (1, 2):
        rows = [f"c{n},k1,2026-01-05 10:00:00,loans,phone,5,failed" for n in range(number)]
        project.write_calls("calls1.csv", *rows)
        shutil.rmtree(project.settings.lake_folder, ignore_errors=True)
        project.ingest()
        if number == 1:
            server = QueryServer(project.settings)
            server.__enter__()
        assert server.run_sql("SELECT count(*) FROM contacts").frame.item() == number
    server.__exit__(None, None, None)


def test_the_allowance_is_within_what_the_documentation_promises() -> None:
    assert ALLOWANCE_BYTES < PROMISED_BESIDE
