-- Grain: one row per source of records of one kind: how many it brought, how many of them measures count, and how
-- many fill each column.
SELECT {source} AS _source, count(*) AS _records, {counted} AS _counted, {columns}
FROM {records} AS records
LEFT JOIN (SELECT load_id AS known_load_id, source FROM loads) AS loaded ON known_load_id = records.load_id
WHERE {days} AND {picked}
GROUP BY ALL
