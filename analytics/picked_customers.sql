-- Grain: one row per customer whom the view picks.
SELECT customer_id
FROM (
    SELECT
        *,
        tenure_of(date_trunc('month', joined_on)::DATE, $until::DATE) AS tenure,
        age_band_of(born_on, $until::DATE) AS age_band
    FROM customer_facts
)
WHERE {picked}
