"""The environment's name for the settings file."""

CONFIG_VARIABLE = "TOUCHPOINTS_CONFIG"
