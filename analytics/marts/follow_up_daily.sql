-- Grain: one row per business day, department, contact tier and channel. Of the contacts of known customers,
-- how many were followed by another contact of the same customer within the first-contact window. Days at
-- the end of the data, whose window is still open, are left to the reader to drop.
WITH known AS (
    -- Sorting carries a hash in place of each text: a tenth of the memory, the same answer.
    SELECT
        occurred_local::DATE AS day,
        hash(department, contact_tier, delivery_mode, channel) AS cell,
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
    SELECT DISTINCT
        department,
        contact_tier,
        delivery_mode,
        channel,
        hash(department, contact_tier, delivery_mode, channel) AS cell
    FROM contacts
    WHERE occurred_local >= getvariable('first_day') AND occurred_local < getvariable('end_day')
)
SELECT
    day,
    department,
    coalesce(stored.contact_tier, delivery_modes.contact_tier) AS contact_tier,
    channel,
    sum(known_customer_contacts)::BIGINT AS known_customer_contacts,
    sum(followed)::BIGINT AS followed
FROM by_cell
JOIN cells AS stored USING (cell)
LEFT JOIN channels USING (channel)
LEFT JOIN delivery_modes
    ON delivery_modes.delivery_mode = coalesce(stored.delivery_mode, channels.delivery_mode)
GROUP BY ALL
