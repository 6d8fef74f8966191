-- Grain: one row per record that breaks the contract: its place, the first rule that it breaks, what stands there.
WITH typed AS (
    SELECT {typed_columns}, place FROM {given}
),
judged AS (
    SELECT place, {broken_rule} AS broken FROM typed
)
SELECT place, broken.rule AS rule, broken.value AS value
FROM judged
WHERE broken IS NOT NULL
