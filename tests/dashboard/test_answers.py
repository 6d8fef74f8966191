"""Kept answers are given again, asked for once, and forgotten when there are too many."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from dashboard.answers import Answers


def test_an_answer_is_computed_once() -> None:
    answers, computed = Answers(2), []
    for _ in range(3):
        assert answers.get("a", lambda: computed.append("a") or len(computed)) == 1


def test_the_least_recently_used_is_forgotten() -> None:
    answers, computed = Answers(2), []
    for key in ("a", "b", "a", "c", "a", "b"):
        answers.get(key, lambda key=key: computed.append(key))
    assert computed == ["a", "b", "c", "b"]


def test_threads_that_ask_the_same_at_once_compute_it_once() -> None:
    answers, computed, together = Answers(2), [], Barrier(8)

    def ask(_: int) -> int:
        together.wait()
        return answers.get("a", lambda: computed.append("a") or 7)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [7] * 8
    assert computed == ["a"]


def test_a_failure_is_told_and_not_kept() -> None:
    answers = Answers(2)

    def fail() -> int:
        raise LookupError

    with pytest.raises(LookupError):
        answers.get("a", fail)
    assert answers.get("a", lambda: 1) == 1
