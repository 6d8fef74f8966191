"""The table of functions for SELECTs names all of them, and each of its examples gives what it says."""

import re

import duckdb
import pytest

from ingest.cleaning import cleaning_functions, declare_cleaning
from tests.docs.markdown import ROOT

PAGE = (ROOT / "docs" / "new_source.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"\| `(\w+\('[^`]*)` \| `([^`]*)` \|$", PAGE, re.MULTILINE)


def test_every_function_is_listed() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == set(cleaning_functions())
    assert {call.partition("(")[0] for call, _ in EXAMPLES} == set(cleaning_functions())


@pytest.mark.parametrize(("call", "expected"), EXAMPLES)
def test_examples_give_what_is_said(call: str, expected: str) -> None:
    with duckdb.connect() as connection:
        declare_cleaning(connection)
        assert connection.sql(f"SELECT ({call})::VARCHAR").fetchall() == [(expected,)]
