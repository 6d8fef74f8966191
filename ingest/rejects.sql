-- Grain: one row per staged record that broke a rule: where it stands in the file as far as the file was
-- numbered, its place among the records, the rule, what stood there, and its own columns as JSON.
WITH rejected AS (
    SELECT
        file_row_number AS position,
        reject_rule,
        reject_value,
        -- A record that comes from several rows has a list of origins, any other just one.
        CASE WHEN starts_with(reject_origin, '[') THEN reject_origin ELSE '[' || reject_origin || ']' END AS origins
    FROM read_parquet({path})
    WHERE reject_rule IS NOT NULL
)
SELECT
    coalesce(list_min(json_extract(origins, '$[*].line')::BIGINT[]), position + {first_line}) AS line,
    reject_rule AS rule,
    reject_value AS value,
    array_to_string(json_extract(origins, '$[*].raw')::VARCHAR[], chr(10)) AS raw
FROM rejected
ORDER BY position
