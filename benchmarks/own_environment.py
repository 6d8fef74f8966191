"""Other tools in Python environments of their own: what they need is not what this project needs."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def install(environment: Path, requirements: Path) -> None:
    """Make the environment with what a file of requirements names."""
    print(f"Installing {requirements.parent.name} …", flush=True)
    run([sys.executable, "-m", "venv", str(environment)])
    pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    run([*pip, "--requirement", str(requirements)])


def run(command: Sequence[str], variables: Mapping[str, str] = os.environ) -> str:
    """What a program prints. Raises RuntimeError with the end of its errors where it fails."""
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout
