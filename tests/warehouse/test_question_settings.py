"""Question sets in the settings: what cannot be meant is refused with its key and reason."""

from pathlib import Path

import pytest

from warehouse.errors import SettingsError
from warehouse.settings import Settings
from warehouse.settings_file import read_settings

GOOD = """
[question_sets.care]
words = { ko = "돌봄", en = "Care" }

[[question_sets.care.dimensions]]
name = "outcome"
weight = 0.6
items = [{ item = "csat", scale = [1, 5] }, { item = "ces", scale = [1, 7] }]

[[question_sets.care.dimensions]]
name = "manner"
weight = 0.4
items = [{ item = "polite", scale = [1, 7] }]
"""


def read(folder: Path, text: str) -> Settings:
    path = folder / "touchpoints.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def test_a_set_of_ones_own_is_read(tmp_path: Path) -> None:
    care = read(tmp_path, GOOD).question_sets["care"]
    assert [(one.name, one.weight) for one in care.dimensions] == [("outcome", 0.6), ("manner", 0.4)]
    assert [item.item for one in care.dimensions for item in one.items] == ["csat", "ces", "polite"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("weight = 0.4", "weight = 0.5", "weights of its dimensions that add up to 1.1 instead of 1"),
        ("weight = 0.4\n", "", "weights for some of its dimensions"),
        ('"polite"', '"csat"', "has the item 'csat' twice"),
        ('"manner"', '"outcome"', "has the dimension 'outcome' twice"),
        ('"manner"', '"index"', "call it otherwise"),
        ("scale = [1, 5]", "scale = [5, 5]", "the same score at both ends"),
        ("[question_sets.care]", '[question_sets.care]\nmethod = "top_box"', "needs a threshold"),
        ("[question_sets.care]", "[question_sets.care]\nthreshold = 4", "does not use"),
        (
            "[question_sets.care]",
            '[question_sets.care]\nmethod = "top_box"\nthreshold = 6',
            "not on the scale of 'csat'",
        ),
        ('item = "polite"', 'itme = "polite"', "Did you mean 'item'"),
    ],
)
def test_slips_are_told(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert before in GOOD
    with pytest.raises(SettingsError, match=said):
        read(tmp_path, GOOD.replace(before, after, 1))
