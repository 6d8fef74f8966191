"""A PostgreSQL server and an S3 store on this machine, for the tests of warehouses that lie there."""
