-- Grain: one row per key that the load brought more than once, or that was known before it.
CREATE OR REPLACE TEMP TABLE repeated_keys AS
SELECT {key} FROM {kind} WHERE load_id = getvariable('load_id') GROUP BY {key} HAVING count(*) > 1
UNION
SELECT {key} FROM {kind}
SEMI JOIN (SELECT {key} FROM {kind} WHERE load_id = getvariable('load_id')) AS brought USING ({key})
WHERE load_id < getvariable('load_id')
