-- Grain: one row per segment, tenure and whole calendar months since joining (36 and more together; null where not recorded) of the
-- customers picked who are there at the end of $day: how many, how many say their yearly value, and its sums.
WITH dated AS (
    SELECT
        * EXCLUDE (segment),
        segment,
        $day::DATE AS day,
        tenure_of(date_trunc('month', joined_on)::DATE, $day::DATE) AS tenure,
        age_band_of(born_on, $day::DATE) AS age_band
    FROM customer_facts
    WHERE coalesce(left_on > $day, true) AND coalesce(joined_on <= $day, true)
)
SELECT
    coalesce(segment, '') AS segment,
    coalesce(tenure, '') AS tenure,
    least(date_diff('month', joined_on, $day::DATE), 36)::INTEGER AS months,
    count(*) AS customers,
    count(annual_value) AS valued,
    coalesce(sum(annual_value), 0)::DOUBLE AS annual,
    coalesce(sum(annual_value ** 2), 0)::DOUBLE AS annual_squares
FROM dated
WHERE {picked}
GROUP BY ALL
ORDER BY ALL
