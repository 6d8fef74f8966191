"""Strata with too few answers are joined to others of their kind, and nothing is lost."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from analytics.statistics.strata import join_small_strata

STEPS = (("tier", "channel", "outcome"), ("tier", "outcome"), ("outcome",))
LEAST = 5
cells = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.sampled_from(["high", "low", None]),
        st.sampled_from(["phone", "web", None]),
        st.sampled_from(["resolved", "failed"]),
        st.integers(0, 12),
    ),
    max_size=30,
    unique_by=lambda row: row[:4],
)


def joined(*rows: tuple[str, str | None, str | None, str, int]) -> pl.DataFrame:
    frame = pl.DataFrame(
        rows,
        schema={
            "group": pl.String,
            "tier": pl.String,
            "channel": pl.String,
            "outcome": pl.String,
            "n": pl.Int64,
        },
        orient="row",
    )
    return join_small_strata(frame, ["group"], STEPS, LEAST)


def together(frame: pl.DataFrame) -> list[set[int]]:
    """Which rows belong to one stratum."""
    numbered = frame.with_row_index("row")
    strata = numbered.group_by("group", "stratum", maintain_order=True).agg("row")["row"]
    return [set(rows) for rows in strata]


def test_a_cell_with_enough_answers_is_a_stratum_of_its_own() -> None:
    found = joined(
        ("a", "high", "phone", "resolved", 5),
        ("a", "high", "web", "resolved", 9),
        ("b", "high", "phone", "resolved", 5),
    )
    assert together(found) == [{0}, {1}, {2}]
    assert not found["is_joined"].any()


def test_small_cells_are_joined_where_the_next_columns_agree() -> None:
    found = joined(
        ("a", "high", "phone", "failed", 3),
        ("a", "high", "web", "failed", 2),
        ("a", "low", "web", "failed", 6),
        ("a", "high", "phone", "resolved", 20),
    )
    assert together(found) == [{0, 1}, {2}, {3}]
    assert found["is_joined"].to_list() == [True, True, False, False]


def test_what_is_still_small_is_joined_by_fewer_columns() -> None:
    found = joined(
        ("a", "high", "phone", "failed", 3),
        ("a", "low", "web", "failed", 2),
        ("a", "high", "phone", "resolved", 20),
    )
    assert together(found) == [{0, 1}, {2}]


def test_what_nothing_is_left_to_join_goes_to_the_stratum_with_the_most_answers() -> None:
    found = joined(
        ("a", "high", "phone", "failed", 0),
        ("a", "high", "phone", "resolved", 20),
        ("a", "low", "phone", "resolved", 30),
    )
    assert together(found) == [{0, 2}, {1}]


def test_a_group_with_few_answers_is_one_stratum() -> None:
    found = joined(
        ("a", "high", "phone", "failed", 1),
        ("a", "low", "web", "resolved", 3),
        ("b", None, None, "failed", 0),
    )
    assert together(found) == [{0, 1}, {2}]


def test_no_cells_have_no_strata() -> None:
    assert joined().is_empty()


@given(rows=cells)
def test_every_stratum_has_enough_answers_unless_its_group_has_not(
    rows: list[tuple[str, str | None, str | None, str, int]],
) -> None:
    found = joined(*rows)
    assert found.drop("stratum", "is_joined").rows() == rows
    assert found["is_joined"].to_list() == [row[-1] < LEAST for row in rows]
    for (group, _), stratum in found.group_by("group", "stratum"):
        whole = found.filter(pl.col("group") == group)
        assert stratum["n"].sum() >= LEAST or stratum.height == whole.height
