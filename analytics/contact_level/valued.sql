-- Grain: one row per group by contact level (`cause`, as groups are called there), segment, tenure and whole months since
-- joining of the customers picked who are there at the end of $until: how many, how many say their yearly value, and its sums.
WITH levels AS ({levels}),
dated AS (
    SELECT
        customer_facts.*,
        level,
        tenure_of(date_trunc('month', joined_on)::DATE, $until::DATE) AS tenure,
        age_band_of(born_on, $until::DATE) AS age_band
    FROM customer_facts
    JOIN levels USING (customer_id)
    WHERE level <> 'left'
)
SELECT
    level AS cause,
    coalesce(segment, '') AS segment,
    coalesce(tenure, '') AS tenure,
    least(date_diff('month', joined_on, $until::DATE), 36)::INTEGER AS months,
    count(*) AS customers,
    count(annual_value) AS valued,
    coalesce(sum(annual_value), 0)::DOUBLE AS annual,
    coalesce(sum(annual_value ** 2), 0)::DOUBLE AS annual_squares
FROM dated
WHERE {picked}
GROUP BY ALL
ORDER BY ALL
