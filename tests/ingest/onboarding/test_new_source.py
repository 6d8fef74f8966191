"""`touchpoints source new` drafts a source that loads the rows of an export as they were meant."""

import re
from pathlib import Path

import pytest

from ingest.onboarding.new_source import NewSource, new_source
from ingest.onboarding.trial import try_source
from sample_data import simulate
from sample_data.exports import copy_project, write_exports
from sample_data.words import Language
from tests.export_files import csv, xml
from tests.ingest.conftest import Type
from tests.ingest.onboarding.written import KOREAN, WRITTEN, write_format
from tests.project import SETTINGS, Project

OWN_SETTINGS = f"# Ours, to be kept.\n{SETTINGS[: SETTINGS.index('[[sources]]')]}"


@pytest.fixture
def empty_project(project: Project) -> Project:
    """One without sources."""
    project.write("touchpoints.toml", OWN_SETTINGS)
    (project.folder / "calls.sql").unlink()
    return project


def drafted(project: Project, path: Path, **options: str | None) -> NewSource:
    return new_source(project.settings, None, path, options.get("name"), options.get("kind"))


def put(project: Project, name: str, content: bytes) -> Path:
    path = project.folder / "exports" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


FORMATS: dict[str, Language] = {
    "csv": "en",
    "cp949": "ko",
    "semicolons, titles": "ko",
    "tabs in utf-16": "en",
    "xlsx": "ko",
    "titles in xls": "en",
    "html as xls": "ko",
    "json": "ko",
    "gz": "en",
}


# A workbook is read by a process of its own, each time it is looked at.
LONG = {"xlsx"}


@pytest.mark.parametrize(
    ("name", "language"),
    [pytest.param(*each, marks=[pytest.mark.slow] * (each[0] in LONG)) for each in FORMATS.items()],
)
def test_an_export_of_any_format_is_read_as_it_was_meant(
    empty_project: Project, name: str, language: Language
) -> None:
    header, rows = WRITTEN[language].header, WRITTEN[language].rows()
    path = put(empty_project, *write_format(name, header, rows))
    found = drafted(empty_project, path)
    planted = ["contact_id", "customer_id", "occurred_at", "department", "channel", "wait_seconds", "outcome"]
    assert {item.target: item.source for item in found.draft.items} == dict(
        zip(planted, header, strict=False)
    )
    assert [column.name for column in found.draft.left_out] == [header[-1]]
    trial = try_source(empty_project.settings, found.name, None, 100)
    (kind,) = trial.kinds
    assert (kind.read, trial.rejected) == (40, 0)
    mapped = kind.rows.row(5, named=True)
    if language == "ko":
        assert (mapped["wait_seconds"], mapped["outcome"]) == (5 * 60 + 5, "abandoned")
        assert f"{mapped['occurred_at']:%Y-%m-%d %H:%M}" == "2026-01-06 09:05"  # UTC of 18:05
    else:
        assert (mapped["wait_seconds"], mapped["outcome"]) == (5 * 60, "failed")
        assert f"{mapped['occurred_at']:%Y-%m-%d %H:%M}" == "2026-01-06 05:05"


@pytest.fixture(scope="module", params=["ko", pytest.param("en", marks=pytest.mark.slow)])
def companies(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Project, Project]:
    """The sample company as it ships its sources, and with none."""
    world = simulate(150, 120, 5)
    made = []
    for name in ("shipped", "bare"):
        folder = tmp_path_factory.mktemp(name)
        copy_project(folder, request.param)
        write_exports(world, folder / "exports", request.param)
        made.append(Project(folder))
    bare = made[1]
    settings = (bare.folder / "touchpoints.toml").read_text(encoding="utf-8")
    bare.write("touchpoints.toml", settings[: settings.index("[[sources]]")])
    for path in (bare.folder / "sources").iterdir():
        path.unlink()
    return made[0], bare


