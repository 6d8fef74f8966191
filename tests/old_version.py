"""Makes the warehouse of an earlier version that tests bring up to date.

The code that is imported decides of which version it is, so run it with that version's code:

    git worktree add ../old COMMIT && cp tests/old_*.py tests/project.py ../old/ && cd ../old
    PYTHONPATH=. python old_version.py version_4.zip

The zip holds the project with its warehouse, and in `figures.json` what that version read from it.
"""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from old_figures import figures
from project import CALLS_SELECT, PEOPLE_SELECT, PEOPLE_SOURCE, SETTINGS, Project

_SURVEY_SOURCE = """
[[sources]]
name = "surveys"
files = "surveys*.csv"
format = "csv"
answers = "surveys.sql"
"""
_SURVEY_SELECT = """
-- Grain: one row per answered item.
SELECT
    origin, call || '-' || item AS answer_id, call AS survey_id, 'c' || call AS contact_id,
    day AS answered_at, item, score
FROM export
"""
_RESULTS = ("resolved", "failed", "unresolved", "PHANTOM", "abandoned")


def main(target: Path) -> None:
    """Write the zip."""
    with TemporaryDirectory() as temporary:
        project = Project(Path(temporary))
        _load(project)
        project.write("figures.json", json.dumps(figures(project.query)))
        with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as packed:
            for path in sorted(project.folder.rglob("*")):
                if path.is_file() and "work" not in path.parts and path.suffix != ".lock":
                    packed.write(path, path.relative_to(project.folder))


def _load(project: Project) -> None:
    """Rows in the catalogue and in files, deleted ones in both, rejects, a failure, customers' states."""
    project.write("touchpoints.toml", SETTINGS + PEOPLE_SOURCE + _SURVEY_SOURCE)
    project.write("surveys.sql", _SURVEY_SELECT)
    project.write("calls.sql", CALLS_SELECT)
    project.write("people.sql", PEOPLE_SELECT)
    project.write_calls("calls_1.csv", *(_call(number) for number in range(150)))
    answers = (_answer(number) for number in range(120))
    project.write("surveys_1.csv", "\n".join(["call,day,item,score", *answers, ""]))
    project.write_people("2026-01-01", "k0,basic", "k1,basic")
    project.ingest()
    project.write_calls("calls_2.csv", *(_call(number, wait=9) for number in range(5)))
    project.write_people("2026-02-01", "k0,gold", "k1,basic")
    project.write("calls_3.csv", "nothing\nof this\n")
    project.ingest()


def _call(number: int, wait: int = 5) -> str:
    result = _RESULTS[number % len(_RESULTS)]
    return f"c{number},k{number % 7},2026-01-{1 + number % 28:02} 10:00:00,loans,phone,{wait},{result}"


def _answer(number: int) -> str:
    call, item = divmod(number, 2)
    score = 1 + number * 7 % 5 if item else number * 3 % 11
    return f"{call},2026-01-{3 + number % 28:02},{('nps', 'csat')[item]},{score}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
