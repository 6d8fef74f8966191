"""The page Data counts values that were emptied, and names channels and delivery modes without a tier."""

import json

from dashboard.app import create_app
from tests.attacks.malformed import UPDATE, request_of
from tests.project import CALLS_SELECT, SETTINGS, Project

ROWS = (
    "a,k1,2026-01-05 10:00:00,loans,fax,5,resolved",
    "b,k1,2026-01-05 11:00:00,loans,web,-7,resolved",
    "c,k1,2026-01-05 12:00:00,loans,phone,-1,resolved",
)


def shown_by(project: Project, language: str) -> str:
    client = create_app(project.settings).server.test_client()
    client.get("/")
    (callback,) = (
        one
        for one in client.get("/_dash-dependencies").get_json()
        if one["output"] == "data-content.children"
    )
    body = request_of(callback, {"pathname": "/data", "search": f"?lang={language}"})
    return json.dumps(client.post(UPDATE, json=body).get_json(), ensure_ascii=False)


def test_emptied_values_and_what_has_no_tier_are_shown(project: Project) -> None:
    settings = SETTINGS.replace('digital = "low"\n', "") + 'empty_when_broken = ["wait_seconds"]\n'
    project.write("touchpoints.toml", settings)
    project.write("calls.sql", CALLS_SELECT.replace("channel,", "channel, 'mail' AS delivery_mode,"))
    project.write_calls("calls_1.csv", *ROWS)
    project.ingest()
    english = shown_by(project, "en")
    assert '"values_emptied": "2"' in english
    assert "the one the export states" in english
    assert "비운 값" in shown_by(project, "ko")

    project.write("calls.sql", CALLS_SELECT)
    project.write_calls("calls_2.csv", *(row.replace("2026-01-05", "2026-01-06") for row in ROWS))
    project.ingest()
    english = shown_by(project, "en")
    gaps = english[english.index("Missing from the settings") :]
    assert gaps.index('"fax"') < gaps.index('"–"')
    assert gaps.index('"web"') < gaps.index('"digital"')
