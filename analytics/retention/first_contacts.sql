-- Grain: one row per known customer with a contact up to $last_day: the day of the first one in the data, and its
-- dimensions.
WITH firsts AS (
    SELECT
        customer_id,
        min(day) AS first_day,
        arg_min(
            struct_pack(*COLUMNS(getvariable('dimensions'))), {moment: occurred_local, contact: contact_id}
        ) AS place
    FROM contact_facts
    WHERE customer_id IS NOT NULL AND day <= $last_day::DATE
    GROUP BY customer_id
)
SELECT customer_id, first_day, unnest(place)
FROM firsts
