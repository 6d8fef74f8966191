"""A project with a source and a file of each format."""

from collections import Counter
from collections.abc import Mapping

from ingest.report import FileReport
from tests.export_files import WRITTEN
from tests.generated_rows import Contact
from tests.project import CALLS_SELECT, SETTINGS, Project


def write_each(project: Project, files: Mapping[str, bytes]) -> None:
    """Files by the name of their format. Ids are made different by the file they come from."""
    text = "loading = {max_reject_share = 1}\n" + SETTINGS[: SETTINGS.index("[[sources]]")]
    for number, (name, content) in enumerate(files.items()):
        written = WRITTEN[name]
        text += f'[[sources]]\nname = "{name}"\nfiles = "{number:02}/*"\ncontacts = "calls.sql"\n'
        text += f"{written.settings}\n"
        (project.folder / f"{number:02}").mkdir()
        (project.folder / f"{number:02}" / f"calls{written.suffix}").write_bytes(content)
    project.write("touchpoints.toml", text)
    project.write("calls.sql", CALLS_SELECT.replace("id AS", "origin.file || id AS"))


def loaded_of(project: Project, source: str) -> Counter[Contact]:
    """What is in the warehouse of a source that was loaded once, in the columns of `contacts_of`."""
    return Counter(
        project.query(
            "SELECT customer_id, department, channel, wait_seconds, outcome FROM contacts"
            f" WHERE load_id = (SELECT load_id FROM loads WHERE source = '{source}')"
        )
    )


def assert_adds_up(report: FileReport) -> None:
    """Whatever became of a file, no record of it is lost, and what is said of it is for people."""
    assert "not made for" not in (report.reason or ""), report
    assert (report.reason or "").count("\n") <= 2, report
    assert report.read == report.accepted + report.unchanged + report.corrected + report.rejected, report
