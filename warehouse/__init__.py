"""What ingest, analytics and dashboard share: settings, contract, lake connection, errors."""
