"""The wheel holds everything that the program reads at run time."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("warehouse", "events", "ingest", "analytics", "dashboard", "schedule", "sample_data")


def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", *PACKAGES], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    copy = tmp_path / "copy"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(copy)], check=True)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-w",
        str(tmp_path),
        ".",
    ]
    subprocess.run(command, cwd=copy, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    open_data = "sample_data/open/"  # stays in the source tree: data, not program
    wanted = {
        name
        for name in tracked
        if name and not name.startswith(open_data) and name != "sample_data/README.md"
    }
    assert wanted <= held | {"touchpoints.py"}
    assert "touchpoints.py" in held
