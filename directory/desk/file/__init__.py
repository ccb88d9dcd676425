"""The data file changed where it differs, and nowhere else."""
