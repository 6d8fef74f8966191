"""The satisfaction page: its sentence, its charts, and what a reader finds on it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from dash.development.base_component import Component
from playwright.sync_api import Page, expect

from analytics.survey_weights import SurveyWeights
from dashboard.address.selection import Selection
from dashboard.pages.satisfaction.finding import satisfaction_finding
from dashboard.pages.satisfaction.quality_chart import quality_chart
from dashboard.pages.satisfaction.quality_table import quality_table
from dashboard.pages.satisfaction.scores_chart import scores_chart
from dashboard.pages.satisfaction.survey_weights import weights_told
from dashboard.pages.satisfaction.weighting_table import weighting_table
from tests.dashboard.company import make_bare_company
from tests.project import Project
from warehouse.settings import Settings
from warehouse.words import Language

SPAN = date(2026, 3, 1), date(2026, 6, 28)
KOREAN, ENGLISH = Selection(language="ko"), Selection(language="en")
LAST_30_DAYS = "day BETWEEN '2026-05-30' AND '2026-06-28'"

WEIGHTED: dict[str, Any] = {
    "contact_tier": "high",
    "value": 0.65,
    "low": 0.62,
    "high": 0.68,
    "mean": 3.8,
    "mean_low": 3.7,
    "mean_high": 3.9,
    "plain_value": 0.69,
    "plain_low": 0.66,
    "plain_high": 0.72,
    "plain_mean": 3.9,
    "difference": -0.04,
    "difference_low": -0.05,
    "difference_high": -0.03,
    "n": 1000,
    "effective_n": 812.6,
    "design_effect": 1.23,
    "response_rate": 0.114,
    "joined_share": 0.03,
    "note": None,
}
UNTOLD = WEIGHTED | dict.fromkeys(WEIGHTED) | {"n": 3, "response_rate": 0.01, "note": "too_few"}
QUALITY = pl.DataFrame(
    {
        "dimension": ["reliability", "assurance", "tangibles"],
        "gap": [-0.8, 0.5, None],
        "gap_low": [-0.9, 0.4, None],
        "gap_high": [-0.7, 0.6, None],
        "expected": [6.2, 5.0, None],
        "expected_low": [6.1, 4.9, None],
        "expected_high": [6.3, 5.1, None],
        "n": [200, 150, 3],
        "perceived": [5.4, 5.5, None],
        "perceived_low": [5.3, 5.4, None],
        "perceived_high": [5.5, 5.6, None],
        "perceived_n": [220, 160, 3],
        "note": [None, None, "too_few"],
    }
)


def peers(difference: float, is_clear: bool, rows: int = 3, set_aside: int = 0) -> pl.DataFrame:
    row = {
        "department": "설치",
        "contact_tier": "high",
        "value": 0.52,
        "low": 0.46,
        "high": 0.58,
        "n": 287,
        "peers_value": 0.77,
        "peers_low": 0.73,
        "peers_high": 0.8,
        "peers_n": 600,
        "set_aside": set_aside,
        "difference": difference,
        "difference_low": difference - 0.06,
        "difference_high": difference + 0.06,
        "is_clear": is_clear,
    }
    return pl.DataFrame([row] * rows)


def said(component: Component) -> str:
    """All texts of a component."""
    children = getattr(component, "children", None)
    parts = children if isinstance(children, list | tuple) else [children]
    return " ".join(said(part) if isinstance(part, Component) else str(part) for part in parts if part)


@pytest.mark.parametrize(
    ("selection", "sentences"),
    [
        (
            ENGLISH,
            ("설치 · High contact: satisfaction below the rest of the tier (52 % against 77 %).", "of 3"),
        ),
        (
            KOREAN,
            ("설치 · 고접촉: 만족도가 같은 접촉도의 다른 부서보다 낮습니다(52 %, 다른 부서 77 %).", "3곳"),
        ),
    ],
)
def test_the_sentence_names_who_is_surest_below_its_peers(
    selection: Selection, sentences: tuple[str, str]
) -> None:
    text = said(satisfaction_finding(peers(-0.25, True), WEIGHTED, SPAN, selection)).replace("\xa0", " ")
    assert all(sentence in text for sentence in sentences)
    assert "−31 – −19" in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ("Survey weights", "1,234 answers", "as 1,050 that weigh alike", "how many customers"),
        ),
        ("ko", ("설문 가중치", "1,234건", "1,050건만큼", "고객 몇 명을 대신")),
    ],
)
def test_weights_of_answers_are_told_with_their_definition(
    language: Language, words: tuple[str, ...]
) -> None:
    told = weights_told(SurveyWeights(1234, 1050), language)
    assert told is not None
    assert all(word in said(told) for word in words)
    assert weights_told(None, language) is None


@pytest.mark.parametrize(("difference", "is_clear"), [(-0.05, False), (0.25, True)])
def test_without_a_department_clearly_below_the_sentence_says_so(difference: float, is_clear: bool) -> None:
    text = said(satisfaction_finding(peers(difference, is_clear), WEIGHTED, SPAN, ENGLISH))
    assert "No department's satisfaction is clearly below" in text
    assert "3 comparisons" in text


def test_one_comparison_is_not_called_the_clearest_of_many() -> None:
    text = said(satisfaction_finding(peers(-0.25, True, rows=1), WEIGHTED, SPAN, ENGLISH))
    assert "satisfaction below" in text and "clearest" not in text


def test_departments_set_aside_from_the_peers_are_said() -> None:
    texts = [
        said(satisfaction_finding(peers(-0.25, True, set_aside=count), WEIGHTED, SPAN, ENGLISH))
        for count in (0, 2)
    ]
    assert ["stand far apart themselves: 2." in text for text in texts] == [False, True]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "4 pp below the 69 %"),
        ({"difference": 0.04, "difference_low": 0.03, "difference_high": 0.05}, "4 pp above the 69 %"),
        ({"difference": 0.01, "difference_low": -0.01, "difference_high": 0.03}, "not clearly different"),
    ],
)
def test_the_sentence_beneath_tells_what_weighting_changes(changed: dict[str, float], words: str) -> None:
    text = said(satisfaction_finding(peers(0.25, True).clear(), WEIGHTED | changed, SPAN, ENGLISH))
    assert "enough answers to compare" in text
    assert words in text.replace("\xa0", " ")


def test_without_a_weighted_figure_nothing_is_said_of_it() -> None:
    text = said(satisfaction_finding(peers(-0.25, True), UNTOLD, SPAN, ENGLISH))
    assert "Weighted" not in text


def test_the_widest_shortfall_stands_on_top_and_is_coloured_where_sure() -> None:
    chart = quality_chart(QUALITY, ENGLISH)
    assert list(chart.layout.yaxis.ticktext) == ["Assurance", "Reliability"]
    gaps = chart.data[-1]
    assert list(gaps.x) == [0.5, -0.8]
    assert len(set(gaps.marker.color)) == 2
    assert "n 200" in gaps.customdata[1] and "−0.9 – −0.7" in gaps.customdata[1]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_charts_without_rows_say_why(language: Language) -> None:
    selection = Selection(language=language)
    nothing = pl.DataFrame(
        schema={"contact_tier": pl.String, "score": pl.Int64, "share": pl.Float64, "n": pl.Int64}
    )
    for chart in (
        quality_chart(QUALITY.filter(dimension="tangibles"), selection),
        scores_chart(nothing, selection),
    ):
        assert len(chart.data) == 0
        assert chart.layout.annotations[0].text


def test_score_bars_touch_and_part_in_the_middle_of_score_3() -> None:
    shares = [0.1, 0.1, 0.3, 0.2, 0.3]
    scores = pl.DataFrame(
        {
            "contact_tier": ["high"] * 5 + [None] * 5,
            "score": [1, 2, 3, 4, 5] * 2,
            "share": [*shares, 0.0, 0.0, 0.0, 0.0, 1.0],
            "low": 0.0,
            "high": 1.0,
            "n": 100,
        }
    )
    bars = scores_chart(scores, ENGLISH).data
    starts, lengths = ([bar[name][0] for bar in bars] for name in ("base", "x"))
    assert lengths == pytest.approx(shares)
    assert starts == pytest.approx([-0.35, -0.25, -0.15, 0.15, 0.35])
    assert [bar["base"][1] for bar in bars] == [0] * 5
    assert "Tier unknown" in bars[0].customdata[1]


def test_tables_show_a_dash_where_there_is_nothing_to_tell() -> None:
    quality = said(quality_table(QUALITY, ENGLISH))
    assert "−0.9 – −0.7" in quality and " – " in quality
    tiers = pl.DataFrame([WEIGHTED, UNTOLD], infer_schema_length=None)
    table = said(weighting_table(tiers.head(1), tiers, ENGLISH)).replace("\xa0", " ")
    assert "−4 pp" in table and "813" in table and "1.23" in table and "11.4 %" in table
    assert "None" not in table


@pytest.mark.browser
def test_figures_are_those_of_the_records_and_lead_to_their_contacts(
    site: str, open_page: Callable[..., Page], company: Project
) -> None:
    page = open_page(f"{site}/satisfaction?lang=en")
    card = page.locator(".card[data-measure=csat]")
    ((answers, satisfied),) = company.query(
        f"SELECT count(*), avg((score >= 4)::INT) FROM answer_facts WHERE item = 'csat' AND {LAST_30_DAYS}"
    )
    expect(card.locator("footer span")).to_have_text(f"n {answers:,}")
    expect(card.locator(".large")).to_have_text(f"{100 * satisfied:.0f}\xa0%")
    expect(page.locator("#satisfaction-finding h1")).to_contain_text(
        "No department's satisfaction is clearly below"
    )
    expect(page.locator("#satisfaction-matrix tbody tr")).to_have_count(3)
    expect(page.locator("#satisfaction-weighting-table tbody tr").last).to_contain_text("Tier unknown")
    expect(page.locator("#satisfaction-spread .barlayer .point")).to_have_count(4 * 5)
    expect(page.locator("#satisfaction-quality")).to_contain_text("SERVQUAL")
    page.get_by_role("button", name="Definition of Responsiveness gap").click()
    expect(page.get_by_text("mean of perceived − expected")).to_be_visible()
    page.keyboard.press("Escape")
    card.get_by_role("link", name="Contacts").click()
    expect(page.locator("#contacts-shown")).to_contain_text("Contacts with a satisfaction answer")


@pytest.mark.browser
@pytest.mark.slow
def test_a_company_without_surveys_is_told_what_is_needed(
    open_page: Callable[..., Page], serve: Callable[[Settings], str], tmp_path: Path
) -> None:
    project = make_bare_company(tmp_path)
    project.ingest()
    page = open_page(f"{serve(project.settings)}/satisfaction", 390, 844)
    expect(page.locator("h1")).to_have_text("선택한 조건에 만족도 응답이 없습니다.")
    expect(page.locator("#satisfaction-finding")).to_contain_text("항목 'csat'의 1–5점 응답")
    expect(page.locator("#satisfaction-charts")).not_to_be_visible()
