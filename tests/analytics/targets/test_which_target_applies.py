"""The target that applies is the most specific one whose part holds all that is looked at."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.catalogue import MEASURES
from analytics.targets.checking import checked_targets
from analytics.targets.target import Target, declared_targets, target_for
from analytics.view import Picked
from warehouse.errors import SettingsError
from warehouse.settings import Settings
from warehouse.settings_file import read_settings

DIVISIONS = {"loans": "retail", "cards": "retail", "claims": "insurance"}
# Any dimension may have values that nobody thought of, or none.
DEPARTMENTS, TIERS = (*DIVISIONS, "other", None), ("high", "low", None)
PARTS = st.dictionaries(
    st.sampled_from(["department", "contact_tier", "division"]), st.none(), max_size=3
).flatmap(
    lambda names: st.fixed_dictionaries(
        {
            name: st.lists(st.sampled_from(values), min_size=1, unique=True)
            for name, values in {
                "department": ["loans", "cards", "claims"],
                "contact_tier": ["high", "low"],
                "division": ["retail", "insurance"],
            }.items()
            if name in names
        }
    )
)
VALUES = st.integers(1, 99).map(lambda percent: percent / 100)


def settings_with(
    parts: list[tuple[dict[str, list[str]], float]], measure: str = "failure", whole: float | None = None
) -> Settings:
    return Settings(
        targets={} if whole is None else {measure: whole},
        targets_for=[{"measure": measure, "where": part, "value": value} for part, value in parts],
        dimensions=[{"name": "division", "from": "department", "values": DIVISIONS}],
    )


def records_of(part: Picked) -> set[tuple[str | None, ...]]:
    """All the records there can be in a part, by department and tier."""
    return {
        (department, tier)
        for department, tier in product(DEPARTMENTS, TIERS)
        if all(
            {"department": department, "contact_tier": tier, "division": DIVISIONS.get(department or "")}[
                name
            ]
            in values
            for name, values in part.items()
        )
    }


def expected(settings: Settings, measure: str, looked_at: Picked) -> float | None:
    """By going through all records: most dimensions, then the narrower part, then the harder to reach."""
    all_of = records_of(looked_at)
    applying = [target for target in declared_targets(settings) if all_of <= records_of(target.part)]
    most = [target for target in applying if len(target.part) == max(len(other.part) for other in applying)]
    narrowest = [
        target
        for target in most
        if not any(records_of(other.part) < records_of(target.part) for other in most)
    ]
    values = [target.value for target in narrowest]
    if not values:
        return None
    return max(values) if MEASURES[measure].direction == "higher" else min(values)


@given(
    st.lists(
        st.tuples(PARTS.filter(bool), VALUES),
        max_size=6,
        unique_by=lambda given: tuple((name, frozenset(values)) for name, values in sorted(given[0].items())),
    ),
    st.none() | VALUES,
    PARTS.map(Picked).filter(records_of),
    st.sampled_from(["failure", "csat"]),
)
def test_the_most_specific_target_that_holds_all_records_applies(
    parts: list[tuple[dict[str, list[str]], float]], whole: float | None, looked_at: Picked, measure: str
) -> None:
    settings = settings_with(parts, measure, whole)
    found = target_for(settings, measure, looked_at)
    assert (found and found.value) == expected(settings, measure, looked_at)


def test_a_target_of_another_measure_never_applies() -> None:
    settings = settings_with([({"department": ["loans"]}, 0.1)], whole=0.2)
    assert target_for(settings, "complaint", Picked({"department": ["loans"]})) is None
    assert target_for(settings, "failure", Picked()) == Target("failure", 0.2)


def test_one_value_needs_no_brackets(tmp_path: Path) -> None:
    file = tmp_path / "touchpoints.toml"
    file.write_text('[[targets_for]]\nmeasure = "csat"\nwhere = { segment = "gold" }\nvalue = 0.8\n')
    (target,) = checked_targets(read_settings(file))
    assert target == Target("csat", 0.8, Picked({"segment": ["gold"]}))


@pytest.mark.parametrize(
    ("measure", "where", "value", "complaint"),
    [
        ("cast", {"segment": "gold"}, 0.8, r"no measure 'cast'\. Did you mean 'csat'\?"),
        ("contacts", {"segment": "gold"}, 1000, r"'contacts' neither more nor less is better\. Remove it"),
        ("csat", {"departmant": "loans"}, 0.8, r"no dimension 'departmant'\. Did you mean 'department'\?"),
        ("csat", {"week": "2026-01-05"}, 0.8, "'csat' cannot be for values of 'week'"),
        ("csat", {"hour": "09"}, 0.8, r"'csat' cannot be for values of 'hour'\. It can be for department, "),
        ("csat", {"contact_tier": "hihg"}, 0.8, r"'contact_tier' is never 'hihg'\. Did you mean 'high'\?"),
        ("csat", {"division": "retial"}, 0.8, r"'division' is never 'retial'\. Did you mean 'retail'\?"),
        ("csat", {"segment": "gold"}, 80, r"'csat' cannot be 80\. Give a value from 0 to 1: 80 % is 0\.8"),
        ("ces", {"segment": "gold"}, 0.5, r"'ces' cannot be 0\.5\. Give a value from 1 to 7"),
        ("nps", {"segment": "gold"}, -101, r"Give a value from -100 to 100"),
        ("servqual_empathy_gap", {"segment": "gold"}, -6.5, r"Give a value from -6 to 6"),
        ("wait_p90", {"segment": "gold"}, -1, r"Give a value from 0 on, in seconds"),
    ],
)
def test_a_target_that_cannot_be_is_told_with_its_place_and_a_way_out(
    measure: str, where: dict[str, str], value: float, complaint: str
) -> None:
    right = {"measure": "csat", "where": {"channel": "phone"}, "value": 0.8}
    settings = Settings(
        targets={"csat": 0.8},
        targets_for=[right, {"measure": measure, "where": where, "value": value}],
        dimensions=[{"name": "division", "from": "department", "values": DIVISIONS}],
    )
    with pytest.raises(SettingsError, match=complaint) as raised:
        checked_targets(settings)
    assert raised.value.title.startswith("[[targets_for]] number 2: ")


def test_the_place_of_a_target_of_everything_is_its_section_or_its_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(SettingsError, match=r"^\[targets\]: 'csat' cannot be 80\."):
        checked_targets(Settings(targets={"csat": 80}))
    monkeypatch.setenv("TOUCHPOINTS_TARGETS__CSAT", "80")
    with pytest.raises(SettingsError, match=r"^The variable TOUCHPOINTS_TARGETS__CSAT: 'csat' cannot be 80"):
        checked_targets(Settings())
