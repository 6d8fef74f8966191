-- Grain: one row per whether a time lies within so many days after a failure of the customer that was not recovered: the days on
-- which something bought could be given back, the refunds on them, their sum and its squares, from $since to $until.
WITH asked AS (
    SELECT $since::DATE AS first_day, $until::DATE + 1 AS end_day
),
failures AS (
    -- Windows that do not overlap, so that no day counts twice.
    SELECT
        customer_id,
        occurred_local AS begins,
        least(
            occurred_local + to_days($after_failure_days),
            lead(occurred_local) OVER (PARTITION BY customer_id ORDER BY occurred_local)
        ) AS ends
    FROM contacts
    WHERE outcome = 'failed' AND recovery IS DISTINCT FROM 'recovered' AND customer_id IS NOT NULL
),
returnable AS (
    SELECT
        bought.customer_id,
        greatest(purchased_local, first_day) AS begins,
        least(purchased_local + to_days($refund_days), end_day, coalesce(left_on + 1, end_day)) AS ends
    FROM dated_purchases AS bought
    CROSS JOIN asked
    LEFT JOIN customer_facts USING (customer_id)
    WHERE kind IS DISTINCT FROM 'refund' AND bought.customer_id IS NOT NULL AND ends > begins
),
together AS (
    SELECT sum(epoch(least(returnable.ends, failures.ends) - greatest(returnable.begins, failures.begins))) AS seconds
    FROM returnable
    JOIN failures USING (customer_id)
    WHERE returnable.begins < failures.ends AND failures.begins < returnable.ends
),
days AS (
    SELECT true AS is_after_failure, coalesce(seconds, 0) / 86400 AS days FROM together
    UNION ALL
    SELECT false, coalesce((SELECT sum(epoch(ends - begins)) FROM returnable), 0) / 86400 - coalesce(seconds, 0) / 86400
    FROM together
),
refunds AS (
    SELECT
        amount,
        failures.customer_id IS NOT NULL AS is_after_failure
    FROM dated_purchases AS given_back
    CROSS JOIN asked
    LEFT JOIN failures
        ON failures.customer_id = given_back.customer_id
        AND failures.begins <= purchased_local
        AND purchased_local < failures.ends
    WHERE
        kind = 'refund' AND given_back.customer_id IS NOT NULL
        AND purchased_local >= first_day AND purchased_local < end_day
)
SELECT
    is_after_failure,
    any_value(days)::DOUBLE AS days,
    count(amount) AS refunds,
    coalesce(sum(amount), 0)::DOUBLE AS amount,
    coalesce(sum(amount ** 2), 0)::DOUBLE AS squares
FROM days
LEFT JOIN refunds USING (is_after_failure)
GROUP BY is_after_failure
ORDER BY is_after_failure
