-- Grain: one row per calendar month and known customer with a contact in it: what the customer lived through. The
-- dimensions (stored: department, contact tier, channel) are those of the month's last contact. `contact_days` holds the
-- days with a contact as bits: 1 for the first of the month, 2 for the second, 4 for the third.
WITH known AS (
    SELECT
        *,
        outcome = 'failed' AND recovery IS NOT DISTINCT FROM 'recovered' AS is_recovered_failure,
        hash(*COLUMNS(getvariable('dimensions'))) AS cell
    FROM contact_facts
    WHERE
        customer_id IS NOT NULL
        AND occurred_local >= getvariable('first_day')
        AND occurred_local < getvariable('end_day')
),
lived_through AS (
    SELECT
        date_trunc('month', occurred_local)::DATE AS month,
        customer_id,
        -- The last contact's cell below its moment in one number: ordering texts takes twice as long.
        max(epoch_us(occurred_local) * 18446744073709551616::HUGEINT + cell) AS last_contact,
        min(occurred_local) AS first_contact_local,
        max(occurred_local) AS last_contact_local,
        bit_or(1::INTEGER << (day(occurred_local) - 1)::INTEGER) AS contact_days,
        count(*) AS contacts,
        max(wait_seconds - promised_wait_seconds) AS longest_over_promise_seconds,
        count(*) FILTER (outcome = 'failed' AND NOT is_recovered_failure) AS unrecovered_failures,
        count(*) FILTER (is_recovered_failure) AS recovered_failures,
        count(*) FILTER (is_complaint) AS complaints,
        count(*) FILTER (outcome = 'abandoned' AND NOT is_no_show) AS abandoned,
        count(*) FILTER (outcome = 'unresolved') AS unresolved
    FROM known
    GROUP BY ALL
),
cells AS (
    SELECT DISTINCT
        hash(*COLUMNS(getvariable('dimensions'))) AS cell,
        COLUMNS(getvariable('dimensions'))
    FROM contact_daily
    WHERE day >= getvariable('first_day') AND day < getvariable('end_day')
)
SELECT month, customer_id, cells.* EXCLUDE (cell), lived_through.* EXCLUDE (month, customer_id, last_contact)
FROM lived_through
JOIN cells ON cells.cell = (last_contact & 18446744073709551615::HUGEINT)::UBIGINT
