"""The verbs of the command that answer questions, one file a subject."""

from collections.abc import Mapping
from types import MappingProxyType

# Verb to module: a verb is imported when it is asked for, since statistics packages take long to import.
VERBS: Mapping[str, str] = MappingProxyType(
    {
        verb: f"{__name__}.{module}"
        for module, verbs in {
            "sql": ("sql",),
            "measure": ("measure", "measures"),
            "status": ("status",),
            "satisfaction": ("satisfaction",),
            "patience": ("patience",),
            "promises": ("promises",),
            "hours": ("hours",),
            "staffing": ("staffing",),
            "reservations": ("reservations",),
            "staff": ("staff",),
            "recovery": ("recovery", "failures", "backlog", "reactions", "wordofmouth"),
            "capacity": ("capacity",),
            "efforts": ("efforts", "origins"),
            "reasons": ("reasons", "avoidable"),
            "channels": ("channels",),
            "focus": ("focus",),
            "design": ("design",),
            "complaints": ("complaints",),
            "voice": ("comments", "words"),
            "compare": ("compare",),
            "control": ("control",),
            "signals": ("signals",),
            "targets": ("targets",),
            "standards": ("standards",),
            "moments": ("moments", "scorecards", "handled"),
            "handing_over": ("askedagain",),
            "integration": ("integration",),
            "journeys": ("journeys",),
            "stages": ("stages", "transition"),
            "relationship": ("relationship", "movement", "sincejoining"),
            "contact_level": ("contactlevel", "contactmoves", "contactneeds"),
            "outbound": ("outbound", "callsstayed"),
            "loyalty": ("loyalty", "keydrivers"),
            "customer": ("customer",),
            "leaving": ("causes", "lived", "paths"),
            "retention": ("retention", "cohorts", "inactivity"),
            "drivers": ("drivers", "whatif", "atrisk"),
            "money": ("worth", "value", "purchases"),
            "balance": ("balance",),
        }.items()
        for verb in verbs
    }
)
