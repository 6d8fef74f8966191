-- Grain: one row per answered item about one in ten of the contacts that the load brought.
SELECT
    contact_id || '-' || item AS answer_id,
    's' || contact_id AS survey_id,
    contact_id,
    customer_id,
    occurred_at + INTERVAL 1 DAY AS answered_at,
    NULL AS department,
    NULL AS contact_tier,
    item,
    CASE item
        WHEN 'csat' THEN 1 + hash(contact_id || 'csat') % 5
        WHEN 'nps' THEN hash(contact_id || 'nps') % 11
        ELSE 1 + hash(contact_id || 'ces') % 7
    END AS score,
    NULL AS expected,
    NULL AS comment,
    occurred_local + INTERVAL 1 DAY AS answered_local,
    getvariable('load_id') AS load_id
FROM contacts, (VALUES ('csat'), ('nps'), ('ces')) AS items (item)
WHERE load_id = getvariable('load_id') AND hash(contact_id) % 10 = 0
