"""The targets that settings declare, and which of them applies to what is looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analytics.catalogue import MEASURES
from analytics.dimensions import dimensions, origins_first
from analytics.view import NOTHING_PICKED, Picked
from warehouse.settings import Settings


@dataclass(frozen=True)
class Target:
    """What a measure should reach in a part of the data, in its own unit; nothing picked stands for all."""

    measure: str
    value: float
    part: Picked = NOTHING_PICKED


def declared_targets(settings: Settings) -> Iterator[Target]:
    """Those of the whole company, then those of parts, as they stand in the settings."""
    for name, value in settings.targets.items():
        yield Target(name, value)
    for given in settings.targets_for:
        yield Target(given.measure, given.value, Picked(given.where))


def target_for(settings: Settings, measure: str, picked: Mapping[str, tuple[str, ...]]) -> Target | None:
    """The target that applies to a measure where these values are picked; None without one.

    It is one whose part holds all that is picked: the one that names most dimensions. Of as many, one whose
    part lies within another's goes first; else the one that is harder to reach.
    """
    mine = [target for target in declared_targets(settings) if target.measure == measure]
    applying = [target for target in mine if lies_in(picked, target.part, settings)]
    most = max((len(target.part) for target in applying), default=0)
    nearest = [target for target in applying if len(target.part) == most]
    narrowest = [
        target
        for target in nearest
        if not any(_is_narrower(other.part, target.part, settings) for other in nearest)
    ]
    hardest = max if MEASURES[measure].direction == "higher" else min
    return hardest(narrowest, key=lambda target: target.value, default=None)


def has_targets(settings: Settings, measure: str) -> bool:
    """Whether the measure has a target anywhere."""
    return any(target.measure == measure for target in declared_targets(settings))


def lies_in(picked: Mapping[str, tuple[str, ...]], part: Picked, settings: Settings) -> bool:
    """Whether all records of what is picked are of the part, whatever there may be in the data."""
    if not part:
        return True
    known = _known_values(picked, settings)
    return all(name in known and known[name] <= {*values} for name, values in part.items())


def part_text(part: Picked, settings: Settings) -> str:
    """A part as options of verbs say it: department=Loans,Cards & segment=gold; nothing for all."""
    return " & ".join(f"{name}={','.join(values)}" for name, values in in_order(part, settings))


def in_order(part: Picked, settings: Settings) -> list[tuple[str, tuple[str, ...]]]:
    """The dimensions of a part with their values, as dimensions are listed everywhere."""
    return [(name, part[name]) for name in dimensions(settings) if name in part]


def _is_narrower(part: Picked, other: Picked, settings: Settings) -> bool:
    return lies_in(part, other, settings) and not lies_in(other, part, settings)


def _known_values(picked: Mapping[str, tuple[str, ...]], settings: Settings) -> dict[str, set[str]]:
    """The values that records of what is picked can have, also of dimensions made from those picked."""
    known = {name: set(values) for name, values in picked.items()}
    made = [own for own in origins_first(settings.dimensions) if own.from_ is not None]
    for own in reversed(made):
        if own.name in known:
            _narrow(known, own.from_, {value for value, to in own.values.items() if to in known[own.name]})
    for own in made:
        if own.from_ in known and known[own.from_] <= own.values.keys():
            _narrow(known, own.name, {own.values[value] for value in known[own.from_]})
    return known


def _narrow(known: dict[str, set[str]], name: str | None, values: set[str]) -> None:
    assert name is not None
    known[name] = known.get(name, values) & values
