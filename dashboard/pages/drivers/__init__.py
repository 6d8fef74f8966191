"""The page Churn drivers."""
