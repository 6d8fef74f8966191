"""What the charts of fair comparison draw."""

from datetime import date

import numpy as np
import plotly.graph_objects as go
import polars as pl
import pytest

from analytics.catalogue import find_measure
from analytics.comparing.control import ControlChart, control_chart
from analytics.comparing.funnel import fair_comparison
from analytics.view import View
from dashboard.address.selection import Selection
from dashboard.charts.chart_text import bold
from dashboard.lake.store import Store
from dashboard.pages.comparing.control_chart import control_title, limits_chart
from dashboard.pages.comparing.finding import chance_text
from dashboard.pages.comparing.funnel_chart import funnel_chart, funnel_title
from dashboard.pages.comparing.ranking_chart import rank_text, ranking_chart, ranking_height
from tests.dashboard.company import LAST_DAY, WORSE_FROM

FAILURE = find_measure("failure")
LAST_MONTH = View(WORSE_FROM, LAST_DAY)
SELECTION = Selection()


@pytest.fixture(scope="module")
def compared(store: Store) -> pl.DataFrame:
    with store.reading() as reading:
        return reading.ask(fair_comparison, "failure", "high", LAST_MONTH)


@pytest.fixture(scope="module")
def declining(store: Store) -> ControlChart:
    with store.reading() as reading:
        return reading.ask(
            control_chart, "failure", View(picked={"department": ("설치",), "contact_tier": ("high",)})
        )


def numbers(chart: go.Figure) -> np.ndarray:
    values = [value for trace in chart.data for value in (trace.y if trace.y is not None else ())]
    return np.array([value for value in values if value is not None], dtype=float)


def names_in(chart: go.Figure) -> set[str]:
    drawn = (trace for trace in chart.data if trace.mode == "markers+text")
    return {text.removeprefix("<b>").removesuffix("</b>") for trace in drawn for text in trace.text}


def test_the_funnel_names_who_is_outside_and_only_them(store: Store, compared: pl.DataFrame) -> None:
    chart = funnel_chart(compared, FAILURE, store.settings, SELECTION)
    assert names_in(chart) == {bold("설치")}
    assert funnel_title(compared, FAILURE, "high", "ko") == "고접촉 부서별 서비스 실패율: 설치만 한계 밖"
    assert np.isfinite(numbers(chart)).all()


def test_the_limits_that_are_drawn_are_those_of_the_frame(store: Store, compared: pl.DataFrame) -> None:
    chart = funnel_chart(compared, FAILURE, store.settings, SELECTION)
    lines = [trace for trace in chart.data if trace.mode == "lines"]
    row = compared.row(0, named=True)
    drawn = sorted(float(np.interp(row["n"], line.x, line.y)) for line in lines)
    wanted = [row["low_998"], row["low_95"], row["expected"], row["high_95"], row["high_998"]]
    assert drawn == pytest.approx(wanted, abs=0.003)


def test_weighted_departments_stand_where_their_effective_size_is_and_the_axis_says_so(
    store: Store, compared: pl.DataFrame
) -> None:
    def drawn(frame: pl.DataFrame) -> tuple[str, list[float]]:
        chart = funnel_chart(frame, FAILURE, store.settings, SELECTION)
        dots = [trace.x[0] for trace in chart.data if "markers" in trace.mode]
        return chart.layout.xaxis.title.text, dots

    assert drawn(compared) == ("Records", compared["n"].to_list())
    weighted = compared.with_columns(effective_n=pl.col("n") / 2)
    assert drawn(weighted) == ("Effective n (answers are weighted)", weighted["effective_n"].to_list())


def test_one_department_or_none_is_said_in_words(store: Store, compared: pl.DataFrame) -> None:
    for frame in (compared.head(1).with_columns(is_outside=None), compared.head(0)):
        chart = funnel_chart(frame, FAILURE, store.settings, SELECTION)
        assert not chart.data
        assert chart.layout.annotations[0].text
        assert funnel_title(frame, FAILURE, "high", "en").endswith("not compared")
        assert not ranking_chart(frame, FAILURE, SELECTION).data


def test_the_ranking_has_the_best_on_top_with_its_rank(compared: pl.DataFrame) -> None:
    chart = ranking_chart(compared, FAILURE, SELECTION)
    assert chart.layout.yaxis.ticktext[0] == "설치"
    ranks = {text.text for text in chart.layout.annotations}
    worst = compared.filter(pl.col("department") == "설치").row(0, named=True)
    assert rank_text(worst, "ko") == "3위"
    assert rank_text(worst | {"rank_low": 2}, "ko") == "2–3위"
    assert "3" in ranks
    many = pl.concat([compared] * 20)
    assert ranking_height(many) > ranking_height(compared)


def test_the_control_chart_dates_its_signal(declining: ControlChart) -> None:
    chart = limits_chart(declining, FAILURE, SELECTION)
    began = declining.signals.filter(pl.col("rule") == "beyond_limits")["since"][-1]
    assert abs((began - WORSE_FROM).days) <= 7
    dated = [text for text in chart.layout.annotations if text.showarrow]
    assert [text.x for text in dated] == [began.isoformat()]
    assert control_title(declining, "en").startswith("outside the limits since ")
    assert np.isfinite(numbers(chart)).all()


def test_a_chart_without_limits_or_points_says_so(store: Store) -> None:
    weeks = View(date(2026, 3, 2), date(2026, 4, 5))
    with store.reading() as reading:
        short = reading.ask(control_chart, "failure", weeks)
        empty = reading.ask(control_chart, "failure", weeks.pick(department=("nobody",)))
    assert control_title(short, "en") == "limits need 12 complete weeks"
    assert len(numbers(limits_chart(short, FAILURE, SELECTION))) >= 5
    assert not limits_chart(empty, FAILURE, SELECTION).data
    assert control_title(empty, "en") == control_title(short, "en")


def test_tiny_probabilities_are_not_shown_as_nothing() -> None:
    assert chance_text(1e-12, "en") == "under 0.1\N{NO-BREAK SPACE}%"
    assert chance_text(0.034, "ko") == "3.4\N{NO-BREAK SPACE}%"
