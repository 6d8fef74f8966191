-- Grain: one row per business day, dimensions (stored: department, contact tier, channel), outcome and number of the
-- contact: 1 for the first of a customer within the first-contact window, 4 for the fourth and later. Only contacts of
-- known customers; of these, how many were followed by another contact of the same customer within the window. Days
-- at the end of the data, whose window is still open, are left to the reader to drop.
WITH known AS (
    -- Sorting carries a hash in place of each text: a tenth of the memory, the same answer.
    SELECT
        day,
        hash(*COLUMNS(getvariable('dimensions'))) AS cell,
        outcome,
        hash(customer_id) AS customer,
        epoch_us(occurred_at) AS occurred_us
    FROM contact_facts
    WHERE
        customer_id IS NOT NULL
        AND occurred_local >= getvariable('first_day') - to_days(getvariable('first_contact_days') + 1)
        AND occurred_local < getvariable('end_day') + to_days(getvariable('first_contact_days') + 1)
),
by_customer AS (
    SELECT
        day,
        cell,
        outcome,
        -- Contacts at the same instant come neither before nor after one another.
        least(1 + count(*) OVER window_before, 4) AS contact_number,
        count(*) OVER window_after > 0 AS is_followed
    FROM known
    WINDOW
        window_before AS (
            PARTITION BY customer
            ORDER BY occurred_us
            RANGE BETWEEN getvariable('first_contact_days') * 86400000000 PRECEDING AND 1 PRECEDING
        ),
        window_after AS (
            PARTITION BY customer
            ORDER BY occurred_us
            RANGE BETWEEN 1 FOLLOWING AND getvariable('first_contact_days') * 86400000000 FOLLOWING
        )
),
by_cell AS (
    SELECT
        day,
        cell,
        outcome,
        contact_number,
        count(*) AS contacts,
        count_if(outcome = 'failed') AS failed,
        count_if(is_followed) AS followed
    FROM by_customer
    WHERE day >= getvariable('first_day') AND day < getvariable('end_day')
    GROUP BY ALL
),
cells AS (
    SELECT DISTINCT
        hash(*COLUMNS(getvariable('dimensions'))) AS cell,
        COLUMNS(getvariable('dimensions'))
    FROM contact_daily
    WHERE day >= getvariable('first_day') AND day < getvariable('end_day')
)
SELECT cells.* EXCLUDE (cell), by_cell.* EXCLUDE (cell)
FROM by_cell
JOIN cells ON cells.cell = by_cell.cell
