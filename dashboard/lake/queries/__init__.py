"""The dashboard's own queries, one `.sql` file each."""
