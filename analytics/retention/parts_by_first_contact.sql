-- Grain: one row per known customer with a contact up to $last_day whose first one is among those picked: the part it
-- belongs to. Reads from `first_contacts`.
SELECT customer_id, {split} AS "group"
FROM first_contacts
LEFT JOIN customer_facts USING (customer_id)
WHERE {picked}
