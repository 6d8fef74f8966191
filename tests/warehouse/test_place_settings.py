"""Where settings may say that the warehouse lies."""

from pathlib import Path

import pytest

from warehouse.errors import SettingsError
from warehouse.place import data_place, shown_place
from warehouse.settings import Settings
from warehouse.settings_file import read_settings

CATALOGUE = "postgresql://touchpoints@db.example:5432/lake"


def read(folder: Path, text: str) -> Settings:
    path = folder / "touchpoints.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def test_a_path_alone_is_that_of_the_folder(tmp_path: Path) -> None:
    settings = read(tmp_path, 'warehouse = "here"')
    assert settings.lake_folder == tmp_path / "here"
    assert data_place(settings) == f"{tmp_path / 'here'}/data/"
    assert shown_place(settings) == str(tmp_path / "here")


def test_catalogue_and_data_each_lie_where_they_are_said_to(tmp_path: Path) -> None:
    both = read(tmp_path, f'[warehouse]\ncatalogue = "{CATALOGUE}"\ndata = "s3://bucket/lake"')
    assert (both.warehouse.name, data_place(both)) == ("touchpoints", "s3://bucket/lake/")
    assert shown_place(both) == f"{CATALOGUE} (schema touchpoints)"
    catalogue = read(tmp_path, f'[warehouse]\ncatalogue = "{CATALOGUE}"')
    assert data_place(catalogue) == f"{tmp_path / 'warehouse'}/data/"
    data = read(tmp_path, '[warehouse]\ndata = "s3://bucket"')
    assert (data.warehouse.catalogue, data_place(data)) == (None, "s3://bucket/")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('catalogue = "postgresql://me:secret@db/lake"', "holds a password"),
        ('catalogue = "mysql://db/lake"', "is not an address as postgresql://"),
        ('catalogue = "postgresql://db"', "is not an address as postgresql://"),
        ('catalogue = "postgresql:///lake"', "is not an address as postgresql://"),
        ('catalogue = "postgresql://db/lake?sslmode=disable"', "has more than an address"),
        ('data = "s3://key:secret@bucket/"', "holds a password"),
        ('data = "s3:///folder"', "is not an address as s3://"),
        ('data = "https://bucket/folder"', "is not an address as s3://"),
        ('data = "s3://bucket/*"', "is not an address as s3://"),
        ('name = "My Lake"', "small letters"),
        ('name = "pg_lake"', "small letters"),
        ('name = ""', "small letters"),
        ('adress = "x"', "Unknown key 'warehouse.adress'"),
    ],
)
def test_a_place_that_cannot_be_meant_is_refused_and_no_secret_is_repeated(
    tmp_path: Path, line: str, complaint: str
) -> None:
    with pytest.raises(SettingsError) as raised:
        read(tmp_path, f"[warehouse]\n{line}")
    assert complaint in str(raised.value)
    assert "warehouse" in str(raised.value)
    assert "secret" not in str(raised.value)


def test_variables_say_parts_of_the_place_or_the_folder_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = 'warehouse = "here"'
    with monkeypatch.context() as here:
        here.setenv("TOUCHPOINTS_WAREHOUSE__CATALOGUE", CATALOGUE)
        settings = read(tmp_path, text)
        assert (settings.warehouse.catalogue, settings.lake_folder) == (CATALOGUE, tmp_path / "here")
    with monkeypatch.context() as here:
        here.setenv("TOUCHPOINTS_WAREHOUSE", str(tmp_path / "there"))
        assert read(tmp_path, text).lake_folder == tmp_path / "there"
    with monkeypatch.context() as here:
        here.setenv("TOUCHPOINTS_WAREHOUSE", '{"name": "beside"}')
        assert read(tmp_path, "").warehouse.name == "beside"
