-- Grain: one row per customer with so many contacts since joining: the day of that one. Stands in where no purchases
-- are recorded.
SELECT customer_id, day
FROM (
    SELECT contact_facts.customer_id, day, row_number() OVER came AS place
    FROM contact_facts
    JOIN customer_facts USING (customer_id)
    WHERE day >= joined_on
    WINDOW came AS (PARTITION BY contact_facts.customer_id ORDER BY occurred_at, contact_id)
)
WHERE place = $developing_contacts
