-- Grain: one row per customer and reason with contacts before and from the day $on, of customers whose hash is low enough:
-- the first contact of each part, and whether another for the reason followed it within the first-contact window; null where
-- the part ends before that.
WITH settings AS (
    SELECT (value::JSON ->> 'first_contact_days')::INTEGER AS first_contact_days
    FROM warehouse_facts
    WHERE name = 'applied_settings'
),
span AS (
    SELECT least(max(day), coalesce($until, max(day))) AS last_day
    FROM contact_daily
),
known AS NOT MATERIALIZED (
    SELECT
        *,
        hash(customer_id, reason) AS matter
    FROM contact_facts
    WHERE customer_id IS NOT NULL
        AND reason IS NOT NULL
        AND channel IS NOT NULL
        AND contact_tier IS NOT NULL
        AND hash(customer_id) <= $highest_hash::UBIGINT
        AND occurred_local >= coalesce($since, DATE '0001-01-01')
        AND occurred_local < coalesce($until, DATE '9999-12-30') + 1
        AND {picked}
),
-- Most matters stand in one part only: these are told by numbers before anything else is read of them.
in_both AS (
    SELECT matter
    FROM known
    GROUP BY matter
    HAVING min(day) < $on AND max(day) >= $on
),
firsts AS (
    SELECT
        customer_id,
        reason,
        arg_min(contact, instant) FILTER (NOT is_after) AS earlier,
        arg_min(contact, instant) FILTER (is_after) AS later,
        -- The two earliest instants of a part tell whether something followed its first contact.
        (min(occurred_at, 2) FILTER (NOT is_after))[2] AS earlier_next_at,
        (min(occurred_at, 2) FILTER (is_after))[2] AS later_next_at
    FROM (
        SELECT
            customer_id,
            reason,
            occurred_at,
            day >= $on AS is_after,
            (occurred_at, contact_id) AS instant,
            {
                'contact_id': contact_id,
                'channel': channel,
                'contact_tier': contact_tier,
                'day': day,
                'occurred_at': occurred_at,
                'failed': (outcome = 'failed')::INTEGER,
                'resolved': (outcome = 'resolved')::INTEGER,
                'cost': cost::DOUBLE
            } AS contact
        FROM known
        WHERE matter IN (FROM in_both)
    )
    GROUP BY customer_id, reason
),
told AS (
    SELECT
        *,
        CASE
            WHEN earlier.day + first_contact_days < $on::DATE
                THEN coalesce(earlier_next_at <= earlier.occurred_at + to_days(first_contact_days), false)::INTEGER
        END AS earlier_followed,
        CASE
            WHEN later.day + first_contact_days <= last_day
                THEN coalesce(later_next_at <= later.occurred_at + to_days(first_contact_days), false)::INTEGER
        END AS later_followed
    FROM firsts
    CROSS JOIN settings
    CROSS JOIN span
    WHERE earlier IS NOT NULL AND later IS NOT NULL
),
rated AS (
    SELECT contact_id, sum(coalesce(weight, 1) * score) / sum(coalesce(weight, 1)) AS score
    FROM customer_answers
    WHERE item = 'csat' AND score BETWEEN 1 AND 5 AND contact_id IS NOT NULL
    GROUP BY contact_id
)
SELECT
    customer_id,
    reason,
    earlier.channel AS from_channel,
    earlier.contact_tier AS from_tier,
    later.channel AS to_channel,
    later.contact_tier AS to_tier,
    later_rated.score - earlier_rated.score AS csat,
    later.failed - earlier.failed AS failed,
    later.resolved - earlier.resolved AS resolved,
    later_followed - earlier_followed AS followed,
    later.cost - earlier.cost AS cost
FROM told
LEFT JOIN rated AS earlier_rated ON earlier_rated.contact_id = earlier.contact_id
LEFT JOIN rated AS later_rated ON later_rated.contact_id = later.contact_id
