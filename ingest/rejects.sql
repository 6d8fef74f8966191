-- Grain: one row per staged record that is not taken: its place among the records, where it stands in the file
-- as far as that was numbered, the rule, what stood there, and its own columns as JSON.
WITH rejected AS (
    SELECT
        file_row_number AS position,
        {rule} AS rule,
        {value} AS value,
        -- A record that comes from several rows has a list of origins, any other just one.
        CASE WHEN starts_with(reject_origin, '[') THEN reject_origin ELSE '[' || reject_origin || ']' END AS origins
    FROM read_parquet({path}) AS staged
    WHERE {which}
),
placed AS (
    SELECT *, json_extract(origins, '$[*].line')::BIGINT[] AS all_lines FROM rejected
)
SELECT
    coalesce(list_min(all_lines), position + {first_line}) AS line,
    rule,
    value,
    array_to_string(json_extract(origins, '$[*].raw')::VARCHAR[], chr(10)) AS raw,
    CASE WHEN len(all_lines) > 1 THEN array_to_string(all_lines, ',') END AS lines,
    position
FROM placed
ORDER BY position
