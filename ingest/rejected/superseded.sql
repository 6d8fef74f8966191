-- Grain: one row per open reject whose file was loaded again with other content, or that a row of a loaded file says
-- to mend; with the load that did so.
CREATE OR REPLACE TEMP TABLE closing AS
SELECT rejected_rows.rowid AS reject_id, coalesce(again.load_id, mending.load_id) AS closed_in
FROM rejected_rows
LEFT JOIN loaded AS again ON
    again.source = rejected_rows.source
    AND again.file = rejected_rows.file
LEFT JOIN (SELECT source, mended_load, line, min(load_id) AS load_id FROM mended GROUP BY ALL) AS mending ON
    mending.source = rejected_rows.source
    AND mending.mended_load = rejected_rows.load_id
    AND mending.line = rejected_rows.line
WHERE replayed_in IS NULL AND coalesce(again.load_id, mending.load_id) IS NOT NULL
