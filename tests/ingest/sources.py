"""Loading one file by a source with given settings."""

from ingest.report import FileReport
from tests.attacks.loading import load
from tests.project import SETTINGS, Project


def load_one(project: Project, settings: str, name: str, content: bytes | str) -> FileReport:
    """What becomes of a file called so, with lines of the source's settings."""
    text = SETTINGS[: SETTINGS.index("[[sources]]")]
    project.write(
        "touchpoints.toml",
        f'{text}[[sources]]\nname = "s"\nfiles = "exports/*"\ncontacts = "calls.sql"\n{settings}\n',
    )
    path = project.folder / "exports" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (report,) = load(project, path)
    return report
