"""The OpenAPI document is valid, and real requests and answers are as it says."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from referencing import Registry, Resource

from tests.events.sending import ANSWER, CONTACT, CUSTOMER, Sender, taking_events
from tests.project import Project
from warehouse.contract import RECORD_KINDS


@pytest.fixture(scope="module")
def sender(tmp_path_factory: pytest.TempPathFactory) -> Sender:
    project = taking_events(Project(tmp_path_factory.mktemp("described")), "records = 3")
    text = (project.folder / "touchpoints.toml").read_text()
    project.write("touchpoints.toml", f'{text}[[dimensions]]\nname = "area"\nof = "customers"\n')
    return Sender.to(project)


@pytest.fixture(scope="module")
def described(sender: Sender) -> dict[str, Any]:
    document: dict[str, Any] = sender.client.get("/api/v1/openapi.json").json
    return document


def is_valid(described: dict[str, Any], schema: str, value: Any) -> bool:
    resource = Resource.from_contents({"$schema": Draft202012Validator.META_SCHEMA["$id"], **described})
    registry = Registry().with_resource("urn:described", resource)
    whole = {"$ref": f"urn:described#/components/schemas/{schema}"}
    return bool(Draft202012Validator(whole, registry=registry).is_valid(value))


def test_the_document_is_openapi_3_1(described: dict[str, Any]) -> None:
    validate(described)
    assert described["openapi"].startswith("3.1")


def test_its_fields_are_those_of_the_contract_and_of_the_settings(described: dict[str, Any]) -> None:
    for kind, contract in RECORD_KINDS.items():
        fields = set(described["components"]["schemas"][kind]["properties"])
        own = {"area"} if kind == "customers" else set()
        assert fields == {"kind", *contract.columns(), *own}


@pytest.mark.parametrize("record", [CONTACT, ANSWER, CUSTOMER | {"area": "south"}], ids=str)
def test_what_it_calls_a_record_is_taken(
    record: dict[str, Any], sender: Sender, described: dict[str, Any]
) -> None:
    assert is_valid(described, "event", record)
    answer = sender.send([record])
    assert answer.json["accepted"] == 1
    assert is_valid(described, "answer", answer.json)


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "well"},
        {"outcome": None},
        {"contact_id": ""},
        {"wait_seconds": -1},
        {"wait_second": 1},
        {"kind": "calls"},
    ],
    ids=str,
)
def test_what_it_does_not_call_a_record_is_not_accepted(
    change: dict[str, Any], sender: Sender, described: dict[str, Any]
) -> None:
    assert not is_valid(described, "event", CONTACT | change)
    answer = sender.send([CONTACT | change])
    if answer.status_code == 200:
        assert answer.json["rejected"] == 1
        assert is_valid(described, "answer", answer.json)
    else:
        assert is_valid(described, "refusal", answer.json)
        responses = described["paths"]["/api/v1/events"]["post"]["responses"]
        assert str(answer.status_code) in responses


def test_refusals_are_as_it_says(sender: Sender, described: dict[str, Any]) -> None:
    responses = described["paths"]["/api/v1/events"]["post"]["responses"]
    for answer in (
        sender.send([CONTACT], token=None),
        sender.send([CONTACT] * 4),
        sender.send([CONTACT], headers={"Content-Type": "text/csv"}),
        sender.send(b"{"),
    ):
        assert str(answer.status_code) in responses
        assert is_valid(described, "refusal", answer.json)
