-- Grain: one row per source with records: of which kinds, and the newest instant and last day they speak of, which
-- customers do not.
WITH record_days AS (
    SELECT load_id, 'contacts' AS record_kind, max(occurred_local) AS last_local, max(occurred_at) AS newest_at
    FROM contacts GROUP BY load_id
    UNION ALL
    SELECT load_id, 'answers', max(answered_local), max(answered_at) FROM answers GROUP BY load_id
    UNION ALL
    SELECT load_id, 'customers', NULL, NULL FROM customers GROUP BY load_id
)
SELECT
    source,
    list(DISTINCT record_kind ORDER BY record_kind) AS record_kinds,
    max(last_local)::DATE AS last_day,
    max(newest_at) AS newest_at
FROM record_days
JOIN loads USING (load_id)
WHERE status = 'loaded'
GROUP BY source
ORDER BY source
