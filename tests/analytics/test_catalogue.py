"""Every measure explains itself in both languages, and a wrong name is answered with the right one."""

import re

import pytest

from analytics.catalogue import DIMENSION_LABELS, DIMENSIONS, MEASURES, find_measure
from analytics.notes import NOTES
from warehouse.errors import QueryError
from warehouse.words import Words


def test_measures_are_found_by_name() -> None:
    assert all(find_measure(name).name == name for name in MEASURES)


def test_an_unknown_measure_is_answered_with_the_nearest() -> None:
    with pytest.raises(QueryError, match=r"no measure 'wait_p9'\. Did you mean 'wait_p90'\?"):
        find_measure("wait_p9")


def test_a_name_near_to_nothing_is_answered_with_all() -> None:
    with pytest.raises(QueryError, match="Known are contacts, customers, csat"):
        find_measure("zzz")


@pytest.mark.parametrize("name", MEASURES)
def test_all_words_are_there_in_korean_and_english(name: str) -> None:
    words = [value for value in vars(MEASURES[name]).values() if isinstance(value, Words)]
    assert len(words) == 5
    for korean, english in words:
        assert re.search("[가-힣]", korean)
        assert english and not re.search("[가-힣]", english)


def test_labels_of_dimensions_and_notes_are_there_in_both_languages() -> None:
    assert set(DIMENSION_LABELS) == set(DIMENSIONS)
    for korean, english in (*DIMENSION_LABELS.values(), *NOTES.values()):
        assert re.search("[가-힣]", korean) and english
