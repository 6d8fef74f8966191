-- Grain: one row per business day, department, contact tier, channel, outcome and number of the contact: 1 for
-- the first of a customer within the first-contact window, 4 for the fourth and later. Only contacts of known
-- customers; of these, how many were followed by another contact of the same customer within the window. Days
-- at the end of the data, whose window is still open, are left to the reader to drop.
WITH known AS (
    -- Sorting carries a hash in place of each text: a tenth of the memory, the same answer.
    SELECT
        occurred_local::DATE AS day,
        hash(department, tier_of(contact_tier, delivery_mode, channel), channel) AS cell,
        outcome,
        hash(customer_id) AS customer,
        epoch_us(occurred_at) AS occurred_us
    FROM contacts
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
    SELECT DISTINCT department, contact_tier, channel
    FROM contact_daily
    WHERE day >= getvariable('first_day') AND day < getvariable('end_day')
)
SELECT day, department, contact_tier, channel, outcome, contact_number, contacts, failed, followed
FROM by_cell
JOIN cells ON hash(cells.department, cells.contact_tier, cells.channel) = by_cell.cell
