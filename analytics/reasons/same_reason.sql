-- Grain: one row per contact, with what came earlier and later of the same customer for the same reason, within the
-- first-contact window, as far as that is asked for. Traced are contacts whose customer and reason are known. Whether
-- the data reach over the whole window is told by is_window_over (later) and is_past_known (earlier).
WITH settings AS (
    SELECT (value::JSON ->> 'first_contact_days')::INTEGER AS first_contact_days
    FROM warehouse_facts
    WHERE name = 'applied_settings'
),
span AS (
    SELECT min(day) AS first_day, max(day) AS last_day
    FROM contact_daily
),
near AS (
    SELECT
        contact_facts.*,
        customer_id IS NOT NULL AND reason IS NOT NULL AS is_traced,
        -- Sorting carries a number in place of two texts. Untraced contacts have nothing in common but their instant.
        CASE WHEN is_traced THEN hash(customer_id, reason) ELSE hash(occurred_at) END AS matter,
        epoch_us(occurred_at) AS occurred_us,
        first_contact_days * 86400000000 AS window_us,
        day + first_contact_days <= last_day AS is_window_over,
        day - first_contact_days >= first_day AS is_past_known
    FROM contact_facts
    CROSS JOIN settings
    CROSS JOIN span
    WHERE {near}
)
SELECT
    near.* EXCLUDE (matter, occurred_us, window_us),
    {told}
FROM near
-- Contacts at the same instant come neither before nor after one another.
WINDOW
    earlier AS (
        PARTITION BY matter
        ORDER BY occurred_us
        RANGE BETWEEN window_us PRECEDING AND 1 PRECEDING
    ),
    later AS (
        PARTITION BY matter
        ORDER BY occurred_us
        RANGE BETWEEN 1 FOLLOWING AND window_us FOLLOWING
    )
