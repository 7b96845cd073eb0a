"""Pages of processes, one file for each subject."""
