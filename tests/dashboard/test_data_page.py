"""The page Data counts values that were emptied, and names channels and delivery modes without a tier."""

import json
from typing import Any

from flask.testing import FlaskClient

from dashboard.app import create_app
from tests.attacks.malformed import UPDATE, request_of
from tests.project import CALLS_SELECT, SETTINGS, Project

ROWS = (
    "a,k1,2026-01-05 10:00:00,loans,fax,5,resolved",
    "b,k1,2026-01-05 11:00:00,loans,web,-7,resolved",
    "c,k1,2026-01-05 12:00:00,loans,phone,-1,resolved",
)


def shown_by(client: FlaskClient, callback: dict[str, Any], language: str) -> str:
    body = request_of(callback, {"pathname": "/data", "search": f"?lang={language}"})
    return json.dumps(client.post(UPDATE, json=body).get_json(), ensure_ascii=False)


def test_emptied_values_and_what_has_no_tier_are_shown(project: Project) -> None:
    settings = SETTINGS.replace('digital = "low"\n', "") + 'empty_when_broken = ["wait_seconds"]\n'
    project.write("touchpoints.toml", settings)
    stated = "channel, CASE channel WHEN 'phone' THEN 'mail' END AS delivery_mode,"
    project.write("calls.sql", CALLS_SELECT.replace("channel,", stated))
    project.write_calls("calls_1.csv", *ROWS)
    project.ingest()

    client = create_app(project.settings).server.test_client()
    client.get("/")
    (callback,) = (
        one
        for one in client.get("/_dash-dependencies").get_json()
        if one["output"] == "data-content.children"
    )
    english = shown_by(client, callback, "en")
    assert '"values_emptied": "2"' in english
    gaps = english[english.index("Missing from the settings") :]
    for channel, mode in (("fax", "–"), ("web", "digital"), ("phone", "the one the export states")):
        assert 0 < gaps.index(f'"{mode}"') - gaps.index(f'"{channel}"') < 200
    assert "비운 값" in shown_by(client, callback, "ko")
