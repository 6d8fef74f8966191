"""What follows a failure: recovery, complaint, leaving; and how failures and recoveries keep pace."""
