-- Grain: one row per record of a kind, of customers and staff per state: what identifies it, and a number for what it
-- says.
SELECT {identity}, hash(row({content})) AS content
FROM {table}
