-- Grain: one row per month at risk; dimensions (stored: department, contact tier, channel) of the last contact in the
-- month before; those of the customer (stored: segment); tenure; and what was lived through in the month before, in
-- steps. `customers` of the customer records were at risk, of whom `left_customers` left in the month. `contacted`
-- customers, with a record or not, had a contact in the month before, of whom `returned` came again within
-- `inactivity_days` of it; months whose time to return is still open are left to the reader to drop.
WITH span AS (
    SELECT
        date_trunc('month', min(day)) + INTERVAL 1 MONTH AS first_month,
        date_trunc('month', max(day)) + INTERVAL 1 MONTH AS last_month
    FROM contact_daily
),
months AS (
    SELECT unnest(generate_series(
        greatest(first_month, getvariable('first_day')),
        least(last_month, getvariable('end_day') - INTERVAL 1 DAY),
        INTERVAL 1 MONTH
    ))::DATE AS month
    FROM span
),
in_steps AS (
    -- Sorting carries a hash in place of the customer and steps in place of counts: half of the memory, the same answer.
    SELECT
        (month + INTERVAL 1 MONTH)::DATE AS month,
        hash(customer_id) AS customer,
        COLUMNS(getvariable('dimensions')),
        least(contacts, 3)::TINYINT AS contacts,
        over_promise_step_of(longest_over_promise_seconds)::TINYINT AS over_promise,
        least(unrecovered_failures, 2)::TINYINT AS unrecovered_failures,
        least(recovered_failures, 1)::TINYINT AS recovered_failures,
        least(complaints, 1)::TINYINT AS complaints,
        least(abandoned, 1)::TINYINT AS abandoned,
        least(unresolved, 1)::TINYINT AS unresolved,
        first_contact_local,
        last_contact_local
    FROM customer_month
    WHERE
        month >= getvariable('first_day') - INTERVAL 1 MONTH
        AND month < getvariable('end_day') + to_days(getvariable('inactivity_days'))
),
lived_through AS (
    SELECT
        * EXCLUDE (first_contact_local, last_contact_local),
        lead(first_contact_local) OVER (PARTITION BY customer ORDER BY month) - last_contact_local
            <= to_days(getvariable('inactivity_days')) AS has_returned
    FROM in_steps
),
latest AS (
    SELECT
        hash(customer_id) AS customer,
        date_trunc('month', joined_on)::DATE AS joined_month,
        date_trunc('month', left_on)::DATE AS left_month
    FROM customer_facts
),
states AS (
    -- What a customer is when a month begins; that they leave in it is often stated only later.
    SELECT hash(customer_id) AS customer, COLUMNS(getvariable('customer_columns')), valid_from, valid_until
    FROM customer_periods
),
records AS (
    FROM states
    JOIN latest USING (customer)
),
recorded AS (
    SELECT
        lived_through.*,
        records.* EXCLUDE (customer, valid_from, valid_until),
        records.customer IS NOT NULL
            AND coalesce(joined_month <= month, true)
            AND coalesce(left_month >= month, true) AS is_at_risk
    FROM lived_through
    SEMI JOIN months ON months.month = lived_through.month
    LEFT JOIN records
        ON records.customer = lived_through.customer
        AND lived_through.month >= records.valid_from
        AND lived_through.month < records.valid_until
),
with_contact AS (
    SELECT
        month,
        COLUMNS(getvariable('dimensions')),
        COLUMNS(getvariable('customer_dimensions_in_month')),
        tenure_of(joined_month, month) AS tenure,
        contacts::BIGINT AS contacts,
        over_promise::INTEGER AS over_promise,
        unrecovered_failures::BIGINT AS unrecovered_failures,
        recovered_failures::BIGINT AS recovered_failures,
        complaints::BIGINT AS complaints,
        abandoned::BIGINT AS abandoned,
        unresolved::BIGINT AS unresolved,
        count(*) FILTER (is_at_risk) AS customers,
        count(*) FILTER (is_at_risk AND left_month = month) AS left_customers,
        count(*) AS contacted,
        count(*) FILTER (has_returned) AS returned
    FROM recorded
    GROUP BY ALL
),
alike AS (
    SELECT
        COLUMNS(getvariable('customer_columns')),
        joined_month,
        left_month,
        valid_from,
        valid_until,
        count(*) AS customers
    FROM records
    GROUP BY ALL
),
everybody AS (
    SELECT
        month,
        COLUMNS(getvariable('customer_dimensions_in_month')),
        tenure_of(joined_month, month) AS tenure,
        sum(customers) AS customers,
        coalesce(sum(customers) FILTER (left_month = month), 0) AS left_customers
    FROM alike
    JOIN months
        ON coalesce(joined_month <= month, true)
        AND coalesce(left_month >= month, true)
        AND month >= valid_from
        AND month < valid_until
    GROUP BY ALL
),
everybody_but_those_with_contact AS (
    FROM everybody
    UNION ALL BY NAME
    SELECT
        month,
        COLUMNS(getvariable('customer_dimensions')),
        tenure,
        -customers AS customers,
        -left_customers AS left_customers
    FROM with_contact
),
without_contact AS (
    SELECT
        month,
        COLUMNS(getvariable('customer_dimensions')),
        tenure,
        0 AS contacts,
        0 AS over_promise,
        0 AS unrecovered_failures,
        0 AS recovered_failures,
        0 AS complaints,
        0 AS abandoned,
        0 AS unresolved,
        sum(customers) AS customers,
        sum(left_customers) AS left_customers,
        0 AS contacted,
        0 AS returned
    FROM everybody_but_those_with_contact
    GROUP BY ALL
    HAVING sum(customers) > 0
)
FROM with_contact
UNION ALL BY NAME
FROM without_contact
