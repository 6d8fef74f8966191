-- Grain: one row per customer whose first rating is linked to a contact with a known reason: whether the customer came
-- again for that reason within so many days after the contact.
WITH asked AS (
    SELECT
        first_rated.*,
        reason,
        contacts.occurred_local AS asked_local
    FROM first_rated
    JOIN contacts ON contacts.contact_id = first_rated.contact_id
    WHERE reason IS NOT NULL
)
SELECT
    asked.*,
    coalesce(later.occurred_local <= asked_local + to_days($within::INTEGER), false) AS is_so
FROM asked
ASOF LEFT JOIN contact_facts AS later
    ON later.customer_id = asked.customer_id
    AND later.reason = asked.reason
    AND later.occurred_local > asked_local
