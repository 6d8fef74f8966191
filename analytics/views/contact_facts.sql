-- Grain: one row per contact that the customer began. Calls that the company makes are no sign that a customer came, nor
-- is one that nobody answers an abandoned one: they are in `outbound_facts`.
FROM contacts_either_way
WHERE direction IS DISTINCT FROM 'outbound'
