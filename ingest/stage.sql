-- Grain: one row per mapped record, in the export's order: the contract's columns in their types, what the
-- loader adds, and for a record that breaks the contract its reject_… columns.
WITH mapped AS (
{select}
),
typed AS (
    SELECT {typed_columns}, origin FROM mapped
),
judged AS (
    SELECT *, {broken_rule} AS broken FROM typed
)
SELECT
    {columns},
    getvariable('load_id')::BIGINT AS load_id,
    broken.rule AS reject_rule,
    broken.value AS reject_value,
    CASE WHEN broken IS NOT NULL
        THEN list_min(list_transform({origins}, lambda o: o.line)) END AS reject_line,
    CASE WHEN broken IS NOT NULL
        THEN array_to_string(list_transform({origins}, lambda o: to_json(o.raw)::VARCHAR), chr(10))
        END AS reject_raw
FROM judged
