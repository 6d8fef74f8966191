"""Parts of pages: functions from frames and words to what is drawn."""
