-- Grain: one row per table whose rows lie in many small files.
SELECT tables.table_name
FROM __ducklake_metadata_lake.ducklake_data_file AS files
JOIN __ducklake_metadata_lake.ducklake_table AS tables USING (table_id)
WHERE
    files.end_snapshot IS NULL
    AND tables.end_snapshot IS NULL
    AND files.file_size_bytes < $small_bytes
GROUP BY tables.table_name
HAVING count(*) >= $many_files
ORDER BY tables.table_name
