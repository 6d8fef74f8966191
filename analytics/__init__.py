"""From records to answers: marts in SQL, measures as pure functions on polars frames."""
