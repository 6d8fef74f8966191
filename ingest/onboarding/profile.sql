-- Grain: one row per column of the sample: how much of it is filled, and which share of its values (blanks and what
-- stands for no value left out) is of each kind.
WITH cells AS (
    UNPIVOT sample ON COLUMNS(*) INTO NAME column_name VALUE cell
),
counted AS (
    SELECT column_name, trim(cell) AS written, count(*) AS times, list_contains($marks, trim(cell)) AS is_mark
    FROM cells
    WHERE trim(cell) <> ''
    GROUP BY ALL
),
judged AS (
    SELECT
        *,
        coalesce(regexp_full_match(written, '[+-]?[0-9]*\.?[0-9]+'), false) AS is_plain_number,
        as_number(written) IS NOT NULL AS is_number,
        as_number(written, ',') IS NOT NULL AND regexp_matches(written, ',[0-9]{1,2}[^0-9]*$') AS has_decimal_comma,
        regexp_full_match(written, '-?[0-9]+:[0-9]{2}(:[0-9]{2})?') AS is_clock,
        as_seconds(written) IS NOT NULL AS is_duration,
        as_flag(written) IS NOT NULL AS is_flag,
        -- A number of eight digits is a day only where it can be one.
        as_time(written) BETWEEN '1900-01-01' AND '2199-12-31' OR written IN ('99991231', '00000000', '9999-12-31')
            AS is_time,
        regexp_matches(written, '^[0-9]{4}-[0-9]{2}-[0-9]{2}') AND try_cast(written AS TIMESTAMPTZ) IS NOT NULL
            AS is_plain_time,
        regexp_matches(written, 'T?[0-9]{2}:[0-9]{2}.*(Z|[+-][0-9]{2}:?[0-9]{2})$') AS has_zone,
        coalesce(try_strptime(written, $day_first) >= '1900-01-01', false) AS is_day_first,
        coalesce(try_strptime(written, $month_first) >= '1900-01-01', false) AS is_month_first,
        try_strptime(written, $worded) IS NOT NULL AS is_worded_time,
        regexp_full_match(written, '[0-9]{6}')
            AND try_strptime(written, '%y%m%d') IS NOT NULL AS is_short_day
    FROM counted
)
SELECT
    column_name,
    coalesce(sum(times) FILTER (NOT is_mark), 0)::BIGINT AS filled,
    count(*) FILTER (NOT is_mark) AS distinct_values,
    list(written ORDER BY times DESC) FILTER (is_mark) AS marks,
    list(written ORDER BY times DESC, written) FILTER (NOT is_mark) AS written,
    list(times ORDER BY times DESC, written) FILTER (NOT is_mark) AS times,
    min(try_cast(written AS DOUBLE)) AS lowest,
    max(try_cast(written AS DOUBLE)) AS highest,
    sum(COLUMNS(['is_plain_number', 'is_number', 'has_decimal_comma', 'is_clock', 'is_duration', 'is_flag', 'is_time',
        'is_plain_time', 'has_zone', 'is_day_first', 'is_month_first', 'is_worded_time', 'is_short_day'])::INTEGER * times)
        FILTER (NOT is_mark) / sum(times) FILTER (NOT is_mark) AS "\0"
FROM judged
GROUP BY column_name
