"""The page Integration."""
