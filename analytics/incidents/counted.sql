-- Grain: one row: how many contacts there are. Reads from `contacts_lived`.
SELECT count(*) AS contacts
FROM contacts_lived
