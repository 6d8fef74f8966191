-- Grain: one row per reject in `closing`, which is open no more. Rows are replaced and not updated: an UPDATE from
-- another relation can crash DuckLake (DuckDB 1.5.5).
CREATE OR REPLACE TEMP TABLE closed_rejects AS
SELECT rejected_rows.* REPLACE (closed_in AS replayed_in)
FROM rejected_rows
JOIN closing ON rejected_rows.rowid = reject_id;

DELETE FROM rejected_rows WHERE rowid IN (SELECT reject_id FROM closing);

INSERT INTO rejected_rows BY NAME FROM closed_rejects
