-- Grain: one row per purchase with a known customer: whether the same customer bought something within so many days after
-- it (is_followed), and whether the records reach so far (is_window_over).
WITH bought AS (
    SELECT
        *,
        epoch_us(purchased_at) AS bought_us,
        $repurchase_days * 86400000000 AS window_us,
        max(day) OVER () AS last_day
    FROM purchase_facts
    WHERE kind IS DISTINCT FROM 'refund' AND customer_id IS NOT NULL
)
SELECT
    * EXCLUDE (bought_us, window_us, last_day),
    count(*) OVER later > 0 AS is_followed,
    day + $repurchase_days <= last_day AS is_window_over
FROM bought
WINDOW later AS (PARTITION BY customer_id ORDER BY bought_us RANGE BETWEEN 1 FOLLOWING AND window_us FOLLOWING)
