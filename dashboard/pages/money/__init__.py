"""What it is worth: customers' value, what goes wrong in money a year, sales and costs of contacts."""
