"""A slip in the settings is named: the key, the file and the nearest right key."""

from pathlib import Path

import pytest

from warehouse.errors import SettingsError
from warehouse.settings_file import read_settings, write_template


def read(folder: Path, text: str) -> str:
    """The complaint about the settings."""
    path = folder / "touchpoints.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        read_settings(path)
    assert "touchpoints.toml" in str(raised.value)
    return str(raised.value)


PART_TARGET = '[[targets_for]]\nmeasure = "csat"\nvalue = 0.8\nwhere = {where}\n'
SOURCE = '[[sources]]\nname = "a"\nfiles = "*.csv"\nformat = "csv"\ncontacts = "a.sql"\n'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('langage = "ko"', "Unknown key 'langage'"),
        ('langage = "ko"', "Did you mean 'language'?"),
        ("[definitions]\nsmal_n = 3", "Did you mean 'small_n'?"),
        (SOURCE.replace("files", "file"), "Did you mean 'files'?"),
        ('language = "fr"', "'language' = 'fr'"),
        ('[channels]\nphone = "fon"', "'channels.phone' = 'fon'"),
        ('business_time_zone = "Asia/Soul"', "did you mean 'Asia/Seoul'?"),
        ('[publish]\ndatabase = "postgresql://a:b@host/c"', "holds a password; give it as a variable"),
        ('[publish]\ndatabase = "mysql://host/c"', "is not an address as postgresql://"),
        ('[publish]\nschema = "Figures"', "is not a name of up to 57 small letters"),
        ('[publish]\nreader = "public"', "is not the name of one role"),
        ('[calendar]\ncountry = "kr"', "did you mean 'KR'?"),
        ('[calendar]\nsubdivision = "CA"', "without its country"),
        ('[calendar]\nworking_days = ["moonday"]', "'monday', 'tuesday'"),
        ('[targets]\ncsat = "high"', "'targets.csat' = 'high'"),
        (PART_TARGET.format(where="{}"), "names no dimension"),
        (PART_TARGET.format(where="{ segment = [] }"), "at least 1 item"),
        (
            PART_TARGET.format(where='{ segment = ["a", "b"] }')
            + PART_TARGET.format(where='{ segment = ["b", "a"] }'),
            "numbers 1 and 2 are both targets of 'csat' for segment = a or b",
        ),
        (SOURCE.replace('contacts = "a.sql"', ""), "names no SELECT"),
        (SOURCE * 2, "two sources are called 'a'"),
        (SOURCE + "late_after_hours = 0\n", "greater than 0"),
        (SOURCE + "late_after_hours = 1_000_000\n", "less than or equal to 876000"),
        ("language =", "not valid TOML"),
    ],
)
def test_a_wrong_setting_is_named_with_a_way_out(tmp_path: Path, text: str, complaint: str) -> None:
    assert complaint in read(tmp_path, text)


def test_a_missing_file_says_how_to_write_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="touchpoints init"):
        read_settings(tmp_path / "touchpoints.toml")


def test_the_template_is_valid_and_never_overwrites(tmp_path: Path) -> None:
    path = write_template(tmp_path)
    assert read_settings(path).business_time_zone == "Asia/Seoul"
    with pytest.raises(SettingsError, match="exists already"):
        write_template(tmp_path)


def test_a_variable_overrides_one_key_and_leaves_its_neighbours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOUCHPOINTS_DEFINITIONS__SMALL_N", "7")
    (tmp_path / "touchpoints.toml").write_text("[definitions]\ninactivity_days = 3\n", encoding="utf-8")
    definitions = read_settings(tmp_path / "touchpoints.toml").definitions
    assert (definitions.small_n, definitions.inactivity_days) == (7, 3)


def test_an_unknown_variable_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOUCHPOINTS_LANGUGE", "ko")
    with pytest.raises(SettingsError, match="Did you mean 'TOUCHPOINTS_LANGUAGE'"):
        read_settings(write_template(tmp_path))


@pytest.mark.parametrize("secret", ["s3cret", "s3cret@more", "s3cret/more"])
@pytest.mark.parametrize("key", ["[publish]\ndatabase", "[warehouse]\ncatalogue"])
def test_a_password_in_an_address_is_not_repeated_where_it_is_refused(
    key: str, secret: str, tmp_path: Path
) -> None:
    complaint = read(tmp_path, f'{key} = "postgresql://touchpoints:{secret}@host:5432/figures"')
    assert "postgresql://touchpoints:…@host:5432/figures" in complaint
    assert "s3cret" not in complaint
