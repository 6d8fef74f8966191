-- Grain: one row per business day, department, contact tier and channel. Of the contacts of known customers,
-- how many were followed by another contact of the same customer within the first-contact window. Days at
-- the end of the data, whose window is still open, are left to the reader to drop.
WITH known AS (
    -- Sorting carries a hash in place of each text: a tenth of the memory, the same answer.
    SELECT
        occurred_local::DATE AS day,
        hash(department, tier_of(contact_tier, delivery_mode, channel), channel) AS cell,
        hash(customer_id) AS customer,
        epoch_us(occurred_at) AS occurred_us
    FROM contacts
    WHERE
        customer_id IS NOT NULL
        AND occurred_local >= getvariable('first_day')
        AND occurred_local < getvariable('end_day') + to_days(getvariable('first_contact_days') + 1)
),
by_customer AS (
    SELECT
        day,
        cell,
        lead(occurred_us) OVER (PARTITION BY customer ORDER BY occurred_us) - occurred_us
            <= getvariable('first_contact_days') * 86400000000 AS is_followed
    FROM known
),
by_cell AS (
    SELECT day, cell, count(*) AS known_customer_contacts, count_if(is_followed) AS followed
    FROM by_customer
    WHERE day < getvariable('end_day')
    GROUP BY ALL
),
cells AS (
    SELECT DISTINCT department, contact_tier, channel
    FROM contact_daily
    WHERE day >= getvariable('first_day') AND day < getvariable('end_day')
)
SELECT day, department, contact_tier, channel, known_customer_contacts, followed
FROM by_cell
JOIN cells ON hash(cells.department, cells.contact_tier, cells.channel) = by_cell.cell
