"""Warehouses of tests in PostgreSQL and in a bucket, each in a schema and below a prefix of its own."""

import hashlib
import os
import re
import tomllib
from pathlib import Path

CATALOGUE, DATA = "TESTS_CATALOGUE", "TESTS_DATA"
_SOURCE = re.compile(r"^\[\[", re.MULTILINE)
_FOLDER = re.compile(r'^warehouse = "([^"]*)".*\n', re.MULTILINE)


def is_cluster() -> bool:
    """Whether the warehouses of tests lie there: see `pytest --cluster`."""
    return CATALOGUE in os.environ


def placed(text: str, folder: Path) -> str:
    """Settings of a project in a folder, with the place of its warehouse, unless they say it themselves."""
    if not is_cluster() or not _could_be_placed(text):
        return text
    found = _FOLDER.search(text)
    warehouse = found.group(1) if found else "warehouse"
    name = hashlib.blake2b(str(folder / warehouse).encode(), digest_size=8).hexdigest()
    place = f"""[warehouse]
folder = "{warehouse}"
catalogue = "{os.environ[CATALOGUE]}"
name = "of_{name}"
data = "{os.environ[DATA]}{name}/"

"""
    rest = _FOLDER.sub("", text)
    # A test may go on with the last source.
    sources = list(_SOURCE.finditer(rest))
    end = sources[-1].start() if sources else len(rest)
    return f"{rest[:end]}\n{place}{rest[end:]}"


def _could_be_placed(text: str) -> bool:
    try:
        return not isinstance(tomllib.loads(text).get("warehouse"), dict)
    except ValueError:
        # A test of what is said of such a file.
        return False
