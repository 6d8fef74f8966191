"""The warehouse over DuckDB's remote protocol, Quack: one SELECT at a time, for who has the token."""
