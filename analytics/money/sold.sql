-- Grain: one row per contact that was not abandoned: the amount sold at it; null where nothing was. None where no purchase says at
-- which contact.
WITH sold AS (
    SELECT contact_id, sum(amount) AS sold
    FROM purchases
    WHERE contact_id IS NOT NULL AND kind IS DISTINCT FROM 'refund'
    GROUP BY contact_id
)
SELECT listed.*, sold.sold
FROM contact_facts AS listed
LEFT JOIN sold ON sold.contact_id = listed.contact_id
WHERE listed.outcome <> 'abandoned' AND EXISTS (FROM sold)
