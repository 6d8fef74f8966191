-- Grain: one row per column of a table whose smallest or largest value names the customer: what its files say instead.
-- All rows are in files.
UPDATE ducklake_table_column_stats
SET
    (min_value, max_value) = (
        SELECT min(files.min_value), max(files.max_value)
        FROM ducklake_file_column_stats AS files
        JOIN ducklake_data_file AS data USING (data_file_id)
        WHERE
            files.table_id = ducklake_table_column_stats.table_id
            AND files.column_id = ducklake_table_column_stats.column_id
            AND data.end_snapshot IS NULL
    )
WHERE min_value = :name OR max_value = :name
