-- Grain: one row per file of a table that the catalogue has already, of those with these names.
SELECT DISTINCT path
FROM __ducklake_metadata_lake.ducklake_data_file
WHERE
    parse_filename(path) IN (SELECT unnest($names::VARCHAR[]))
    AND table_id IN (SELECT table_id FROM __ducklake_metadata_lake.ducklake_table WHERE table_name = $table)
UNION
SELECT path
FROM adopted_files
WHERE path IN (SELECT unnest($paths::VARCHAR[]))
