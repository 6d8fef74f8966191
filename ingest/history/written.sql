-- Grain: `{kind}` has one row per member, `{noun}_history` one per member and day from which an earlier state
-- held. What the load says of plain members takes the place of their latest states, and open ones become what their
-- timeline says. Rows are replaced and not updated: an UPDATE from another relation can crash DuckLake (DuckDB 1.5.5).
-- They are told by their keys: rows that earlier loads of the same commit wrote can have the rowids of others.
CREATE OR REPLACE TEMP TABLE latest_states AS
SELECT brought.* EXCLUDE (is_stated, position), coalesce(first_load_id, brought.load_id) AS first_load_id
FROM brought
SEMI JOIN plain_members USING ({key})
LEFT JOIN (SELECT {key}, first_load_id FROM {kind}) USING ({key})
UNION ALL BY NAME
SELECT timeline.* EXCLUDE (is_latest), coalesce(first_load_id, timeline.load_id) AS first_load_id
FROM timeline
LEFT JOIN {kind} AS known USING ({key})
WHERE
    is_latest
    AND (known.{key} IS NULL OR timeline.valid_from <> known.valid_from OR {timeline_differs_from_known});

INSERT INTO {noun}_history BY NAME
SELECT * EXCLUDE (first_load_id) FROM {kind} SEMI JOIN plain_members USING ({key});

DELETE FROM {kind}
WHERE {key} IN (SELECT {key} FROM latest_states);

INSERT INTO {kind} BY NAME FROM latest_states;

DELETE FROM {noun}_history
WHERE ({key}, valid_from) IN (
    SELECT (known.{key}, known.valid_from)
    FROM {noun}_history AS known
    SEMI JOIN open_members USING ({key})
    LEFT JOIN timeline ON
        timeline.{key} = known.{key}
        AND timeline.valid_from = known.valid_from
        AND NOT timeline.is_latest
        AND NOT ({timeline_differs_from_known})
    WHERE timeline.{key} IS NULL
);

INSERT INTO {noun}_history BY NAME
SELECT timeline.* EXCLUDE (is_latest)
FROM timeline
ANTI JOIN {noun}_history USING ({key}, valid_from)
WHERE NOT timeline.is_latest
