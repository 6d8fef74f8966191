"""Calls that the company makes (해피콜): tried, reached, answered, and whether those called stay."""
