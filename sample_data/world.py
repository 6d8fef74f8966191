"""A world: customers, their contacts, answers and purchases, and the staff, with known truths."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from sample_data.answers import draw_agents, draw_answers
from sample_data.arrivals import first_contacts, timed
from sample_data.balance import with_queue, with_strain
from sample_data.contacts import live_through
from sample_data.customers import draw_people
from sample_data.demography import with_demography
from sample_data.journey_survey import draw_journey_answers
from sample_data.leaving import Departures, departures, leave_causes
from sample_data.monitoring import draw_monitored
from sample_data.outbound import draw_calls
from sample_data.particulars import with_particulars
from sample_data.purchases import draw_purchases
from sample_data.season import LAST_DAY, SUNDAY, TIME_ZONE, Window
from sample_data.service import CANCELLING, CONTACT_ID_PREFIX, LANES, SYSTEM_OF_CHANNEL
from sample_data.staff import draw_staff
from sample_data.staff_survey import draw_staff_answers
from sample_data.truths import DEFAULT, Truths

CONTACT_COLUMNS = (
    "contact_id",
    "customer_id",
    "occurred_at",
    "department",
    "channel",
    "delivery_mode",
    "contact_tier",
    "stage",
    "reason",
    "agent_id",
    "direction",
    "is_booked",
    "appointment_at",
    "no_show",
    "wait_seconds",
    "promised_wait_seconds",
    "service_seconds",
    "outcome",
    "handed_to",
    "asked_again",
    "is_complaint",
    "failure_origin",
    "recovery",
    "recovery_kind",
    "recovery_seconds",
    "cost",
)
CUSTOMER_COLUMNS = (
    "customer_id",
    "joined_on",
    "left_on",
    "leave_causes",
    "segment",
    "customer_type",
    "annual_value",
    "born_on",
    "gender",
    "region",
)


@dataclass(frozen=True)
class World:
    """Clean records in the form of the contract; times in UTC.

    contacts: one row per contact, in order of time; `delivery_mode` and `contact_tier` are always filled.
    answers: one row per survey and answered item; respondent and agent_id are null, as customers answer.
    customers: one row per customer active at some time in the window, as of its last day.
    purchases: one row per purchase or refund, in order of time.
    staff: one row per member of staff and state, from the first day of the month in which it was first known.
    staff_answers: one row per member of staff, wave of the staff survey and answered item.
    calls: one row per contact that the company began, in order of time, with the columns of contacts it has.
    monitor_answers: one row per monitored call and item that was rated.
    """

    contacts: pl.DataFrame
    answers: pl.DataFrame
    customers: pl.DataFrame
    purchases: pl.DataFrame
    staff: pl.DataFrame
    staff_answers: pl.DataFrame
    calls: pl.DataFrame
    monitor_answers: pl.DataFrame
    first_day: date
    last_day: date
    seed: int


def simulate(customers: int, days: int, seed: int, truths: Truths = DEFAULT) -> World:
    """A world of so many customers over the days up to 2026-10-31; the same arguments give the same world."""
    window = Window.ending(LAST_DAY, days)
    arriving, leaving, answering = np.random.default_rng(seed).spawn(3)
    people = draw_people(customers, window, truths, arriving)
    first = first_contacts(people, window, truths, arriving)
    contacts = live_through(first, people, window, truths, arriving)
    left = departures(people.head(customers), contacts, window, truths, leaving)
    people = _with_departures(people, left, truths, leaving)
    contacts = pl.concat([contacts, _cancelling(people, window, truths, leaving)])
    contacts = _identified(_while_there(contacts, people), people)
    # What came to the world later has draws of its own: those before stay as they were.
    later = np.random.default_rng([seed, 2]).spawn(6)
    contacts = with_particulars(contacts, truths, later[0])
    people = with_demography(people, contacts, window, truths, later[1])
    agents = draw_agents(contacts, truths.satisfaction.agent_spread, answering)
    answers = draw_answers(contacts, agents, window, truths, answering, later[2])
    master = people.filter("is_customer").select(CUSTOMER_COLUMNS)
    about_journeys = np.random.default_rng([seed, 30])
    staff_answers = draw_staff_answers(agents, contacts, window, truths.staff_survey, later[5])
    straining = np.random.default_rng([seed, 14])
    return World(
        contacts=with_queue(contacts, truths.recovery_queue, window).select(CONTACT_COLUMNS),
        answers=draw_journey_answers(contacts, answers, window, truths.journey_survey, about_journeys),
        customers=master,
        purchases=draw_purchases(master, contacts, answers, window, truths.buying, later[3]),
        staff=draw_staff(agents, window, truths, later[4]),
        staff_answers=with_strain(staff_answers, truths.strain, straining),
        calls=draw_calls(master, contacts, window, truths.outbound, np.random.default_rng([seed, 54])),
        monitor_answers=draw_monitored(
            contacts, answers, window, truths.monitoring, np.random.default_rng([seed, 52])
        ),
        first_day=window.first_day,
        last_day=window.last_day,
        seed=seed,
    )


def _with_departures(
    people: pl.DataFrame, left: Departures, truths: Truths, rng: np.random.Generator
) -> pl.DataFrame:
    """The people with left_on and leave_causes."""
    customer_type = people["customer_type"].gather(left.person)
    leavers = pl.DataFrame(
        {
            "person": left.person,
            "left_on": left.left_on,
            "leave_causes": leave_causes(left, customer_type, truths.causes, rng),
        }
    )
    return people.join(leavers, on="person", how="left", maintain_order="left")


def _while_there(contacts: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Only the contacts up to the day on which the customer left."""
    left_on = people["left_on"].gather(contacts["person"])
    return contacts.filter((pl.col("day") <= left_on).fill_null(True))


def _cancelling(
    people: pl.DataFrame, window: Window, truths: Truths, rng: np.random.Generator
) -> pl.DataFrame:
    """The last contact of the leavers who say so, on the day they leave."""
    leavers = people.filter(pl.col("left_on").is_not_null(), pl.col("left_on").dt.weekday() != SUNDAY)
    speaks = pl.Series(rng.random(leavers.height) < truths.leaving.cancelling_contact_rate, dtype=pl.Boolean)
    desks = [(channel, mode) for channel, mode, _ in LANES[CANCELLING["department"]] if channel != "web"]
    contacts = leavers.filter(speaks).select("person", day="left_on")
    lane = rng.integers(0, len(desks), contacts.height)
    contacts = contacts.with_columns(
        pl.Series("channel", [channel for channel, _ in desks]).gather(lane),
        pl.Series("delivery_mode", [mode for _, mode in desks]).gather(lane),
        *(pl.lit(text).alias(column) for column, text in CANCELLING.items()),
    )
    return live_through(timed(contacts, rng), people, window, truths, rng)


def _identified(contacts: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The contacts in order of time with contact_id, customer_id, mood, and occurred_at in UTC."""
    system = pl.col("channel").replace_strict(SYSTEM_OF_CHANNEL)
    number = pl.int_range(1, pl.len() + 1).over(system).cast(pl.String).str.zfill(7)
    ordered = contacts.sort("at", "person", "contact_number")
    return ordered.hstack(people.select("customer_id", "mood")[ordered["person"]]).with_columns(
        contact_id=pl.concat_str(system.replace_strict(CONTACT_ID_PREFIX), number),
        occurred_at=pl.col("at").dt.replace_time_zone(TIME_ZONE).dt.convert_time_zone("UTC"),
    )
