-- Grain: one row per table of the schema that the role cannot read, and one for the schema where it may not be used.
SELECT c.relname
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE
    n.nspname = {schema}
    AND c.relkind = 'r'
    AND NOT has_table_privilege({role}, c.oid, 'SELECT')
UNION ALL
SELECT n.nspname
FROM pg_namespace AS n
WHERE n.nspname = {schema} AND NOT has_schema_privilege({role}, n.oid, 'USAGE')
