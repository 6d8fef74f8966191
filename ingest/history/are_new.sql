-- Grain: one row: whether nothing was known of any member in the load, and each is there once.
CREATE OR REPLACE TEMP TABLE repeated_members AS
SELECT {key} FROM brought GROUP BY {key} HAVING count(*) > 1;

SELECT NOT EXISTS (FROM repeated_members) AND NOT EXISTS (FROM brought SEMI JOIN {kind} USING ({key}))
