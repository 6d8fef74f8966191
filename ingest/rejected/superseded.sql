-- Grain: one row per open reject whose file was loaded again later, with other content, or that a row of a loaded file
-- says to mend; with the first load that did so.
CREATE OR REPLACE TEMP TABLE closing AS
SELECT rejected_rows.rowid AS reject_id, min(coalesce(again.load_id, mending.load_id)) AS closed_in
FROM rejected_rows
LEFT JOIN loaded AS again ON
    again.source = rejected_rows.source
    AND again.file = rejected_rows.file
    AND again.load_id > rejected_rows.load_id
LEFT JOIN mended AS mending ON
    mending.source = rejected_rows.source
    AND mending.mended_load = rejected_rows.load_id
    AND mending.line = rejected_rows.line
WHERE replayed_in IS NULL AND coalesce(again.load_id, mending.load_id) IS NOT NULL
GROUP BY reject_id
