-- Grain: one row per mapped record, in the export's order: the contract's columns in their types, what the
-- loader adds, for a record that breaks the contract its reject_… columns, and which values were emptied.
WITH mapped AS (
{select}
),
typed AS (
    SELECT {typed_columns}, origin FROM mapped
),
judged AS (
    SELECT {kept_columns}, {broken_rule} AS broken, {emptied_values} AS emptied FROM typed
)
SELECT
    {columns},
    broken.rule AS reject_rule,
    broken.value AS reject_value,
    CASE WHEN broken IS NOT NULL OR {keeps_origins} THEN to_json(origin)::VARCHAR END AS reject_origin,
    CASE WHEN broken IS NULL THEN emptied END AS emptied_values
FROM judged
