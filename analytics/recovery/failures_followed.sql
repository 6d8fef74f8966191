-- Grain: one row per failed contact of a known customer who had not left before it: whether the customer
-- complained in it, came again within the first-contact window, and left by the end of the calendar month after.
-- Failures for which the data do not reach over both times are left out.
WITH settings AS (
    SELECT (value::JSON ->> 'first_contact_days')::INTEGER AS first_contact_days
    FROM warehouse_facts
    WHERE name = 'applied_settings'
),
span AS (
    SELECT max(day) AS last_day
    FROM contact_daily
),
failures AS (
    SELECT
        contact_facts.*,
        customers.left_on,
        customers.customer_id IS NOT NULL AS has_record,
        (date_trunc('month', day) + INTERVAL 2 MONTH)::DATE AS known_from,
        first_contact_days
    FROM contact_facts
    CROSS JOIN settings
    CROSS JOIN span
    LEFT JOIN customers ON customers.customer_id = contact_facts.customer_id
    WHERE
        outcome = 'failed'
        AND contact_facts.customer_id IS NOT NULL
        AND coalesce(left_on >= day, true)
        AND known_from - INTERVAL 1 DAY <= last_day
        AND day + first_contact_days <= last_day
)
SELECT
    failures.* EXCLUDE (has_record),
    coalesce(failures.is_complaint, false) AS has_complained,
    EXISTS (
        FROM contact_facts AS later
        WHERE later.customer_id = failures.customer_id
            AND later.occurred_at > failures.occurred_at
            AND later.occurred_at <= failures.occurred_at + to_days(failures.first_contact_days)
    ) AS has_come_again,
    failures.has_record,
    coalesce(failures.left_on < failures.known_from, false) AS has_left
FROM failures