@pytest.mark.parametrize(
    "system",
    [
        "call_centre",
        "digital",
        pytest.param("branch", marks=pytest.mark.slow),
        "survey",
        "customers",
    ],
)
def test_the_sample_companys_exports_are_mapped_as_its_own_selects_do(
    companies: tuple[Project, Project], system: str
) -> None:
    bare = companies[1]
    exports = sorted(path for path in (bare.folder / "exports" / system).iterdir() if path.suffix != ".gz")
    largest = max(exports, key=lambda path: path.stat().st_size)
    found = drafted(bare, largest)
    for path in {exports[0], largest}:
        expected, mapped = (
            try_source(project.settings, system, project.folder / path.relative_to(bare.folder), 10_000)
            for project in companies
        )
        assert mapped.rejected == expected.rejected
        # What the shipped channels are called, and how several values are joined, is the company's choice.
        both = [
            name
            for name in mapped.kinds[0].rows.columns
            if name in expected.kinds[0].rows.columns
            and name not in ("channel", "customer_type", "leave_causes", "recovery_kind")
        ]
        assert len(both) >= len(found.draft.items) - 3
        key = [name for name in both if name.endswith("_id")]
        assert (
            mapped.kinds[0]
            .rows.select(both)
            .sort(*key)
            .equals(expected.kinds[0].rows.select(both).sort(*key))
        )


def test_xml_and_what_nobody_identifies_have_a_source_too(empty_project: Project) -> None:
    header = ["started", "team", "state"]
    rows = [[f"2026-01-{number + 1:02} 10:00:00", "Billing", "solved"] for number in range(20)]
    found = drafted(empty_project, put(empty_project, "crm/log.xml", xml(header, rows).encode()))
    assert found.declared == {"format": "xml", "row": "call"}
    assert found.name == "crm"
    assert "stable_id(started, team, state)" in (found.draft.says("contact_id") or "")
    trial = try_source(empty_project.settings, "crm", None, 0)
    assert (trial.kinds[0].accepted, trial.rejected) == (20, 0)


