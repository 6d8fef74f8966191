-- Grain: one row per cause, segment, tenure and whole calendar months since joining (36 and more together; null where not recorded)
-- of the customers picked who left from $since to $until: how many, how many say their yearly value, and its sums.
-- The cause null is that of everybody; who names several is in the rows of each.
WITH dated AS (
    SELECT
        customer_facts.*,
        left_on AS day,
        tenure_of(date_trunc('month', joined_on)::DATE, left_on) AS tenure,
        age_band_of(born_on, left_on) AS age_band,
        -- As in `leavers`, whose look at the month before is not needed here.
        list_filter(
            list_transform(string_split(coalesce(leave_causes, ''), '|'), lambda cause: trim(cause)),
            lambda cause: cause <> ''
        ) AS causes
    FROM customer_facts
    WHERE left_on BETWEEN $since AND $until
),
named AS (
    SELECT dated.*, unnest(list_prepend(NULL, {causes})) AS cause
    FROM dated
    WHERE {picked}
)
SELECT
    cause,
    coalesce(segment, '') AS segment,
    coalesce(tenure, '') AS tenure,
    least(date_diff('month', joined_on, day), 36)::INTEGER AS months,
    count(*) AS customers,
    count(annual_value) AS valued,
    coalesce(sum(annual_value), 0)::DOUBLE AS annual,
    coalesce(sum(annual_value ** 2), 0)::DOUBLE AS annual_squares
FROM named
GROUP BY ALL
ORDER BY ALL
