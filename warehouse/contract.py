"""The record kinds every export is mapped to: their names, types, units and rules, here and only here."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import dataframely as dy

DELIVERY_MODES = (
    "mail",
    "digital",
    "phone",
    "face_to_face_tight",
    "face_to_face_loose",
    "face_to_face_customised",
)
CONTACT_TIERS = ("high", "medium", "low")
OUTCOMES = ("resolved", "unresolved", "failed", "abandoned", "transferred")
RECOVERIES = ("none", "attempted", "recovered")
DIRECTIONS = ("inbound", "outbound")
FAILURE_ORIGINS = ("staff", "system", "physical_evidence", "policy")
PURCHASE_KINDS = ("first", "repeat", "cross", "up", "refund")
# A monitor rates a contact as a second opinion: a mystery caller, or who listens to recorded calls.
RESPONDENTS = ("customer", "staff", "monitor")
CUSTOMER_TYPES = ("economic", "ethical", "personalising", "convenience")
LEAVE_CAUSES = (
    "price",
    "inconvenience",
    "core_failure",
    "encounter_failure",
    "response_to_failure",
    "competition",
    "ethics",
    "involuntary",
)

# No customer joined or leaves beyond; what does is a slip, or stands for "never".
_FIRST_DAY = date(1900, 1, 1)
_LAST_DAY = date(2199, 12, 31)

# No survey weighs an answer by less or more; beyond, sums of squared weights lose what the small ones say.
_LEAST_WEIGHT, _MOST_WEIGHT = 1e-12, 1e12


def _key(description: str) -> dy.String:
    return dy.String(primary_key=True, min_length=1, description=description)


def _text(description: str, *, required: bool = False) -> dy.String:
    return dy.String(nullable=not required, min_length=1, description=description)


def _amount(description: str) -> dy.Float64:
    return dy.Float64(nullable=True, min=0, description=description)


def _choice(options: tuple[str, ...], description: str, *, required: bool = False) -> dy.Enum:
    return dy.Enum(options, nullable=not required, description=description)


def _day(description: str) -> dy.Date:
    return dy.Date(nullable=True, min=_FIRST_DAY, max=_LAST_DAY, description=description)


def _flag(description: str) -> dy.Bool:
    return dy.Bool(nullable=True, description=description)


def _instant(description: str, *, required: bool = True) -> dy.Datetime:
    return dy.Datetime(time_unit="us", time_zone="UTC", nullable=not required, description=description)


class Contacts(dy.Schema):
    """One row per touchpoint: one contact between a customer and anything of the company."""

    contact_id = _key("Identifies the contact across all sources.")
    customer_id = _text("Who made the contact; null when not known.")
    occurred_at = _instant("When the contact began (UTC).")
    department = _text("The department that handled it.", required=True)
    channel = _text("How the customer reached the company, in the company's own words.", required=True)
    delivery_mode = _choice(DELIVERY_MODES, "How the service is delivered; else derived from the channel.")
    contact_tier = _choice(
        CONTACT_TIERS, "How much of the service is made in the customer's presence; else derived."
    )
    stage = _text("Stage of the service process: reservation, order, processing, delivery, after_service.")
    reason = _text("What the contact was about.")
    agent_id = _text("The member of staff; null when no person took part.")
    direction = _choice(DIRECTIONS, "Who began it: the customer (inbound) or the company; null is inbound.")
    is_booked = _flag("Whether the contact was booked ahead.")
    appointment_at = _instant("For when it was booked (UTC).", required=False)
    no_show = _flag("Whether nobody came to it; else told by a booked contact abandoned without a wait.")
    wait_seconds = _amount("Seconds the customer waited before service or before giving up.")
    promised_wait_seconds = _amount("Seconds of waiting that were promised.")
    service_seconds = _amount("Seconds of service.")
    outcome = _choice(OUTCOMES, "How the contact ended.", required=True)
    handed_to = _text("The department or channel it was handed to.")
    asked_again = _flag("Whether the customer had to say again what was said before.")
    is_complaint = _flag("Whether the customer complained.")
    failure_origin = _choice(FAILURE_ORIGINS, "Where a failure arose.")
    recovery = _choice(RECOVERIES, "What was done about a failure.")
    recovery_kind = _text(
        "How it was tried: apology, explanation, compensation, repair, replacement …, several joined by '|'."
    )
    recovery_seconds = _amount("Seconds from the failure to its recovery.")
    cost = _amount("Cost of the contact in the company's currency.")


class Answers(dy.Schema):
    """One row per answered survey item."""

    answer_id = _key("Identifies the answer.")
    survey_id = _text("The questionnaire the answer belongs to.", required=True)
    contact_id = _text("The contact that was asked about; null when not known.")
    customer_id = _text("Who answered; null when not known.")
    answered_at = _instant("When it was answered (UTC).")
    department = _text("The department asked about; else that of the contact.")
    contact_tier = _choice(CONTACT_TIERS, "The tier asked about; else that of the contact.")
    item = _text("What was asked: csat, nps, ces, servqual.reliability …", required=True)
    score = dy.Float64(nullable=False, description="The score given, on the item's own scale.")
    expected = dy.Float64(nullable=True, description="The score the customer had expected.")
    weight = dy.Float64(
        nullable=True,
        min=_LEAST_WEIGHT,
        max=_MOST_WEIGHT,
        description="How many customers the answer stands for, over 0; null counts as 1.",
    )
    comment = _text("What the customer wrote.")
    respondent = _choice(RESPONDENTS, "Who was asked; null is a customer.")
    agent_id = _text("The member of staff who answered, or was asked about; else that of the contact.")


class Customers(dy.Schema):
    """One row per customer: the latest known state."""

    customer_id = _key("Identifies the customer.")
    valid_from = _day("Day from which this state holds; else that in the file's name, else that of the load.")
    joined_on = _day("Day the relationship began.")
    left_on = _day("Day it ended; null while it lasts.")
    leave_causes = _text("Why the customer left: Keaveney's causes, several joined by '|'.")
    segment = _text("The company's own segment.")
    customer_type = _choice(CUSTOMER_TYPES, "Stone's shopping orientation.")
    annual_value = _amount("Yearly value in the company's currency.")
    born_on = _day("Day of birth; of its year alone the first day.")
    gender = _text("Gender, in the company's own words.")
    region = _text("Where the customer lives, in the company's own words.")


class Purchases(dy.Schema):
    """One row per purchase, or refund of one."""

    purchase_id = _key("Identifies the purchase or refund.")
    customer_id = _text("Who bought; null when not known.")
    purchased_at = _instant("When it was bought or refunded (UTC).")
    amount = dy.Float64(
        nullable=False, min=0, description="In the company's currency; of a refund what was given back."
    )
    kind = _choice(PURCHASE_KINDS, "The first one, the same again, something else, more of it, or a refund.")
    contact_id = _text("The contact out of which it was sold; null when none or not known.")
    department = _text("The department that sold it; else that of the contact.")
    channel = _text("How it was bought; else the channel of the contact.")


class Staff(dy.Schema):
    """One row per member of staff: the latest known state."""

    agent_id = _key("Identifies the member of staff, as contacts do.")
    valid_from = _day("Day from which this state holds; else that in the file's name, else that of the load.")
    team = _text("The team, in the company's own words.")
    department = _text("The department.")
    joined_on = _day("First day of work.")
    left_on = _day("Last day of work; null while it lasts.")
    role = _text("The role, in the company's own words.")
    trained_on = _day("Day of the latest training.")


RECORD_KINDS: Mapping[str, type[dy.Schema]] = MappingProxyType(
    {
        "contacts": Contacts,
        "answers": Answers,
        "customers": Customers,
        "purchases": Purchases,
        "staff": Staff,
    }
)

# Rules over several columns, as SQL over the cast columns: a row fails where the expression is false.
# The rule's name begins with the column a reader should look at.
CROSS_COLUMN_RULES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "contacts": {},
        "answers": {},
        "customers": {"left_on.before_joined_on": "left_on >= joined_on"},
        "purchases": {},
        "staff": {"left_on.before_joined_on": "left_on >= joined_on"},
    }
)

# Each instant (UTC) is stored again on the clock of the business time zone: days and hours are cut there.
LOCAL_TIMES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "contacts": {"occurred_local": "occurred_at"},
        "answers": {"answered_local": "answered_at"},
        "customers": {},
        "purchases": {"purchased_local": "purchased_at"},
        "staff": {},
    }
)

# Of these every state is kept with the day from which it holds; the names of their other tables begin so.
HISTORIES: Mapping[str, str] = MappingProxyType({"customers": "customer", "staff": "staff"})

# The load that brought each row is stored with it, and of what keeps its states that which brought it first.
LOAD_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {kind: ("load_id", "first_load_id") if kind in HISTORIES else ("load_id",) for kind in RECORD_KINDS}
)


def key_column(kind: str) -> str:
    """The column that identifies a row of the record kind."""
    return RECORD_KINDS[kind].primary_key()[0]


def identity_columns(kind: str) -> list[str]:
    """What tells one statement about a record from another: of a state also the day from which it holds."""
    return [key_column(kind), *(("valid_from",) if kind in HISTORIES else ())]


def history_names(kind: str) -> dict[str, str]:
    """What queries over a kind that keeps its states call its tables and its members."""
    key = key_column(kind)
    return {"kind": kind, "noun": HISTORIES[kind], "key": key, "member": key.removesuffix("_id")}


def states_table(kind: str) -> str:
    """The table or view with every statement about the records of a kind that holds, the earlier ones too."""
    return f"{HISTORIES[kind]}_states" if kind in HISTORIES else kind


def emptiable_columns(kind: str) -> list[str]:
    """Optional columns whose value can break a rule, but for ids and days, which say what a record is of."""
    return [
        name
        for name, column in RECORD_KINDS[kind].columns().items()
        if column.nullable and isinstance(column, dy.Float64 | dy.Bool | dy.Enum)
    ]


def required_columns(kind: str) -> list[str]:
    """Columns that every SELECT for the record kind must give."""
    return [name for name, column in RECORD_KINDS[kind].columns().items() if not column.nullable]
