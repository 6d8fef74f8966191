-- Grain: one row per source of records of one kind: how many it brought, and how many of them fill each column.
SELECT {source} AS _source, count(*) AS _records, {columns}
FROM {records} AS records
LEFT JOIN (SELECT load_id AS known_load_id, source FROM loads) AS loaded ON known_load_id = records.load_id
WHERE {days} AND {picked}
GROUP BY ALL
