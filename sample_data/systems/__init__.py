"""The systems of the service, one file each: how they write their exports."""
