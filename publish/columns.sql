-- Grain: one row per column of the tables in the schema, in their order.
SELECT c.relname AS table_name, a.attname AS column_name, format_type(a.atttypid, a.atttypmod) AS kind
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_attribute AS a ON a.attrelid = c.oid
WHERE n.nspname = {schema} AND c.relkind NOT IN ('i', 'I') AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY c.relname, a.attnum
