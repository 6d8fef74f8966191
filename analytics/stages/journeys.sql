-- Grain: one row per new customer and stage that they were in: when they entered it, what came first by the end of
-- $until ("moved": $ahead stages further or more; "left" the company; null: neither), and when. Reads from `ways`. A stage
-- is entered with the first contact in it, unless one in a later stage came before. Who joined at no known time has to
-- begin with the first stage.
WITH steps AS (
    SELECT customer_id, stage_number, min(occurred_local) AS entered_at FROM ways GROUP BY ALL
),
onward AS (
    SELECT
        customer_id,
        stage_number,
        entered_at,
        min(entered_at) OVER later AS next_at,
        min(entered_at) OVER ahead AS moved_at,
        arg_min(stage_number, entered_at) OVER (PARTITION BY customer_id) AS first_stage
    FROM steps
    WINDOW
        later AS (
            PARTITION BY customer_id ORDER BY stage_number RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
        ),
        ahead AS (
            PARTITION BY customer_id
            ORDER BY stage_number RANGE BETWEEN $ahead::INTEGER FOLLOWING AND UNBOUNDED FOLLOWING
        )
),
ended AS (
    SELECT
        *,
        -- A day counts when it is over. Who is still met after leaving has not left the way.
        CASE WHEN left_on <= $until::DATE THEN greatest(left_on + 1, entered_at) END AS left_at
    FROM onward
    LEFT JOIN customer_facts USING (customer_id)
    WHERE (joined_on IS NOT NULL OR first_stage = 1) AND coalesce(next_at >= entered_at, true)
)
SELECT
    customer_id,
    stage_number,
    entered_at,
    CASE
        WHEN moved_at <= coalesce(left_at, moved_at) THEN 'moved'
        WHEN left_at IS NOT NULL THEN 'left'
    END AS event,
    coalesce(least(moved_at, left_at), $until::DATE + 1) AS ended_at
FROM ended
