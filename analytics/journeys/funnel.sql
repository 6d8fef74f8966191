-- Grain: one row per place of the path, what became of journeys that had come so far, and after how many days: how many
-- journeys. "moved" came to the path's next step, "elsewhere" to another, "settled" had no further contact within the
-- gap; null goes on and was not watched for as long. Days are told to a quarter of an hour.
WITH matched AS (
    SELECT journey, bit_or(1 << (place - 1)::INTEGER) AS places
    FROM steps
    WHERE place <= len($path::VARCHAR[]) AND step = ($path::VARCHAR[])[place]
    GROUP BY journey
),
reached AS (
    SELECT steps.place, next_step, next_local, occurred_local
    FROM steps
    JOIN matched ON matched.journey = steps.journey
    WHERE steps.place <= len($path::VARCHAR[])
        AND places & ((1 << steps.place::INTEGER) - 1) = (1 << steps.place::INTEGER) - 1
)
SELECT
    place,
    CASE
        WHEN next_local IS NOT NULL AND next_step = ($path::VARCHAR[])[place + 1] THEN 'moved'
        WHEN next_local IS NOT NULL THEN 'elsewhere'
        WHEN occurred_local + to_days($gap_days::INTEGER) < $finished::DATE + 1 THEN 'settled'
    END AS event,
    round(
        CASE
            WHEN next_local IS NOT NULL THEN date_diff('second', occurred_local, next_local)
            ELSE least($gap_days * 86400, date_diff('second', occurred_local, ($finished::DATE + 1)::TIMESTAMP))
        END / 900
    ) / 96 AS duration,
    count(*)::DOUBLE AS weight
FROM reached
GROUP BY ALL
