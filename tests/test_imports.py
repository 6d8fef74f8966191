"""Imports point one way: ingest → warehouse, dashboard → analytics → state → warehouse."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "warehouse": set(),
    "ingest": {"warehouse"},
    "events": {"ingest", "warehouse"},
    "state": {"warehouse"},
    "analytics": {"state", "warehouse"},
    "dashboard": {"analytics", "state", "warehouse"},
    "publish": {"analytics", "warehouse"},
    "schedule": {"ingest", "warehouse"},
    "sample_data": set(),
}


PAGES = ROOT / "dashboard" / "pages"
# Knows every page, to put them behind their addresses.
APP = ROOT / "dashboard" / "app.py"


def imported_modules(file: Path) -> set[str]:
    """Modules and what is taken from them, by their full names."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    taken = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return names | {f"{node.module}.{alias.name}" for node in taken for alias in node.names}


def imported_pages(file: Path) -> set[str]:
    split = (name.split(".") for name in imported_modules(file))
    return {parts[2] for parts in split if parts[:2] == ["dashboard", "pages"] and len(parts) > 2}


def imported_rooms(file: Path) -> set[str]:
    rooms = {name.split(".")[0] for name in imported_modules(file)}
    return rooms & {*MAY_IMPORT, "touchpoints", "benchmarks", "tests"}


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_rooms_below_it(room: str) -> None:
    files = list((ROOT / room).rglob("*.py"))
    assert files
    for file in files:
        assert imported_rooms(file) <= MAY_IMPORT[room] | {room}, file


def test_a_page_imports_no_other_page() -> None:
    folders = [folder for folder in PAGES.iterdir() if (folder / "page.py").exists()]
    assert {folder.name for folder in folders} == imported_pages(APP)
    for folder in folders:
        for file in folder.rglob("*.py"):
            assert imported_pages(file) <= {folder.name}, file


def test_nothing_in_the_folder_of_a_page_is_imported_from_outside() -> None:
    pages = {folder.name for folder in PAGES.iterdir() if (folder / "page.py").exists()}
    outside = [file for file in (ROOT / "dashboard").rglob("*.py") if PAGES not in file.parents]
    assert imported_pages(APP) == pages
    assert {name for file in outside if file != APP for name in imported_pages(file)} == set()
    of_app = {name for name in imported_modules(APP) if name.startswith("dashboard.pages.")}
    assert of_app == {f"dashboard.pages.{page}.page.PAGE" for page in pages}


def test_folders_of_the_dashboard_import_each_other_in_one_direction() -> None:
    order = ["wording", "address", "lake", "charts", "parts", "frame", "pages"]
    for place, folder in enumerate(order):
        above = {"dashboard", *(f"dashboard.{name}" for name in order[place + 1 :])}
        for file in (ROOT / "dashboard" / folder).rglob("*.py"):
            found = {".".join(name.split(".")[:2]) for name in imported_modules(file)}
            assert not found & above, file


def test_every_verb_of_figures_asks_so_that_upkeep_does_not_disturb_it() -> None:
    files = list((ROOT / "analytics" / "command").glob("*.py"))
    assert any("warehouse.asking.asked" in imported_modules(file) for file in files)
    assert [file.name for file in files if "warehouse.lake.open_reader" in imported_modules(file)] == []
