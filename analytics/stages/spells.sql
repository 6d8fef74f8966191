-- Grain: one row per part, stage, days in it when observation began and ended, and what it ended with ("moved", "left",
-- or null where it went on): how many customers. Reads from `journeys`. Observed are the days from $since to $until:
-- who entered before comes under observation late. Days are told to a quarter of an hour.
SELECT
    {split} AS part,
    stage_number,
    round(greatest(date_diff('second', entered_at, $since::DATE::TIMESTAMP), 0) / 900) / 96 AS entry,
    round(date_diff('second', entered_at, ended_at) / 900) / 96 AS duration,
    event,
    count(*)::DOUBLE AS weight
FROM journeys
LEFT JOIN (
    SELECT *, age_band_of(born_on, $until::DATE) AS age_band FROM customer_facts
) AS customers USING (customer_id)
WHERE ended_at >= $since::DATE AND {picked}
GROUP BY ALL
