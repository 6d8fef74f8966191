"""What pages say, in both languages side by side; a test holds that none is missing."""
