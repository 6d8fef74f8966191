"""What `make demo` would do and say, in each language."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def planned(*arguments: str, language_of_the_shell: str = "C") -> subprocess.CompletedProcess[str]:
    """What make says it would run for the demo, without running it."""
    return subprocess.run(
        ["make", "--dry-run", "demo", "SERVE=0", *arguments],
        cwd=ROOT,
        env={**os.environ, "LANGUAGE": language_of_the_shell},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "language", "department"), [([], "ko", "설치"), (["LANGUAGE=en"], "en", "Installation")]
)
def test_the_demo_names_what_to_look_at_in_its_language(
    arguments: list[str], language: str, department: str
) -> None:
    plan = planned(*arguments)
    assert plan.returncode == 0, plan.stderr
    assert f"--language {language}" in plan.stdout
    assert f"the dark cell of {department} in the high tier" in plan.stdout
    assert "touchpoints serve" not in plan.stdout


def test_the_language_of_the_shell_does_not_change_the_demo() -> None:
    assert "--language ko" in planned(language_of_the_shell="en_GB:en").stdout


def test_an_unknown_language_is_refused() -> None:
    plan = planned("LANGUAGE=fr")
    assert plan.returncode != 0
    assert "LANGUAGE is ko or en" in plan.stderr
