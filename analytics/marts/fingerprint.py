"""By what a warehouse knows that its marts and views were made by another version."""

from hashlib import blake2b

from analytics.marts.mart import CUSTOMER_DAYS, MARTS
from analytics.views import VIEWS
from analytics.views.daily_measures import daily_measures
from warehouse.sql import read_sql


def fingerprint() -> str:
    """Of every query that marts and views are made by; another one when any of them is changed."""
    queries = [
        *(read_sql("analytics.marts", mart.name) for mart in (*MARTS, CUSTOMER_DAYS)),
        *(read_sql("analytics.views", name) for name in VIEWS),
        daily_measures(),
    ]
    return blake2b("\n".join(queries).encode(), digest_size=16).hexdigest()
