"""From which stage to which, and by what customers are told apart."""

from itertools import combinations

from analytics.dimensions import find_dimension
from analytics.stages.queries import splits
from dashboard.address.selection import Selection
from dashboard.lake.store import Store
from dashboard.pages.stages import words as texts
from dashboard.pages.stages.shown import stage_name
from dashboard.parts.picker import Picker
from warehouse.settings import Settings

Way = tuple[str, str]
# Between the numbers of two stages; what they are called may hold any character.
_TO = "-"


def way_of(selection: Selection, settings: Settings, usual: Way | None = None) -> Way:
    """The two stages that were picked, else `usual`, else the first two."""
    ways = _ways(settings)
    return ways.get(selection.listed or "") or usual or next(iter(ways.values()))


def split_of(selection: Selection, settings: Settings) -> str:
    """The dimension of customers that was picked, else the first."""
    known = splits(settings)
    return selection.split if selection.split in known else next(iter(known))


def _ways(settings: Settings) -> dict[str, Way]:
    stages = settings.process.stages
    return {
        f"{start}{_TO}{to}": (stages[start], stages[to]) for start, to in combinations(range(len(stages)), 2)
    }


def _way_options(selection: Selection, store: Store) -> dict[str, str]:
    language = selection.language
    longest = {"": texts.LONGEST_WAY.text(language)}
    return longest | {
        key: texts.STEP.text(language, stage=stage_name(start, language), next=stage_name(to, language))
        for key, (start, to) in _ways(store.settings).items()
    }


def _chosen_way(selection: Selection, store: Store) -> str:
    return selection.listed if selection.listed in _ways(store.settings) else ""


def _split_options(selection: Selection, store: Store) -> dict[str, str]:
    names = splits(store.settings)
    return {name: find_dimension(store.settings, name).label.text(selection.language) for name in names}


def _chosen_split(selection: Selection, store: Store) -> str:
    return split_of(selection, store.settings)


WAY_PICKER = Picker("stages-way", "listed", texts.PICK_WAY, _way_options, _chosen_way, usual="")
SPLIT_PICKER = Picker("stages-by", "split", texts.PICK_SPLIT, _split_options, _chosen_split)
