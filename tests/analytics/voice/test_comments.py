"""Comments of a view, each once, and who writes any."""

from datetime import date

import pytest

from analytics.view import View
from analytics.voice.comments import LEXICON, comment_words, comments
from analytics.voice.search import found_comments
from analytics.voice.shares import comment_shares
from ingest.erasing.erase import erase
from ingest.erasing.named import Named
from tests.analytics.voice.worlds import Written, load_written
from tests.project import Project, all_marts
from warehouse.lake import open_reader


def test_a_text_beside_two_items_is_one_comment_with_the_satisfaction(written: Project) -> None:
    with open_reader(written.settings) as connection:
        found = comments(connection, written.settings)
    assert found.height == 10
    double = found.filter(comment="두 문항에 같은 말").to_dicts()
    assert [(row["item"], row["score"], row["band"]) for row in double] == [("csat", 2, "low")]
    (nps,) = found.filter(comment="=1+1").to_dicts()
    assert (nps["item"], nps["score"], nps["band"]) == ("nps", 9, None)


def test_comments_come_newest_first_or_lowest_satisfaction_first(written: Project) -> None:
    with open_reader(written.settings) as connection:
        newest = comments(connection, written.settings)
        lowest = found_comments(connection, written.settings, lowest_first=True)
        low = found_comments(connection, written.settings, band="low")
    assert newest["answered_local"].is_sorted(descending=True)
    assert lowest["score"].to_list() == [1, 1, 2, 2, 2, 3, 4, 5, 5, 9]
    assert low["score"].max() == 2 and low.height == 5


@pytest.mark.parametrize(
    ("view", "count"),
    [
        (View(picked={"department": ("claims",)}), 1),
        (View(picked={"channel": ("web",)}), 2),
        (View(picked={"channel": ("web",), "department": ("loans",)}), 1),
        (View(picked={"segment": ("gold",)}), 0),
        (View(picked={"weekday": ("monday",)}), 10),
        (View(since=date(2026, 3, 3)), 0),
        (View(until=date(2026, 3, 2)), 10),
    ],
)
def test_every_filter_narrows_comments(written: Project, view: View, count: int) -> None:
    with open_reader(written.settings) as connection:
        assert comments(connection, written.settings, view).height == count


def test_the_share_with_a_comment_counts_questionnaires_with_wilsons_interval(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    several = [Written("a word" if place % 4 == 0 else None) for place in range(40)]
    several += [Written("same", survey="one", item=item) for item in ("csat", "nps")]
    several += [Written(None, channel="web")]
    project = load_written(tmp_path_factory.mktemp("shares"), several)
    with open_reader(project.settings) as connection:
        (whole,) = comment_shares(connection, project.settings).to_dicts()
        by_channel = comment_shares(connection, project.settings, ("channel",)).to_dicts()
        (nobody,) = comment_shares(
            connection, project.settings, view=View(picked={"channel": ("fax",)})
        ).to_dicts()
    assert (whole["commented"], whole["questionnaires"]) == (11, 42)
    # Wilson's formula by hand: n = 42, p = 11/42, z = 1.96.
    assert (whole["value"], whole["low"], whole["high"]) == pytest.approx((11 / 42, 0.1530, 0.4108), abs=2e-4)
    assert [(row["channel"], row["note"]) for row in by_channel] == [("phone", None), ("web", "too_few")]
    assert by_channel[1]["value"] is None
    assert (nobody["questionnaires"], nobody["value"], nobody["note"]) == (0, None, "not_in_data")


def test_what_is_erased_from_the_warehouse_is_forgotten(tmp_path_factory: pytest.TempPathFactory) -> None:
    texts = [Written("My number is 555", customer="k1"), Written("All fine", customer="k2")]
    project = load_written(tmp_path_factory.mktemp("erased"), texts)
    with open_reader(project.settings) as connection:
        written = comments(connection, project.settings)
        before = comment_words(connection, project.settings, written)
        comment_words(connection, project.settings, written)
    assert len(LEXICON) == 2 and "555" in before["term"].to_list()
    erase(project.settings, Named("k1"), all_marts)
    with open_reader(project.settings) as connection:
        after = comment_words(connection, project.settings, comments(connection, project.settings))
    assert after["term"].to_list() == ["all", "fine"]
    assert len(LEXICON) == 1
