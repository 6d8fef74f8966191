-- Grain: one row per load whose file had other columns than the one of its source before, the newest first.
SELECT
    source,
    file,
    timezone($zone, any_value(loaded_at)) AS loaded_local,
    string_agg(column_name, ', ' ORDER BY column_name) FILTER (change = 'came') AS came,
    string_agg(column_name, ', ' ORDER BY column_name) FILTER (change = 'left') AS went
FROM column_changes
LEFT JOIN (SELECT load_id, loaded_at FROM loads) USING (load_id)
WHERE change <> 'first'
GROUP BY load_id, source, file
ORDER BY load_id DESC
LIMIT $most
