-- Grain: one row per open member and day from which a state of theirs holds, in the light of the load: every change
-- of what is stated for one day after another.
CREATE OR REPLACE TEMP TABLE timeline AS
WITH last_brought AS (
    SELECT *
    FROM brought SEMI JOIN open_members USING ({key})
    QUALIFY position = max(position) OVER (PARTITION BY {key}, valid_from)
),
known AS (
    FROM {noun}_states SEMI JOIN open_members USING ({key})
),
-- Days for which an earlier load said what was known; only those from the first day of the load matter to it.
mentioned AS (
    SELECT {key}, mention.valid_from, max(mention.load_id) AS load_id
    FROM (SELECT {key}, min(valid_from) AS first_day FROM last_brought GROUP BY {key})
    JOIN {kind} USING ({key})
    JOIN {noun}_mentions AS mention ON
        mention.first_load_id = {kind}.first_load_id
        AND {key} BETWEEN mention.first_{member} AND mention.last_{member}
        AND mention.valid_from >= first_day
    GROUP BY {key}, mention.valid_from
),
statements AS (
    FROM known
    UNION ALL BY NAME
    SELECT known.* REPLACE (mentioned.valid_from AS valid_from, mentioned.load_id AS load_id)
    FROM mentioned
    ASOF JOIN known ON mentioned.{key} = known.{key} AND mentioned.valid_from >= known.valid_from
    WHERE mentioned.valid_from > known.valid_from
    UNION ALL BY NAME
    SELECT * EXCLUDE (position), true AS is_brought FROM last_brought
),
-- Of two states for one day that which says more holds, whichever came first: a value before none, then the greater
-- one. Where nobody stated the day, the load of that day that came last.
decided AS (
    SELECT * EXCLUDE (is_stated, is_brought)
    FROM statements
    QUALIFY row_number() OVER (
        PARTITION BY {key}, valid_from
        ORDER BY coalesce(is_brought AND NOT is_stated, false) DESC, {fullest_first}, is_brought NULLS FIRST
    ) = 1
),
changes AS (
    SELECT *
    FROM decided
    WINDOW by_day AS (PARTITION BY {key} ORDER BY valid_from)
    QUALIFY row_number() OVER by_day = 1 OR row({stored}) IS DISTINCT FROM lag(row({stored})) OVER by_day
)
SELECT *, valid_from = max(valid_from) OVER (PARTITION BY {key}) AS is_latest FROM changes
