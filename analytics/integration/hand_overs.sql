-- Grain: one row per contact of a known customer that ended handed over, with the source that brought it and the
-- customer's next contact, if that began within the set minutes of its end.
WITH handed AS (
    SELECT
        *,
        occurred_at + to_microseconds(((coalesce(wait_seconds, 0) + coalesce(service_seconds, 0)) * 1e6)::BIGINT)
            + to_minutes($minutes) AS _until
    FROM ({loaded})
    WHERE outcome = 'transferred' AND customer_id IS NOT NULL AND {days}
),
arrivals AS (
    SELECT
        handed.contact_id AS _handed_id,
        min_by({'department': later.department, 'channel': later.channel}, (later.occurred_at, later.contact_id)) AS _next
    FROM handed
    JOIN contacts AS later
        ON later.customer_id = handed.customer_id
        AND later.occurred_at > handed.occurred_at
        AND later.occurred_at <= handed._until
    WHERE {days_behind}
    GROUP BY handed.contact_id
)
SELECT
    handed.*,
    _next.department AS _to_department,
    _next.channel AS _to_channel,
    _next IS NOT NULL AS _has_arrived
FROM handed
LEFT JOIN arrivals ON _handed_id = handed.contact_id
