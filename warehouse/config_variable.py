"""The environment's names for the settings file, and for the secret of those who ask from elsewhere."""

CONFIG_VARIABLE = "TOUCHPOINTS_CONFIG"
QUACK_TOKEN_VARIABLE = "TOUCHPOINTS_QUACK_TOKEN"  # noqa: S105 - its name, not the token
