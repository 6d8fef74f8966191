-- Grain: one row per source with records: of which kinds, and the last day they speak of, which customers do not.
WITH record_days AS (
    SELECT load_id, 'contacts' AS record_kind, max(occurred_local) AS last_local FROM contacts GROUP BY load_id
    UNION ALL
    SELECT load_id, 'answers', max(answered_local) FROM answers GROUP BY load_id
    UNION ALL
    SELECT load_id, 'customers', NULL FROM customers GROUP BY load_id
)
SELECT
    source,
    list(DISTINCT record_kind ORDER BY record_kind) AS record_kinds,
    max(last_local)::DATE AS last_day
FROM record_days
JOIN loads USING (load_id)
WHERE status = 'loaded'
GROUP BY source
ORDER BY source
