"""Teams and agents as rows: read once, named as the settings allow, and the choices of what is shown."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import polars as pl

from analytics.measures.measure import Measure
from analytics.people.goes_with import a_year_to
from analytics.people.quality import quality_of
from analytics.people.scores import CSAT, DESK, FIGURES, measure_of, scores_by_agent
from analytics.people.workload import workload
from analytics.view import View
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading
from dashboard.pages.people import words as texts
from dashboard.parts.picker import Picker
from dashboard.wording.staff_names import agent_name, are_shown
from warehouse.settings import Settings
from warehouse.words import Language

TEAM, AGENT = "team", "agent_id"
_QUARTER_DAYS = 91
Row = dict[str, Any]


@dataclass(frozen=True)
class Somebody:
    """A team or an agent at a desk: figures by name as rows of `quality`, load as a row of `workload`."""

    tier: str
    department: str
    channel: str
    who: str
    figures: dict[str, Row]
    load: Row | None

    @property
    def n(self) -> int:
        """The most records that a figure is out of."""
        return max((row["n"] for row in self.figures.values()), default=0)

    def distance(self, figure: str | None = None) -> float:
        """How far from what is usual, by a figure or the furthest; below 0 where nothing can be said."""
        names = FIGURES if figure is None else (figure,)
        known = (self.figures[name]["z"] for name in names if name in self.figures)
        return max((abs(z) for z in known if z is not None), default=-1.0)


def year(selection: Selection, span: Span) -> View:
    """The year up to the last day looked at, as far as the data go back."""
    view = a_year_to(selection.view(span))
    return replace(view, since=max(view.days[0], span[0]))


def quarter(selection: Selection, span: Span) -> View:
    """Thirteen weeks up to the last day: each hour of the week as often."""
    view = selection.view(span)
    until = view.days[1]
    return replace(view, since=max(span[0], until - timedelta(days=_QUARTER_DAYS - 1)))


def scores(reading: Reading, selection: Selection, span: Span) -> pl.DataFrame:
    """What customers say of each agent in the year; read once for all that is made of it."""
    return reading.ask(scores_by_agent, year(selection, span))


def quality(reading: Reading, who: str, selection: Selection, span: Span) -> pl.DataFrame:
    """As `analytics.people.quality.quality`, of the year."""
    small_n = reading.settings.definitions.small_n

    def make(reading: Reading) -> pl.DataFrame:
        return quality_of(scores(reading, selection, span), who, small_n)

    return reading.made(("people-quality", who, year(selection, span)), make)


def picked_who(reading: Reading, selection: Selection, span: Span) -> str:
    """Teams unless agents are picked, or no record says who is in which team."""
    if selection.split == AGENT:
        return AGENT
    found = quality(reading, TEAM, selection, span)
    return TEAM if found.height else AGENT


def picked_figure(selection: Selection) -> Measure:
    """The figure of the chart."""
    return measure_of(selection.measure if selection.measure in FIGURES else CSAT)


def everybody(reading: Reading, selection: Selection, span: Span) -> list[Somebody]:
    """Those with records, the furthest from what is usual first."""
    who, view = picked_who(reading, selection, span), year(selection, span)
    found = quality(reading, who, selection, span)
    loads = {
        tuple(row[name] for name in (*DESK, who)): row
        for row in reading.ask(workload, (*DESK, who), view).iter_rows(named=True)
    }
    rows = [
        Somebody(
            tier, department, channel, name, _by_figure(part), loads.get((tier, department, channel, name))
        )
        for (tier, department, channel, name), part in found.partition_by(
            *DESK, "who", as_dict=True, maintain_order=True
        ).items()
    ]
    return sorted(rows, key=lambda row: (-row.distance(), row.tier, row.department, row.channel, -row.n))


def name_of(somebody: Somebody, place: int, who: str, settings: Settings, language: Language) -> str:
    """A team's name; an agent's as the settings allow."""
    if who == TEAM:
        return somebody.who
    return agent_name(somebody.who, place, somebody.n, settings, language)


def place_name(somebody: Somebody, name: str, who: str, language: Language) -> str:
    """The name and the desk; names of teams mostly say their department."""
    if who == TEAM and somebody.department in name:
        return f"{name} · {somebody.channel}"
    return texts.PLACE.text(language, name=name, department=somebody.department, channel=somebody.channel)


def contacts_of(
    somebody: Somebody, measure: str, who: str, settings: Settings, selection: Selection, view: View
) -> str:
    """The contacts of an agent who may be known; else those of the desk."""
    desk = replace(selection, since=view.since, until=view.until, split=None).pick(
        department=somebody.department, channel=somebody.channel, contact_tier=somebody.tier
    )
    if who == AGENT and are_shown(settings) and somebody.n >= settings.definitions.small_n:
        desk = desk.pick(agent_id=somebody.who)
    return to_contacts(measure, desk)


def _by_figure(part: pl.DataFrame) -> dict[str, Row]:
    return {row["figure"]: row for row in part.iter_rows(named=True)}


def _who_options(selection: Selection, _store: object) -> dict[str, str]:
    language = selection.language
    return {TEAM: texts.TEAMS.text(language), AGENT: texts.SINGLE.text(language)}


def _figure_options(selection: Selection, _store: object) -> dict[str, str]:
    return {name: measure_of(name).label.text(selection.language) for name in FIGURES}


WHO_PICKER = Picker(
    "people-who",
    "split",
    texts.WHO,
    _who_options,
    lambda selection, _store: AGENT if selection.split == AGENT else TEAM,
    usual=TEAM,
)
FIGURE_PICKER = Picker(
    "people-figure",
    "measure",
    texts.FIGURE,
    _figure_options,
    lambda selection, _store: picked_figure(selection).name,
    usual=CSAT,
)