def test_an_update_log_is_folded_and_an_id_that_repeats_is_joined_with_another(
    empty_project: Project,
) -> None:
    header = ["case no", "version", "opened", "team", "state"]
    rows = [
        [
            f"K{case}",
            str(version),
            f"2026-01-{case + 1:02} 10:00:00",
            "Billing",
            ("open", "solved")[version // 2],
        ]
        for case in range(20)
        for version in range(3)
    ]
    found = drafted(empty_project, put(empty_project, "cases/1.csv", csv(header, rows).encode()))
    assert (found.draft.case, found.draft.version) == ('"case no"', "try_cast(version AS DOUBLE)")
    trial = try_source(empty_project.settings, "cases", None, 100)
    assert trial.kinds[0].read == 20
    assert set(trial.kinds[0].rows["outcome"]) == {"resolved"}
    lines = [
        [f"{n // 4}", f"L{n % 4}", f"2026-01-{n % 28 + 1:02} 10:00:00", "Billing", "open"] for n in range(40)
    ]
    header = ["call id", "line", "opened", "team", "state"]
    joined = drafted(empty_project, put(empty_project, "calls/1.csv", csv(header, lines).encode()))
    assert joined.draft.says("contact_id") == "line || '-' || \"call id\""


def test_decimal_commas_and_numbers_with_units_are_read(empty_project: Project) -> None:
    header = ["id", "opened", "team", "state", "wait (min)", "talk time", "cost"]
    rows = [
        [f"N{n}", f"2026-01-{n + 1:02} 10:00:00", "Billing", "open", f"{n},5", f"{n}분 5초", f"{n + 1},250원"]
        for n in range(20)
    ]
    path = put(empty_project, "numbers/1.csv", csv(header, rows, ";").encode())
    drafted(empty_project, path)
    rows_mapped = try_source(empty_project.settings, "numbers", path, 3).kinds[0].rows
    assert rows_mapped["wait_seconds"].to_list() == [30, 90, 150]
    assert rows_mapped["service_seconds"].to_list() == [5, 65, 125]
    assert rows_mapped["cost"].to_list() == [1250, 2250, 3250]


@pytest.mark.parametrize("name", ["weight", "Survey weight", "wt", "가중치", "표본가중치"])
def test_what_an_answer_weighs_is_known_by_its_name(empty_project: Project, name: str) -> None:
    header = ["survey id", "submitted at", "satisfaction", "nps", name]
    rows = [[f"S{n}", f"2026-01-{n + 1:02} 10:00:00", "4", "9", f"{n / 8 + 0.5}"] for n in range(20)]
    path = put(empty_project, "survey/1.csv", csv(header, rows).encode())
    drafted(empty_project, path)
    mapped = try_source(empty_project.settings, "survey", path, 3).kinds[0].rows
    assert mapped["weight"].to_list() == [0.5, 0.5, 0.625]


def test_broken_lines_are_passed_over(empty_project: Project) -> None:
    lines = [f'{{"id": "J{n}", "opened": "2026-01-{n + 1:02} 10:00:00", "state": "open"}}' for n in range(20)]
    path = put(empty_project, "events/1.jsonl", "\n".join([*lines[:9], "{'id': 1}", *lines[9:]]).encode())
    found = drafted(empty_project, path)
    assert found.draft.says("contact_id") == "trim(id)"
    trial = try_source(empty_project.settings, "events", path, 0)
    assert (trial.kinds[0].accepted, trial.rejected) == (20, 1)


def test_comments_stay_and_unknown_channels_are_proposed(empty_project: Project, type_in: Type) -> None:
    rows = [[*row[:4], ("전화", "키오스크")[place % 2], *row[5:]] for place, row in enumerate(KOREAN.rows())]
    put(empty_project, "desk/2026-01.csv", csv(KOREAN.header, rows).encode())
    done = type_in(empty_project, "source", "new", "exports/desk/2026-01.csv", "--name", "ours")
    assert (done.status, done.stderr) == (0, "")
    assert '"전화" = "phone"' in done.stdout
    assert '"키오스크" = "digital"' in done.stdout
    assert "Next: touchpoints source test ours" in done.stdout
    settings = (empty_project.folder / "touchpoints.toml").read_text(encoding="utf-8")
    assert settings.startswith(OWN_SETTINGS.rstrip())
    assert 'files = "exports/desk/*.csv"' in settings
    assert "--     비고: 메모" in (empty_project.folder / "sources/ours.contacts.sql").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("before", "words", "complaint"),
    [
        ("sources/desk.contacts.sql", ("exports/desk/1.csv",), "sources/desk.contacts.sql exists already."),
        ("", ("exports/gone.csv",), "There is nothing in the file"),
        ("", ("/etc/hostname",), "lies outside of"),
        ("touchpoints.toml", ("exports/desk/1.csv",), "There is a source 'desk' already."),
    ],
)
def test_what_is_there_is_never_overwritten(
    empty_project: Project, type_in: Type, before: str, words: tuple[str, ...], complaint: str
) -> None:
    put(empty_project, "desk/1.csv", csv(KOREAN.header, KOREAN.rows()).encode())
    if before == "touchpoints.toml":
        source = '[[sources]]\nname = "desk"\nfiles = "x/*"\nformat = "csv"\ncontacts = "x.sql"\n'
        empty_project.write(before, f"{OWN_SETTINGS}\n{source}")
    elif before:
        empty_project.write(before, "-- mine")
    files = {path: path.read_bytes() for path in empty_project.folder.rglob("*") if path.is_file()}
    done = type_in(empty_project, "source", "new", *words)
    assert done.status == 1
    assert complaint in done.stderr
    assert {path: path.read_bytes() for path in empty_project.folder.rglob("*") if path.is_file()} == files


def test_a_file_that_a_source_reads_is_told_by_its_source(project: Project, type_in: Type) -> None:
    project.write_calls("calls_1.csv", "a,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    done = type_in(project, "source", "new", "calls_1.csv")
    assert re.search(r"Source 'calls' reads this file already\..*touchpoints source test calls", done.stderr)


def test_without_settings_it_says_how_to_write_some(project: Project, type_in: Type) -> None:
    (project.folder / "touchpoints.toml").unlink()
    done = type_in(project, "source", "new", "calls_1.csv")
    assert done.status == 2
    assert "Run 'touchpoints init' to write one" in done.stderr
