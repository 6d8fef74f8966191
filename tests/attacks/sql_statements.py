"""Statements that try to get out, made from a seed: kinds, wrappers, comments, quotes, white space."""

import random
from collections.abc import Iterator

# {own} is a file of the warehouse, {new} one it does not have, {foreign} a file outside.
CHANGING = (
    "COPY (SELECT 'x') TO '{own}' (FORMAT csv, HEADER false, USE_TMP_FILE false)",
    "COPY (SELECT 1 AS a) TO '{new}'",
    "COPY (SELECT 1 AS a) TO '{foreign}' (USE_TMP_FILE false)",
    "COPY contacts FROM '{foreign}'",
    "COPY FROM DATABASE lake TO memory",
    "EXPORT DATABASE '{new}'",
    "IMPORT DATABASE '{new}'",
    "ATTACH '{new}' AS other",
    "ATTACH '{own}' AS other (TYPE sqlite)",
    "DETACH lake",
    "INSERT INTO contacts (contact_id) VALUES ('x')",
    "UPDATE contacts SET outcome = 'resolved'",
    "DELETE FROM contacts",
    "TRUNCATE contacts",
    "MERGE INTO contacts USING answers ON false WHEN NOT MATCHED THEN INSERT BY NAME",
    "CREATE OR REPLACE TABLE contacts AS SELECT 1",
    "CREATE TEMP TABLE mine AS FROM contacts",
    "CREATE MACRO sum(a) AS 1",
    "CREATE TYPE mood AS ENUM ('a')",
    "CREATE SEQUENCE numbers",
    "DROP TABLE contacts",
    "ALTER TABLE contacts RENAME TO calls",
    "COMMENT ON TABLE contacts IS 'x'",
    "SET enable_external_access = true",
    "SET VARIABLE a = 1",
    "RESET lock_configuration",
    "PRAGMA enable_profiling",
    "PRAGMA json_execute_serialized_sql('x')",
    "INSTALL httpfs",
    "LOAD httpfs",
    "UPDATE EXTENSIONS",
    "CALL ducklake_expire_snapshots('lake', older_than => now())",
    "CALL ducklake_cleanup_old_files('lake', cleanup_all => true)",
    "CALL lake.set_option('parquet_compression', 'zstd')",
    "CHECKPOINT",
    "FORCE CHECKPOINT lake",
    "VACUUM",
    "ANALYZE",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "USE memory",
    "PREPARE mine AS COPY (SELECT 1) TO '{new}'",
    "EXECUTE mine",
    "DEALLOCATE mine",
)
READING = (
    "FROM '{foreign}'",
    "SELECT error(content) FROM read_text('{foreign}')",
    "SELECT error(hex(content)) FROM read_blob('{own}')",
    "FROM read_csv('{foreign}', header = false)",
    "FROM read_blob('{own}')",
    "FROM glob('{own}')",
    "FROM sniff_csv('{foreign}')",
    "FROM query('FROM read_text(''{foreign}'')')",
    "FROM json_execute_serialized_sql(json_serialize_sql('FROM read_text(''{foreign}'')'))",
    "FROM sqlite_scan('{own}', 'ducklake_data_file')",
    "FROM __ducklake_metadata_lake.ducklake_metadata",
    "SELECT json_serialize_plan('FROM __ducklake_metadata_lake.ducklake_metadata')",
    "FROM duckdb_settings()",
    "FROM duckdb_secrets()",
    "FROM pg_catalog.pg_settings",
    "SELECT current_setting('temp_directory')",
    "SELECT current_setting('secret_directory')",
    "SELECT getenv('HOME')",
    "SELECT filename FROM contacts",
    "SELECT max(c.FILENAME) FROM lake.contacts AS c",
    "SHOW DATABASES",
)
WRAPPERS = (
    "{it}",
    "EXPLAIN {it}",
    "EXPLAIN ANALYZE {it}",
    "EXPLAIN (FORMAT json) {it}",
    "EXPLAIN (ANALYZE, FORMAT json) {it}",
    "EXPLAIN EXPLAIN {it}",
    "PREPARE p AS {it}",
    "WITH a AS ({it}) FROM a",
    "WITH a AS MATERIALIZED ({it}) SELECT 1",
    "SELECT ({it})",
    "FROM ({it})",
    "DESCRIBE {it}",
    "SUMMARIZE {it}",
    "CREATE VIEW v AS {it}",
    "COPY ({it}) TO '{{new}}'",
    "SELECT 1; {it}",
    "{it}; SELECT 1",
    "(SELECT 1) UNION ALL ({it})",
)
# Where a scanner may believe that a comment or a text begins or ends and the database does not.
_MARKS = (
    *(
        "/* /* */",
        "/*",
        "*/",
        "/**/",
        "/*/",
        "--*/",
        "/* -- */",
        "-- \r",
        "--\n",
        "--\r\n",
        "--\u0085",
        "--\u2028",
    ),
    *(
        "--\x0b",
        "--\x0c",
        "$$",
        "$x$",
        "$x$ $$ $x$",
        "E'\\''",
        "E'\\\\'",
        "U&'\\0027'",
        "''",
        "'''",
        '"',
        '""',
        "';'",
    ),
    *("#", "//", "\\", ";", ";;", "'--'", "'/*'", "$1", "?", "{{", "}}", "`"),
)
_BLANKS = (
    " ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\x0b",
    "\x0c",
    "\u00a0",
    "\u2003",
    "\u3000",
    "\u200b",
    "\ufeff",
    "\u0085",
)
_ODD = ("\0", "\ud800", "\u202e")
_DECOYS = ("EXPLAIN SELECT 1", "SELECT 1", "EXPLAIN ANALYZE SELECT 1", "EXPLAIN (FORMAT json) SELECT 1", "")


def statements(seed: int, number: int) -> Iterator[str]:
    """So many different texts; their places ({own}, {new}, {foreign}) are still open."""
    chance = random.Random(seed)
    given: set[str] = set()
    while len(given) < number:
        text = _mutated(chance)
        if text not in given:
            given.add(text)
            yield text


def _mutated(chance: random.Random) -> str:
    core = chance.choice(CHANGING + READING)
    text = chance.choice(WRAPPERS).replace("{it}", core).replace("{{new}}", "{new}")
    if chance.random() < 0.8:
        text = _hidden(chance, text)
    if chance.random() < 0.5:
        text = "".join(
            chance.choice(_BLANKS) if letter == " " and chance.random() < 0.3 else letter for letter in text
        )
    if chance.random() < 0.3:
        text = _in_odd_case(chance, text)
    if chance.random() < 0.05:
        place = chance.randrange(len(text))
        text = text[:place] + chance.choice(_ODD) + text[place:]
    return text


def _hidden(chance: random.Random, text: str) -> str:
    """The statement behind a harmless one, with marks before, between and after."""
    marks = [" ".join(chance.choices(_MARKS, k=chance.randint(0, 2))) for _ in range(3)]
    before, between, after = marks
    return f"{before} {chance.choice(_DECOYS)} {between} {text} {after}"


def _in_odd_case(chance: random.Random, text: str) -> str:
    """Words in any case, places as they are."""
    parts = text.replace("{", "\n{").replace("}", "}\n").split("\n")
    return "".join(
        part
        if part.startswith("{")
        else "".join(chance.choice((str.upper, str.lower))(letter) for letter in part)
        for part in parts
    )
