-- Grain: one row per source that was ever loaded from: when last, and the last day its records speak of.
WITH successful AS (
    SELECT load_id, source, loaded_at FROM loads WHERE status = 'loaded'
),
by_source AS (
    SELECT source, max(loaded_at) AS last_loaded_at, count(*) AS files
    FROM successful
    GROUP BY source
),
record_days AS (
    SELECT load_id, 'contacts' AS record_kind, max(occurred_local) AS last_local FROM contacts GROUP BY load_id
    UNION ALL
    SELECT load_id, 'answers', max(answered_local) FROM answers GROUP BY load_id
    UNION ALL
    SELECT load_id, 'customers', NULL FROM customers GROUP BY load_id
),
last_days AS (
    SELECT
        source,
        list(DISTINCT record_kind ORDER BY record_kind) AS record_kinds,
        max(last_local)::DATE AS last_day
    FROM record_days
    JOIN successful USING (load_id)
    GROUP BY source
)
SELECT source, record_kinds, files, timezone($zone, last_loaded_at) AS last_loaded_local, last_day
FROM by_source
LEFT JOIN last_days USING (source)
ORDER BY source
