"""JSON that is not an object per line: arrays, also within a document or one in each of many."""

import json

import pytest

from tests.export_files import objects
from tests.ingest.sources import load_one
from tests.project import CALLS_SELECT, HEADER, Project

COLUMNS = HEADER.split(",")


def calls(*keys: str) -> list[dict[str, str]]:
    rows = [[key, "k1", "2026-01-05 10:00:00", "대출", "phone", "5", "resolved"] for key in keys]
    return objects(COLUMNS, rows)


def ids(project: Project) -> list[str]:
    return [key for (key,) in project.query("SELECT contact_id FROM contacts ORDER BY contact_id")]


@pytest.mark.parametrize(
    ("rows", "document"),
    [
        ("data.items", {"note": {"items": [1]}, "data": {"items": calls("a", "b"), "n": 2}}),
        ("pages[].items", {"pages": [{"items": calls("a")}, {"none": 1}, {"items": calls("b")}]}),
        ("[].items", [{"items": calls("a")}, {"items": calls("b")}]),
        ("[]", [calls("a"), calls("b")]),
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_within_a_document_is_read(
    project: Project, rows: str, document: object, indent: int | None
) -> None:
    text = json.dumps(document, indent=indent)
    assert load_one(project, f'format = "json"\nrows = "{rows}"', "x.json", text).accepted == 2
    assert ids(project) == ["a", "b"]


def test_answers_of_many_pages_in_one_file_are_read(project: Project) -> None:
    text = "\n".join(json.dumps({"page": page, "items": calls(page)}) for page in "abc")
    assert load_one(project, 'format = "json"\nrows = "items"', "x.json", text).accepted == 3


def test_values_stay_as_they_are_written(project: Project) -> None:
    project.write(
        "calls.sql",
        CALLS_SELECT.replace("department", "concat_ws(' ', big, exact, deep, yes) AS department", 1),
    )
    call = calls("a")[0] | {"deep": {"n": 1.5, "l": [1, None]}, "yes": True}
    text = json.dumps({"items": [call]}).replace(
        '"deep"', '"big": 12345678901234567890, "exact": 0.12345678901234567890123, "deep"'
    )
    load_one(project, 'format = "json"\nrows = "items"', "x.json", text)
    assert project.query("SELECT department FROM contacts") == [
        ('12345678901234567890 0.12345678901234567890123 {"n":1.5,"l":[1,null]} true',)
    ]


def test_what_is_no_object_is_rejected_with_its_place(project: Project) -> None:
    text = json.dumps({"items": [*calls("a"), None, 5, *calls("b")]})
    report = load_one(project, 'format = "json"\nrows = "items"', "x.json", text)
    assert (report.read, report.accepted) == (4, 2), report
    assert project.query("SELECT line, raw FROM rejected_rows ORDER BY line") == [(2, "null"), (3, "5")]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            json.dumps({"data": {"list": calls("a")}}),
            "no list with objects at 'items'. Mend the source's 'rows'",
        ),
        (json.dumps({"data": {"list": calls("a")}}), "The file has data, data.list, data.list[].id"),
        (json.dumps({"items": calls("a")})[:-9], "not readable JSON: parse error: premature EOF"),
        ('{"items": ' + "[" * 50_000, "nested more than 200 deep"),
        ("items\n1", "not readable JSON"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(used_project: Project, text: str, complaint: str) -> None:
    report = load_one(used_project, 'format = "json"\nrows = "items"', "x.json", text)
    assert report.status == "failed"
    assert complaint in (report.reason or ""), report.reason
