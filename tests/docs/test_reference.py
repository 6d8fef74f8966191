"""Pages that list what the code has list all of it, and nothing else."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from pydantic import BaseModel, ByteSize
from pydantic_core import PydanticUndefined

from analytics.view import Picked
from dashboard.address.selection import Selection, write_search
from docs.generate import pages
from tests.docs.markdown import ROOT
from warehouse.api_settings import Api, Token
from warehouse.declared_targets import PartTarget
from warehouse.own_dimensions import OwnDimension
from warehouse.question_settings import QuestionSet
from warehouse.settings import (
    Calendar,
    ContactLevel,
    Dates,
    Definitions,
    Loading,
    Marts,
    Outbound,
    Place,
    Process,
    Publish,
    QueryLimits,
    Relationship,
    Schedule,
    Server,
    Settings,
    Source,
    State,
    Upkeep,
)

SECTIONS: Mapping[str, type[BaseModel]] = {
    "Top level": Settings,
    "[warehouse]": Place,
    "[dates]": Dates,
    "[loading]": Loading,
    "[marts]": Marts,
    "[schedule]": Schedule,
    "[upkeep]": Upkeep,
    "[definitions]": Definitions,
    "[process]": Process,
    "[relationship]": Relationship,
    "[contact_level]": ContactLevel,
    "[outbound]": Outbound,
    "[question_sets]": QuestionSet,
    "[calendar]": Calendar,
    "[[targets_for]]": PartTarget,
    "[query]": QueryLimits,
    "[server]": Server,
    "[state]": State,
    "[publish]": Publish,
    "[api]": Api,
    "[[api.tokens]]": Token,
    "[[dimensions]]": OwnDimension,
    "[[sources]]": Source,
}
# Top-level keys that have a section of their own.
SUBSECTIONS = {
    "warehouse",
    "question_sets",
    "dates",
    "loading",
    "marts",
    "schedule",
    "upkeep",
    "definitions",
    "process",
    "money",
    "channel_roles",
    "balance",
    "recovery",
    "journeys",
    "relationship",
    "contact_level",
    "outbound",
    "calendar",
    "targets_for",
    "query",
    "server",
    "state",
    "publish",
    "api",
    "dimensions",
    "sources",
}
GENERATED = pages()


def listed(page: str, section: str) -> dict[str, str]:
    """The keys of a section's table, each with its default."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    body = text.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return dict(re.findall(r"^\| `([\w.]+)` \| (.*?) \|", body, re.MULTILINE))


def defaults(model: type[BaseModel]) -> dict[str, Any]:
    fields = {
        field.alias or name: field.get_default(call_default_factory=True)
        for name, field in model.model_fields.items()
    }
    elsewhere = SUBSECTIONS if model is Settings else set()
    return {name: default for name, default in fields.items() if name not in elsewhere}


def shown(default: Any) -> str:
    """A default as a table shows it."""
    if default is PydanticUndefined:
        return "required"
    return "none" if default is None else f"`{toml(default)}`"


def toml(value: Any) -> str:
    match value:
        case ByteSize():
            return f'"{value.human_readable(decimal=True).replace(".0", "")}"'
        case list() | tuple() | bool():
            return json.dumps(value)
        case BaseModel():
            return toml(value.model_dump(exclude_unset=True))
        case str() | Path():
            return f"'{value}'" if value == '"' else f'"{value}"'
        case float():
            return f"{value:g}"
        case _:
            return str(value)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_setting_is_listed_with_its_default_and_no_other(section: str) -> None:
    expected = {name: shown(default) for name, default in defaults(SECTIONS[section]).items()}
    assert listed("settings.md", section) == expected


def test_every_section_of_the_settings_is_among_those_looked_at() -> None:
    nested = {
        name
        for name, field in Settings.model_fields.items()
        if any(isinstance(part, type) and issubclass(part, BaseModel) for part in parts(field.annotation))
    }
    assert nested == SUBSECTIONS


def parts(annotation: Any) -> tuple[Any, ...]:
    """The type itself, and what a generic one holds."""
    return (annotation, *getattr(annotation, "__args__", ()))


def test_every_limit_of_a_query_is_listed_where_sql_is_explained() -> None:
    expected = {name: shown(default) for name, default in defaults(QueryLimits).items()}
    assert listed("sql.md", "Limits") == expected


def test_every_parameter_of_a_view_is_listed_and_no_other() -> None:
    day = date(2026, 10, 31)
    picked = Picked(
        {"department": ["설치"], "contact_tier": ["high"], "channel": ["phone"], "region": ["Seoul"]}
    )
    shown = ("csat", "설치", "csat", "C0044938", ("over_promise=1",), "segment", "year", "환불", "low")
    selection = Selection("ko", "dark", day, day, picked, *shown)
    assert None not in astuple(selection)
    parameters = parse_qs(write_search(selection).removeprefix("?"))
    assert set(listed("dashboard.md", "A view is an address")) == set(parameters)


@pytest.mark.parametrize("name", GENERATED)
def test_pages_that_follow_from_the_code_are_current(name: str) -> None:
    page = ROOT / "docs" / name
    assert page.read_text(encoding="utf-8") == GENERATED[name], "Run: python -m docs.generate"


def test_nothing_is_said_of_columns_that_do_not_exist() -> None:
    said = tomllib.loads((ROOT / "analytics" / "columns.toml").read_text(encoding="utf-8"))
    del said["everywhere"]
    for table, columns in said.items():
        body = GENERATED["schema.md"].partition(f"\n### {table}\n")[2].partition("\n##")[0]
        present = set(re.findall(r"^\| `([\w.]+)` \|", body, re.MULTILINE))
        assert set(columns) <= present, table
