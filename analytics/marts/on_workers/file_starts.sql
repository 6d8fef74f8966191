-- Grain: one row per business day on which a data file of a kind of records begins.
SELECT DISTINCT try_cast(min_value AS TIMESTAMP)::DATE AS day
FROM __ducklake_metadata_lake.ducklake_file_column_stats AS statistics
JOIN __ducklake_metadata_lake.ducklake_data_file AS written USING (data_file_id)
JOIN __ducklake_metadata_lake.ducklake_table AS stored ON stored.table_id = written.table_id
JOIN __ducklake_metadata_lake.ducklake_column AS columns
    ON columns.table_id = stored.table_id AND columns.column_id = statistics.column_id
WHERE
    stored.table_name = $kind
    AND columns.column_name = $column
    AND stored.end_snapshot IS NULL
    AND written.end_snapshot IS NULL
    AND min_value IS NOT NULL
