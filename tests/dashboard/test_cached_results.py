"""Kept answers are given again, asked for once, and forgotten when there are too many."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from dashboard.lake.cached_results import CachedResults


def test_an_answer_is_computed_once() -> None:
    answers, computed = CachedResults(1_000_000), []
    for _ in range(3):
        assert answers.get("a", lambda: computed.append("a") or len(computed)) == 1


def test_the_least_recently_used_goes_when_there_is_no_room_for_all() -> None:
    answers, computed = CachedResults(7_700), []

    def compute(key: str) -> bytes:
        computed.append(key)
        return bytes(800)

    for key in ("a", *"bcdefghi", "a", "b", "a"):
        answers.get(key, lambda key=key: compute(key))
    assert computed[:9] == list("abcdefghi")
    assert computed[9:] == ["a", "b"]
    assert answers.kept_bytes <= 7_700


def test_an_answer_that_would_drive_out_many_is_not_kept() -> None:
    answers, computed = CachedResults(1_000_000), []
    for _ in range(2):
        answers.get("small", lambda: computed.append("small"))
        answers.get("large", lambda: computed.append("large") or bytes(200_000))
    assert computed == ["small", "large", "large"]


def test_threads_that_ask_the_same_at_once_compute_it_once() -> None:
    answers, computed, together = CachedResults(1_000_000), [], Barrier(8)

    def ask(_: int) -> int:
        together.wait()
        return answers.get("a", lambda: computed.append("a") or 7)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [7] * 8
    assert computed == ["a"]


def test_a_failure_is_told_and_not_kept() -> None:
    answers = CachedResults(1_000_000)

    def fail() -> int:
        raise LookupError

    with pytest.raises(LookupError):
        answers.get("a", fail)
    assert answers.get("a", lambda: 1) == 1
