-- Grain: one row per customer who left, as in `leavers`, with the dimensions of the last contact until the day of leaving.
WITH last_contacts AS (
    SELECT
        contact_facts.customer_id,
        max_by(contact_facts.contact_id, (occurred_at, contact_facts.contact_id)) AS contact_id
    FROM contact_facts
    JOIN leavers ON leavers.customer_id = contact_facts.customer_id
    WHERE occurred_local < leavers.day + 1
    GROUP BY ALL
),
about AS (
    SELECT
        customer_id,
        contact_id AS last_contact_id,
        COLUMNS(lambda name: is_dimension(name))
    FROM contact_facts
    SEMI JOIN last_contacts USING (contact_id)
)
SELECT leavers.*, about.* EXCLUDE (customer_id)
FROM leavers
LEFT JOIN about ON about.customer_id = leavers.customer_id
