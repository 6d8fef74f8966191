"""The incident log by its states: what docs/real.md says of it, to the digit."""

import re
import shutil
from collections.abc import Iterator

import duckdb
import pytest

from tests.docs.console import Console, commands
from tests.docs.markdown import ROOT, blocks

OPEN = ROOT / "sample_data" / "open"
PAGE = ROOT / "docs" / "real.md"
_SECTION = re.compile(r"^## Incidents$.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def said() -> Iterator[tuple[str, str]]:
    """The commands of the section, each with what it is said to print."""
    found = _SECTION.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None
    for block in blocks(PAGE):
        if block.language == "console" and block.text in found[0]:
            yield from commands(block.text)


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Console:
    folder = tmp_path_factory.mktemp("incident_states")
    shutil.copytree(OPEN, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("warehouse*"))
    return Console(folder)


def test_the_page_says_what_its_commands_print(console: Console) -> None:
    (load, _), *questions = said()
    loaded = console.run(load)
    assert console.status == 0
    assert "134,507 134,505" in " ".join(loaded.split())
    assert len(questions) >= 6
    for command, expected in questions:
        shown, is_cut, _ = expected.partition("…")
        printed = console.run(command).split()
        assert (printed[: len(shown.split())] if is_cut else printed) == shown.split(), command


def test_hand_overs_are_the_log_s_own_count(console: Console) -> None:
    """45.6 % of the incidents were reassigned by their last update."""
    share = "SELECT 100 * count_if(handed_on) / count(*) AS share FROM (SELECT customer_id,"
    each = "bool_or(outcome = 'transferred') AS handed_on FROM contacts GROUP BY customer_id)"
    printed = console.run(f'touchpoints sql "{share} {each}" --format csv --config incident_states.toml')
    assert round(float(printed.split()[1]), 1) == 45.6


def test_time_in_a_state_ends_where_a_later_one_begins(console: Console) -> None:
    """Counted from the log itself: half of the active incidents are resolved within half a day."""
    folder = console.folder
    log = f"read_csv('{folder}/log/incident_event_log.csv', all_varchar = true)"
    shutil.unpack_archive(folder / "exports" / "itsm_incidents.zip", folder / "log")
    hours = duckdb.sql(
        f"""
        WITH updates AS (
            SELECT number, incident_state, strptime(sys_updated_at, '%d/%m/%Y %H:%M') AS updated FROM {log}
        ),
        firsts AS (
            SELECT
                number,
                min(updated) FILTER (incident_state = 'Active') AS active_at,
                min(updated) FILTER (incident_state IN ('Resolved', 'Closed')) AS resolved_at
            FROM updates GROUP BY number
        )
        SELECT median(date_diff('minute', active_at, resolved_at)) / 60
        FROM firsts WHERE resolved_at >= active_at
        """
    ).fetchall()[0][0]
    printed = console.run("touchpoints stages --format csv --config incident_states.toml")
    rows = [line.split(",") for line in printed.splitlines()]
    active = dict(zip(rows[0], rows[2], strict=True))
    # Stages are told to a quarter of an hour.
    assert float(active["median_days"]) * 24 == pytest.approx(hours, abs=0.125)
