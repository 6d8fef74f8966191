-- Grain: one row per business day and business day of the customers' contact before, null for their first: how many
-- known customers had a contact that day. As many different customers had a contact in a period as there are on its
-- days with no contact before, or one before the period.
WITH lived_through AS (
    -- Sorting carries a hash in place of the text: a fraction of the memory, the same answer.
    SELECT
        hash(customer_id) AS customer,
        month,
        contact_days,
        first_contact_local::DATE AS first_day,
        last_contact_local::DATE AS last_day
    FROM customer_month
    WHERE month >= date_trunc('month', getvariable('first_day'))
),
lived_through_before AS (
    SELECT hash(customer_id) AS customer, max(last_contact_local)::DATE AS last_day
    FROM customer_month
    WHERE
        month < date_trunc('month', getvariable('first_day'))
        AND hash(customer_id) IN (SELECT customer FROM lived_through)
    GROUP BY ALL
),
before_the_month AS (
    SELECT
        customer,
        first_day,
        lag(last_day) OVER (PARTITION BY customer ORDER BY month) AS previous_day
    FROM lived_through
),
first_of_the_month AS (
    SELECT
        first_day AS day,
        coalesce(previous_day, lived_through_before.last_day) AS previous_day,
        count(*) AS customers
    FROM before_the_month
    LEFT JOIN lived_through_before USING (customer)
    GROUP BY ALL
),
alike AS (
    SELECT month, contact_days, count(*) AS customers
    FROM lived_through
    WHERE bit_count(contact_days) > 1
    GROUP BY ALL
),
later_in_the_month AS (
    SELECT
        month + place::INTEGER AS day,
        month + floor(log2(contact_days & ((1 << place) - 1)))::INTEGER AS previous_day,
        customers
    FROM alike
    JOIN range(31) AS days (place) ON contact_days & (1 << place) > 0 AND contact_days & ((1 << place) - 1) > 0
),
by_day AS (
    FROM first_of_the_month
    UNION ALL
    FROM later_in_the_month
)
SELECT day, previous_day, sum(customers)::BIGINT AS customers
FROM by_day
WHERE day >= getvariable('first_day')
GROUP BY ALL
