-- Grain: one row per source and column that its exports ever had: whether the last one that was noted had it.
SELECT source, column_name, max_by(change, load_id) <> 'left' AS is_present
FROM column_changes
GROUP BY ALL
