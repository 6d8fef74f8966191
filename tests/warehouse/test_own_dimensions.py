"""Dimensions of the company's own: declared once, and a slip is named."""

from pathlib import Path
from typing import Literal

import pytest

from analytics.dimensions import dimensions
from warehouse.contract import RECORD_KINDS
from warehouse.errors import SettingsError
from warehouse.own_dimensions import BUILT_IN_DIMENSIONS, DIMENSIONS_OF_RECORDS, own_columns
from warehouse.settings import Settings
from warehouse.settings_file import read_settings
from warehouse.words import Words

AREA = '[[dimensions]]\nname = "area"\nof = "contacts"\n'
DIVISION = '[[dimensions]]\nname = "division"\nfrom = "department"\nvalues = { Loans = "Retail" }\n'


def read(folder: Path, text: str) -> Settings:
    path = folder / "touchpoints.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def test_dimensions_are_given_in_their_order_with_their_words(tmp_path: Path) -> None:
    words = 'words = { ko = "지역" }\norder = ["Seoul", "Busan"]\nis_filter = false\n'
    area, division = read(tmp_path, AREA + words + DIVISION).dimensions
    assert (area.name, area.of, area.from_, area.is_filter) == ("area", "contacts", None, False)
    assert (area.label, area.order) == (Words("지역", "area"), ["Seoul", "Busan"])
    assert (division.from_, division.values, division.is_filter) == ("department", {"Loans": "Retail"}, True)


def test_a_dimension_may_be_made_of_another_of_the_company(tmp_path: Path) -> None:
    zone = AREA + DIVISION.replace('"department"', '"area"')
    assert [dimension.from_ for dimension in read(tmp_path, zone).dimensions] == [None, "area"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (AREA.replace("of", "off"), "Did you mean 'of'?"),
        (AREA.replace("contacts", "answers"), "'dimensions.0.of' = 'answers'"),
        (AREA.replace("area", "Region"), "small letters"),
        (AREA.replace("area", "1st"), "small letters"),
        (AREA.replace("area", "order"), "is a word of SQL"),
        (AREA.replace("area", "segment"), "'segment' is a column or a dimension that there is already"),
        (AREA.replace("area", "occurred_local"), "there is already"),
        (AREA.replace("area", "wait_seconds_text"), "there is already"),
        (AREA.replace('of = "contacts"\n', ""), "'area' needs one of the keys 'of' and 'from'"),
        (AREA + 'from = "channel"\n', "'area' needs one of the keys 'of' and 'from'"),
        (AREA + 'values = { a = "b" }\n', "needs 'values' just if it has 'from'"),
        (DIVISION.replace("values", "words").replace("Loans", "en"), "needs 'values' just if it has 'from'"),
        (AREA + 'order = ["a", "a"]\n', "has 'a' twice"),
        (AREA + "is_filter = 1\n", "'dimensions.0.is_filter' = 1"),
        (AREA + 'words = { kor = "지역" }\n', "Did you mean 'ko'?"),
        (AREA * 2, "two dimensions are called 'area'"),
        (DIVISION.replace("department", "departement"), "'departement', which is no dimension"),
        (DIVISION.replace("department", "division"), "'division' is made from itself"),
    ],
)
def test_a_wrong_dimension_is_named_with_a_way_out(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read(tmp_path, text)
    assert complaint in str(raised.value)
    assert "touchpoints.toml" in str(raised.value)


@pytest.mark.parametrize(
    "name",
    sorted({*BUILT_IN_DIMENSIONS, *(name for kind in RECORD_KINDS.values() for name in kind.columns())}),
)
@pytest.mark.parametrize("of", ["contacts", "customers"])
def test_a_name_in_use_is_taken_but_by_the_dimension_of_the_contract_itself(
    tmp_path: Path, name: str, of: Literal["contacts", "customers"]
) -> None:
    declared = AREA.replace("area", name).replace("contacts", of)
    if name in DIMENSIONS_OF_RECORDS and name in RECORD_KINDS[of].columns():
        (own,) = read(tmp_path, declared).dimensions
        assert own.is_known
    else:
        with pytest.raises(SettingsError, match="call it otherwise"):
            read(tmp_path, declared)


def test_a_dimension_of_the_contract_may_have_the_companys_words_and_order(tmp_path: Path) -> None:
    region = AREA.replace("area", "region").replace("contacts", "customers")
    settings = read(tmp_path, f'{region}words = {{ ko = "권역" }}\norder = ["south", "north"]\n')
    found = dimensions(settings)["region"]
    assert (found.label, found.order, found.of) == (Words("권역", "Region"), ("south", "north"), "customers")
    assert own_columns(settings.dimensions, "customers") == []
