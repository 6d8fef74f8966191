-- Grain: one row per new customer and stage that they were in: when they entered it and, where known by the end of
-- $until, when they came to a later one ($ahead stages ahead or more) and when they left the company. A stage is entered
-- with the first contact in it, unless one in a later stage came before. New are customers who joined within the data,
-- and those without a joining date whose first contact of the process is in its first stage.
WITH there_before AS (
    SELECT customer_id FROM customer_facts WHERE joined_on < (SELECT min(day) FROM contact_daily)
),
steps AS (
    SELECT
        customer_id,
        list_position($process_stages, stage) AS stage_number,
        min(occurred_local) AS entered_at
    FROM contacts
    ANTI JOIN there_before USING (customer_id)
    WHERE customer_id IS NOT NULL
        AND occurred_local < $until::DATE + 1
        AND list_contains($process_stages, stage)
        AND (len($process_reasons) = 0 OR list_contains($process_reasons, reason))
    GROUP BY ALL
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
)
SELECT
    customer_id,
    stage_number,
    entered_at,
    moved_at,
    -- A day counts when it is over. Who is still met after leaving has not left the way.
    CASE WHEN left_on <= $until::DATE THEN greatest(left_on + 1, entered_at) END AS left_at
FROM onward
LEFT JOIN customer_facts USING (customer_id)
WHERE (joined_on IS NOT NULL OR first_stage = 1) AND coalesce(next_at >= entered_at, true)
