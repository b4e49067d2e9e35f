"""Questions to a run in SQL, which can read its tables and do nothing else."""
