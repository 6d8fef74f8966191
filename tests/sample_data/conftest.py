"""Worlds that several tests look at; made once."""

from pathlib import Path

import pytest

from sample_data import World, simulate, write_exports


@pytest.fixture(scope="session")
def world() -> World:
    """A year of 20,000 customers: large enough to find what is planted."""
    return simulate(20_000, 365, 11)


@pytest.fixture(scope="session")
def small_world() -> World:
    """A world whose files are written in a second."""
    return simulate(3_000, 365, 3)


@pytest.fixture(scope="session")
def exports(small_world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the exports of the small world."""
    folder = tmp_path_factory.mktemp("exports")
    write_exports(small_world, folder)
    return folder
