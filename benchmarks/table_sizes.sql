-- Grain: one row per table with files, largest first: its megabytes on disk.
SELECT table_name, round(file_size_bytes / 1e6)::INTEGER AS megabytes
FROM ducklake_table_info('lake')
WHERE file_size_bytes >= 1e6
ORDER BY file_size_bytes DESC
