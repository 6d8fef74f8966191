-- Grain: one row per customer whose first rating is linked to a contact with a known reason: whether the customer came
-- again for that reason within so many days after the contact.
WITH asked AS MATERIALIZED (
    SELECT
        first_rated.*,
        contacts.reason,
        contacts.occurred_local AS asked_local
    FROM first_rated
    JOIN answered_contacts AS contacts
        ON contacts.contact_id = first_rated.contact_id AND contacts.answer_day = first_rated.day
    WHERE contacts.reason IS NOT NULL
)
SELECT
    *,
    customer_id IN (
        SELECT later.customer_id
        FROM later_contacts AS later
        JOIN asked AS rated ON rated.customer_id = later.customer_id AND rated.reason = later.reason
        WHERE
            later.occurred_local > asked_local
            AND later.occurred_local <= asked_local + to_days(within)
    ) AS is_so
FROM asked
