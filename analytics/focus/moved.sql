-- Grain: one row per customer and reason with contacts before and from the day $on: the first contact of each part, and
-- whether another for the reason followed it within the first-contact window; null where the part ends before that.
WITH settings AS (
    SELECT (value::JSON ->> 'first_contact_days')::INTEGER AS first_contact_days
    FROM warehouse_facts
    WHERE name = 'applied_settings'
),
span AS (
    SELECT least(max(day), coalesce($until, max(day))) AS last_day
    FROM contact_daily
),
-- The two earliest instants of a part tell whether something followed its first contact.
firsts AS (
    SELECT
        customer_id,
        reason,
        day >= $on AS is_after,
        arg_min(
            {
                'contact_id': contact_id,
                'channel': channel,
                'contact_tier': contact_tier,
                'day': day,
                'occurred_at': occurred_at,
                'failed': (outcome = 'failed')::INTEGER,
                'resolved': (outcome = 'resolved')::INTEGER,
                'cost': cost::DOUBLE
            },
            (occurred_at, contact_id)
        ) AS one,
        min(occurred_at, 2)[2] AS next_at
    FROM contact_facts
    WHERE customer_id IS NOT NULL
        AND reason IS NOT NULL
        AND channel IS NOT NULL
        AND contact_tier IS NOT NULL
        AND day >= coalesce($since, DATE '0001-01-01')
        AND day <= coalesce($until, DATE '9999-12-31')
        AND {picked}
    GROUP BY customer_id, reason, is_after
),
told AS (
    SELECT
        customer_id,
        reason,
        is_after,
        one,
        CASE
            WHEN one.day + first_contact_days <= CASE WHEN is_after THEN last_day ELSE $on::DATE - 1 END
                THEN coalesce(next_at <= one.occurred_at + to_days(first_contact_days), false)::INTEGER
        END AS followed
    FROM firsts
    CROSS JOIN settings
    CROSS JOIN span
),
rated AS (
    SELECT contact_id, sum(coalesce(weight, 1) * score) / sum(coalesce(weight, 1)) AS score
    FROM customer_answers
    WHERE item = 'csat' AND score BETWEEN 1 AND 5 AND contact_id IS NOT NULL
    GROUP BY contact_id
)
SELECT
    earlier.customer_id,
    earlier.reason,
    earlier.one.channel AS from_channel,
    earlier.one.contact_tier AS from_tier,
    later.one.channel AS to_channel,
    later.one.contact_tier AS to_tier,
    later_rated.score - earlier_rated.score AS csat,
    later.one.failed - earlier.one.failed AS failed,
    later.one.resolved - earlier.one.resolved AS resolved,
    later.followed - earlier.followed AS followed,
    later.one.cost - earlier.one.cost AS cost
FROM told AS earlier
JOIN told AS later ON later.customer_id = earlier.customer_id AND later.reason = earlier.reason
LEFT JOIN rated AS earlier_rated ON earlier_rated.contact_id = earlier.one.contact_id
LEFT JOIN rated AS later_rated ON later_rated.contact_id = later.one.contact_id
WHERE later.is_after AND NOT earlier.is_after
