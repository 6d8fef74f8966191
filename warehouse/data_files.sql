-- Grain: one row per data file or delete file that any version of the warehouse still needs: its path below the
-- warehouse's folder for data.
WITH written AS (
    SELECT table_id, path, path_is_relative FROM __ducklake_metadata_lake.ducklake_data_file
    UNION ALL
    SELECT table_id, path, path_is_relative FROM __ducklake_metadata_lake.ducklake_delete_file
),
placed AS (
    SELECT DISTINCT table_id, stored.path AS table_path, schemas.path AS schema_path
    FROM __ducklake_metadata_lake.ducklake_table AS stored
    JOIN __ducklake_metadata_lake.ducklake_schema AS schemas USING (schema_id)
)
SELECT CASE WHEN path_is_relative <> 0 THEN concat(schema_path, table_path, path) ELSE path END AS path
FROM written
JOIN placed USING (table_id)
ORDER BY path
