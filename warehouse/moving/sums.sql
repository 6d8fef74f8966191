-- Grain: one row: how many rows a table has, and two sums of them that no order changes and hardly another row leaves
-- as they are.
SELECT
    count(*) AS rows,
    coalesce(bit_xor(hash(whole)), 0)::UBIGINT AS mixed,
    coalesce(sum(hash(whole)::HUGEINT), 0)::VARCHAR AS added
FROM {table} AS whole
