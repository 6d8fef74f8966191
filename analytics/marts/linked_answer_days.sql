-- Grain: one row per business day with answers about contacts that the loads brought.
SELECT DISTINCT answers.answered_local::DATE AS day
FROM answers
SEMI JOIN (SELECT contact_id FROM contacts WHERE load_id >= getvariable('load_id')) AS brought USING (contact_id)
